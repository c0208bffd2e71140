// AttributeRuler: from tags, words and dependencies to part of speech, morphology and some lemmas, by the model's table
// of token patterns. Source: spacy/pipeline/attributeruler.py and spacy/matcher/matcher.pyx (3.8).
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "doc/document.h"

namespace tocsin::nlp {

/// Immutable; any number of threads may run it. Must outlive the Documents it wrote to.
class AttributeRuler {
 public:
  /// Reads `attribute_ruler/patterns` in the folder. Fails (kResource) naming the file, the pattern and what in it is
  /// damaged or cannot be run: it runs sequences of tokens, one a place, that test ORTH, TEXT, LOWER, NORM, TAG, DEP
  /// (equal, IN, NOT_IN, REGEX) or IS_SPACE, and set POS, MORPH, LEMMA, TAG, DEP or NORM.
  static Result<AttributeRuler> open(const std::filesystem::path& model_folder);

  /// Sets pos, morph, lemma, tag, dep and norm of the tokens that patterns name; a later pattern prevails. Every
  /// pattern sees the tokens as they were before the run. Needs text, tag and dep_label; after the parser.
  void run(Document& doc) const;

  AttributeRuler(AttributeRuler&&) noexcept;
  AttributeRuler& operator=(AttributeRuler&&) noexcept;
  ~AttributeRuler();
  struct Parts;

 private:
  explicit AttributeRuler(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

/// FEATS as spaCy keeps it: values of a feature sorted, features sorted, empty for "_".
[[nodiscard]] std::string normal_morph(std::string_view feats);

}  // namespace tocsin::nlp
