// The statistical components of a pipeline, opened: which tok2vec feeds which of tagger, parser and entity recognizer.
#pragma once

#include <vector>

#include "base/result.h"
#include "nlp/arc_eager.h"
#include "nlp/entity_recognizer.h"
#include "nlp/model_folder.h"
#include "nlp/static_vectors.h"
#include "nlp/tagger.h"
#include "nlp/tok2vec.h"
#include "nlp/word_types.h"

namespace tocsin::nlp {

/// Everything one worker keeps for the networks.
struct NetworkScratch {
  /// `slots`: of the word-type cache, whose size in bytes over all networks is what bounds it.
  NetworkScratch(size_t slots, const std::vector<Tok2Vec>& networks);
  WordTypeCache types;
  std::vector<TypeEmbeddings> embeddings;  ///< one a tok2vec
  std::vector<Tok2VecScratch> tok2vecs;
  AlignedFloats spare_rows;  ///< a tok2vec layer's result while the next one is computed
  AlignedFloats tag_scores;
  ParserScratch parser;
  TransitionScratch entities;
  std::vector<uint8_t> is_space;
  std::vector<uint32_t> slots;
  std::vector<uint32_t> new_slots;
  std::vector<InputRows> vectors;  ///< each tok2vec's result for the document at hand
};

/// Not movable: the lexicon and the networks point at the vectors.
class Networks {
 public:
  explicit Networks(const Kernels& kernels) : kernels_(&kernels) {}
  Networks(const Networks&) = delete;
  Networks& operator=(const Networks&) = delete;

  /// Reads all of it. Fails (kResource) when a component is missing, damaged, of another release or architecture.
  Result<void> open(const ModelFolder& folder);

  [[nodiscard]] NetworkScratch make_scratch() const;
  [[nodiscard]] size_t layer_operations() const;  ///< of run_layers() for one token

  /// Looks up the word type of each token (text, space_after and a special norm must be set), sets norms, and puts the
  /// types' rows where the tok2vec networks begin.
  void read_words(Document& doc, NetworkScratch& scratch) const;

  /// The tok2vec layers. Then, in this order, the components.
  void run_layers(const Document& doc, NetworkScratch& scratch) const;
  void tag(Document& doc, NetworkScratch& scratch) const;
  void parse(Document& doc, NetworkScratch& scratch) const;
  void recognize_entities(Document& doc, NetworkScratch& scratch) const;

 private:
  static constexpr size_t kShared = 0;  ///< the place of the pipeline's own tok2vec

  const Kernels* kernels_;
  StaticVectors vectors_;
  Lexicon lexicon_;
  void read_batch(Document& doc, size_t begin, size_t end, NetworkScratch& scratch) const;
  Result<size_t> open_tok2vec(const ModelFolder& folder, const std::string& component, const ThincModel& model);

  std::vector<Tok2Vec> tok2vecs_;
  Tagger tagger_;
  ArcEagerParser parser_;
  EntityRecognizer entities_;
  size_t tagger_vectors_ = 0;  ///< index of the tok2vec that feeds the tagger
  size_t parser_vectors_ = 0;
  size_t entity_vectors_ = 0;
};

}  // namespace tocsin::nlp
