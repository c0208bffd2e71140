// Moves, their validity and the greedy loop of the entity recognizer.
#include "nlp/entity_recognizer.h"

#include <algorithm>
#include <array>

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
  for (size_t i = 0; i < ner.moves_.size(); ++i) {
    const Move& move = ner.moves_[i];
    if (i > 0 && move.action < ner.moves_[i - 1].action) {
      return folder.error(kMoves, "holds labels added after training, which this runtime does not order");
    }
    auto known = std::ranges::find(ner.labels_, move.label);
    if (known == ner.labels_.end()) known = ner.labels_.insert(known, move.label);
    ner.label_of_move_.push_back(static_cast<int>(known - ner.labels_.begin()));
  }
  const auto range_of = [&](int action, bool labelled) {
    MoveRange range = {-1, -1};
    for (int i = 0; i < static_cast<int>(ner.moves_.size()); ++i) {
      const Move& move = ner.moves_[static_cast<size_t>(i)];
      // "U-" without a label marks tokens that a caller forbade to be entities; nobody forbids any here.
      if (move.action != action || move.label.empty() == labelled) continue;
      if (range.begin < 0) range.begin = i;
      range.end = i + 1;
    }
    return range;
  };
  ner.begin_ = range_of(kBegin, true);
  ner.unit_ = range_of(kUnit, true);
  ner.out_ = range_of(kOut, false);
  ner.in_move_of_label_.assign(ner.labels_.size(), -1);
  ner.last_move_of_label_.assign(ner.labels_.size(), -1);
  for (size_t i = 0; i < ner.moves_.size(); ++i) {
    const auto label = static_cast<size_t>(ner.label_of_move_[i]);
    if (ner.moves_[i].action == kIn) ner.in_move_of_label_[label] = static_cast<int>(i);
    if (ner.moves_[i].action == kLast) ner.last_move_of_label_[label] = static_cast<int>(i);
  }
  for (int i = ner.begin_.begin; i < ner.begin_.end; ++i) {
    const auto label = static_cast<size_t>(ner.label_of_move_[static_cast<size_t>(i)]);
    if (ner.in_move_of_label_[label] < 0 || ner.last_move_of_label_[label] < 0) {
      return folder.error(kMoves, "can begin a " + ner.labels_[label] + " but not end it; the file is damaged");
    }
  }
  if (ner.begin_.begin < 0 || ner.unit_.begin < 0 || ner.out_.begin < 0) {
    return folder.error(kMoves, "lacks moves that begin or leave out an entity; the file is damaged");
  }
  const TransitionNetwork::Needs needs = {"ner", "ner", vector_width, kFeatures, ner.moves_.size()};
  TRY(ner.network_, TransitionNetwork::open(folder, model, needs));
  return ner;
}

int EntityRecognizer::best_move(const Position& position, int open_label, const float* scores) const {
  if (open_label >= 0) {
    const int in = in_move_of_label_[static_cast<size_t>(open_label)];
    const int last = last_move_of_label_[static_cast<size_t>(open_label)];
    const bool may_go_on = !position.is_last && !position.next_starts_sentence;
    return may_go_on ? better_move(scores, last, last + 1, in) : last;
  }
  int best = -1;
  if (!position.is_last && !position.next_starts_sentence && !position.is_space) {
    best = better_move(scores, begin_.begin, begin_.end, best);
  }
  if (!position.is_space) best = better_move(scores, unit_.begin, unit_.end, best);
  return better_move(scores, out_.begin, out_.end, best);
}

void EntityRecognizer::run(const InputRows& vectors, const std::vector<uint8_t>& is_space, const Kernels& kernels,
                           TransitionScratch& scratch, Document& doc) const {
  const size_t count = doc.tokens.size();
  if (count == 0) return;
  network_.begin(vectors, kernels, scratch);
  int open_label = -1;
  int32_t entity_begin = -1;
  for (size_t i = 0; i < count; ++i) {
    const auto front = static_cast<int32_t>(i);
    const bool is_open = open_label >= 0;
    const std::array<int32_t, kFeatures> tokens = {front, is_open ? entity_begin : -1, is_open ? front - 1 : -1};
    const Position position = {i + 1 == count, is_space[i] != 0, i + 1 < count && doc.tokens[i + 1].sent_start};
    const auto move =
        static_cast<size_t>(best_move(position, open_label, network_.scores(tokens.data(), kernels, scratch)));
    const int action = moves_[move].action;
    Token& tok = doc.tokens[i];
    tok.ent_iob = action == kOut ? 'O' : is_open ? 'I' : 'B';
    tok.ent_type = action == kOut ? std::string_view() : labels_[static_cast<size_t>(label_of_move_[move])];
    if (action == kBegin) entity_begin = front;
    open_label = action == kBegin || action == kIn ? label_of_move_[move] : -1;
  }
}

}  // namespace tocsin::nlp
