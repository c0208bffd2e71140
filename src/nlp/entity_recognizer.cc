// Moves, their validity and the greedy loop of the entity recognizer.
#include "nlp/entity_recognizer.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace tocsin::nlp {
namespace {
constexpr const char* kMoves = "ner/moves";
constexpr size_t kFeatures = 3;
}  // namespace

Result<EntityRecognizer> EntityRecognizer::open(const ModelFolder& folder, const ThincModel& model,
                                                size_t vector_width) {
  EntityRecognizer ner;
  TRY_VOID(check_decoding(folder, "ner/cfg"));
  TRY(ner.moves_, read_moves(folder, kMoves, kActionCount, kMissing));
  std::vector<unsigned> actions_of_label;
  for (const Move& move : ner.moves_) {
    auto known = std::ranges::find(ner.labels_, move.label);
    if (known == ner.labels_.end()) known = ner.labels_.insert(known, move.label);
    const auto label = static_cast<size_t>(known - ner.labels_.begin());
    ner.label_of_move_.push_back(static_cast<int>(label));
    actions_of_label.resize(ner.labels_.size(), 0);
    actions_of_label[label] |= 1U << move.action;
  }
  // Whatever is begun must have an end, and a token outside every entity a move: else decoding could stop half-way.
  bool has_out = false;
  for (size_t label = 0; label < ner.labels_.size(); ++label) {
    const auto has = [&](Action action) { return (actions_of_label[label] >> action & 1) != 0; };
    has_out = has_out || (has(kOut) && ner.labels_[label].empty());
    if (!ner.labels_[label].empty() && has(kBegin) && !has(kLast)) {
      return folder.error(kMoves, "can begin a " + ner.labels_[label] + " but not end it; the file is damaged");
    }
  }
  if (!has_out) return folder.error(kMoves, "has no move for tokens outside entities; the file is damaged");
  const TransitionNetwork::Needs needs = {"ner", "ner", vector_width, kFeatures, ner.moves_.size()};
  TRY(ner.network_, TransitionNetwork::open(folder, model, needs));
  ner.list_penalties();
  return ner;
}

void EntityRecognizer::list_penalties() {
  for (const bool may_go_on : {false, true}) {
    for (const bool is_space : {false, true}) {
      outside_.push_back(network_.penalties([&](size_t move) {
        const int action = moves_[move].action;
        // "U-" without a label marks tokens that a caller forbade to be entities; nobody forbids any here.
        if (action == kBegin) return may_go_on && !is_space && !moves_[move].label.empty();
        if (action == kUnit) return !is_space && !moves_[move].label.empty();
        return action == kOut;
      }));
    }
  }
  for (size_t label = 0; label < labels_.size(); ++label) {
    for (const bool may_go_on : {false, true}) {
      inside_.push_back(network_.penalties([&](size_t move) {
        if (label_of_move_[move] != static_cast<int>(label)) return false;
        return moves_[move].action == kLast || (moves_[move].action == kIn && may_go_on);
      }));
    }
  }
}

const AlignedFloats& EntityRecognizer::penalties(const Position& position, int open_label) const {
  if (open_label < 0) return outside_[2 * size_t{position.may_go_on} + size_t{position.is_space}];
  return inside_[2 * static_cast<size_t>(open_label) + size_t{position.may_go_on}];
}

void EntityRecognizer::run(const InputRows& vectors, const std::vector<uint8_t>& is_space, const Kernels& kernels,
                           TransitionScratch& scratch, Document& doc) const {
  const size_t count = doc.tokens.size();
  if (count == 0) return;
  network_.begin(vectors, scratch);
  int open_label = -1;
  int32_t entity_begin = -1;
  for (size_t i = 0; i < count; ++i) {
    const auto front = static_cast<int32_t>(i);
    const bool is_open = open_label >= 0;
    const std::array<int32_t, kFeatures> tokens = {front, is_open ? entity_begin : -1, is_open ? front - 1 : -1};
    const Position position = {i + 1 < count && !doc.tokens[i + 1].sent_start, is_space[i] != 0};
    const int best = network_.best_move(tokens.data(), penalties(position, open_label), kernels, scratch);
    TOCSIN_CHECK(best >= 0, "some move is open at every token");
    const auto move = static_cast<size_t>(best);
    const int action = moves_[move].action;
    Token& tok = doc.tokens[i];
    tok.ent_iob = action == kOut ? 'O' : is_open ? 'I' : 'B';
    tok.ent_type = action == kOut ? std::string_view() : labels_[static_cast<size_t>(label_of_move_[move])];
    if (action == kBegin) entity_begin = front;
    open_label = action == kBegin || action == kIn ? label_of_move_[move] : -1;
  }
}

}  // namespace tocsin::nlp
