// The tagger: a Penn tag for each token from its vector. Source: spacy/pipeline/tagger.pyx.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "doc/document.h"
#include "nlp/model_folder.h"
#include "nlp/products.h"
#include "nlp/thinc_model.h"

namespace tocsin::nlp {

class Tagger {
 public:
  /// Fails (kResource) when labels and weights do not fit each other or `width`.
  static Result<Tagger> open(const ModelFolder& folder, const ThincModel& model, size_t width);

  /// Sets `tag`; `vectors` has a row a token. The tags live as long as the Tagger.
  void run(const InputRows& vectors, const Kernels& kernels, AlignedFloats& scores, Document& doc) const;

 private:
  std::vector<std::string> labels_;
  PackedAffine products_;
};

}  // namespace tocsin::nlp
