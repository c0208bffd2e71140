// tok2vec: a vector for each token from its word type and its neighbours. Hash embeddings of the type's attributes and
// its static vector are mixed by a maxout layer; then residual layers look at a window of one token on each side.
// Source: spacy/ml/models/tok2vec.py (MultiHashEmbed, MaxoutWindowEncoder), thinc/layers.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/model_folder.h"
#include "nlp/products.h"
#include "nlp/static_vectors.h"
#include "nlp/thinc_model.h"
#include "nlp/word_types.h"

namespace tocsin::nlp {

/// What one network computed of the word types in a WordTypeCache, a row a slot: depends on the type alone.
using TypeEmbeddings = AlignedFloats;

/// Buffers of one worker for one network.
struct Tok2VecScratch {
  AlignedFloats rows;     ///< a document's tokens between zero rows
  AlignedFloats inputs;   ///< the mixing layer's inputs
  AlignedFloats vectors;  ///< static vectors of a batch of types
  AlignedFloats products;
  AlignedFloats mixed;
};

/// An immutable opened network.
class Tok2Vec {
 public:
  /// `section`: of config.cfg ("components.ner.model.tok2vec"). Fails (kResource) when the architecture is another or
  /// the weights do not fit the configuration. `vectors` must outlive the network.
  static Result<Tok2Vec> open(const ModelFolder& folder, const std::string& section, const ThincModel& model,
                              const StaticVectors& vectors);

  [[nodiscard]] static bool wants_vectors(const ModelFolder& folder, const std::string& section);
  [[nodiscard]] size_t width() const { return width_; }

  /// Multiplications and additions of finish() for one more token.
  [[nodiscard]] size_t layer_operations() const;

  /// Makes room for a document of `token_count` tokens.
  void begin(size_t token_count, Tok2VecScratch& scratch) const;

  /// Computes the rows of the types in `slots`. `embeddings` has width() floats a slot.
  void embed(std::span<const uint32_t> slots, const WordTypeCache& types, const Kernels& kernels,
             Tok2VecScratch& scratch, TypeEmbeddings& embeddings) const;

  /// Puts the types in `slots` at the document's tokens from `begin` on.
  void place(std::span<const uint32_t> slots, size_t begin, const TypeEmbeddings& embeddings,
             Tok2VecScratch& scratch) const;

  /// The window layers; `spare` is room that the networks of a worker share. The result has a row of width() floats a
  /// token and lives until the scratch is used again.
  [[nodiscard]] InputRows finish(size_t token_count, const Kernels& kernels, Tok2VecScratch& scratch,
                                 AlignedFloats& spare) const;

 private:
  enum class Attribute { kNorm, kPrefix, kSuffix, kShape, kSpacy, kIsSpace, kOrth };
  struct Embedding {
    Attribute attribute = Attribute::kNorm;
    uint32_t seed = 0;
    size_t rows = 0;
    std::vector<float> table;
  };
  struct Normalization {
    std::vector<float> scale;
    std::vector<float> shift;
  };
  struct Layer {
    PackedAffine products;
    Normalization norm;
  };
  struct WindowLayer {
    PackedWindow products;
    Normalization norm;
  };

  Result<void> read_embeddings(const ModelFolder& folder, const std::string& section, const ThincModel& model);
  Result<void> read_layers(const ModelFolder& folder, const std::string& section, const ThincModel& model);
  static Result<Normalization> read_norm(const ThincModel& model, const ThincNode& node, size_t width);
  [[nodiscard]] size_t mixing_inputs() const;
  void fill_batch(std::span<const uint32_t> slots, const WordTypeCache& types, const Kernels& kernels,
                  Tok2VecScratch& scratch) const;
  void fill_inputs(const WordTypeCache::Entry& entry, float* row) const;
  /// Of a document's matrix: zero rows at its ends included.
  [[nodiscard]] size_t row_count(size_t token_count) const;
  void clear_ends(size_t token_count, AlignedFloats& rows) const;
  void run_layer(const WindowLayer& layer, size_t row_count, const Kernels& kernels, const float* from,
                 float* to) const;

  size_t width_ = 0;
  const StaticVectors* vectors_ = nullptr;
  std::vector<Embedding> embeddings_;
  PackedAffine vector_products_;  ///< empty without static vectors
  Layer mixing_;
  std::vector<WindowLayer> layers_;
};

}  // namespace tocsin::nlp
