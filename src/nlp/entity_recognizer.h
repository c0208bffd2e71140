// Named entities: the transition system that tags each token as the Beginning, Inside, Last or Unit of an entity or
// Outside, decoded greedily. Source: spacy/pipeline/_parser_internals/ner.pyx.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "doc/document.h"
#include "nlp/model_folder.h"
#include "nlp/transition_moves.h"
#include "nlp/transition_network.h"

namespace tocsin::nlp {

class EntityRecognizer {
 public:
  /// Reads ner/moves and ner/cfg; the network comes from ner/model. Fails (kResource).
  static Result<EntityRecognizer> open(const ModelFolder& folder, const ThincModel& model, size_t vector_width);

  /// Sets ent_iob and ent_type. Needs sent_start: an entity does not cross sentences.
  void run(const InputRows& vectors, const std::vector<uint8_t>& is_space, const Kernels& kernels,
           TransitionScratch& scratch, Document& doc) const;

 private:
  enum Action : int { kMissing, kBegin, kIn, kLast, kUnit, kOut, kActionCount };
  /// What the tokens at and after the front of the buffer allow.
  struct Position {
    bool may_go_on = false;  ///< another token of the same sentence follows
    bool is_space = false;
  };
  void list_penalties();
  [[nodiscard]] const AlignedFloats& penalties(const Position& position, int open_label) const;

  TransitionNetwork network_;
  std::vector<Move> moves_;
  std::vector<int> label_of_move_;
  std::vector<std::string> labels_;
  std::vector<AlignedFloats> outside_;  ///< penalties outside entities: [2 * may_go_on + is_space]
  std::vector<AlignedFloats> inside_;   ///< and inside one: [2 * label + may_go_on]
};

}  // namespace tocsin::nlp
