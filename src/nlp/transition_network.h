// The network of a transition system: scores the moves open to a state from a few of the document's tokens.
// Source: spacy/ml/parser_model.pyx, spacy/ml/_precomputable_affine.py.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/model_folder.h"
#include "nlp/products.h"
#include "nlp/thinc_model.h"

namespace tocsin::nlp {

/// Buffers of one worker for one transition network.
struct TransitionScratch {
  AlignedFloats mapped;    ///< a block of tokens as the lower layer sees them
  AlignedFloats features;  ///< ring of blocks of tokens: what a token adds to a state in each feature
  AlignedFloats old_rows;  ///< the same for tokens whose block has left the ring
  InputRows vectors;
  std::vector<size_t> blocks;  ///< which block of tokens a place in the ring holds, plus 1; 0 = none
};

class TransitionNetwork {
 public:
  /// `component`: "parser" or "ner". `vector_width`: of the tok2vec rows; `feature_count`, `move_count`: what the
  /// transition system needs. Fails (kResource) when the model is of another architecture or size.
  struct Needs {
    std::string component;
    std::string state_type;
    size_t vector_width = 0;
    size_t feature_count = 0;
    size_t move_count = 0;
  };
  static Result<TransitionNetwork> open(const ModelFolder& folder, const ThincModel& model, const Needs& needs);

  /// Makes the document's vectors known; they must live until the last best_move() of the document.
  void begin(const InputRows& vectors, TransitionScratch& scratch) const;

  /// Penalties for best_move() that rule out every move for which `is_open` is false.
  [[nodiscard]] AlignedFloats penalties(const std::function<bool(size_t)>& is_open) const;

  /// The best-scored move for a state that looks at `tokens` (feature_count of them, -1 for none) among those without
  /// penalty, the first of equals; -1 when all have one.
  int best_move(const int32_t* tokens, const AlignedFloats& penalties, const Kernels& kernels,
                TransitionScratch& scratch) const;

 private:
  /// Features are computed a block at a time when a token of the block is first asked for, and kept for the last
  /// kRing blocks. A token further back is rare (a head far behind); its row is computed again each time.
  static constexpr size_t kBlock = 32;
  static constexpr size_t kRing = 4;
  static constexpr size_t kMostFeatures = 16;

  void compute_rows(size_t begin, size_t count, float* rows, const Kernels& kernels, TransitionScratch& scratch) const;
  void compute_block(size_t block, const Kernels& kernels, TransitionScratch& scratch) const;
  const float* row_of(size_t token, size_t feature, const Kernels& kernels, TransitionScratch& scratch) const;

  size_t hidden_width_ = 0;
  size_t feature_count_ = 0;
  PackedAffine map_;       ///< tok2vec row → lower layer's input
  PackedAffine lower_;     ///< columns [feature][piece][hidden unit]
  AlignedFloats padding_;  ///< the row of a missing token
  AlignedFloats bias_;
  PackedRows upper_;
};

}  // namespace tocsin::nlp
