// States, moves and the greedy loop of the dependency parser.
#include "nlp/arc_eager.h"

#include <algorithm>

namespace tocsin::nlp {
namespace {

size_t at(int32_t index) { return static_cast<size_t>(index); }

constexpr size_t kFeatures = 8;
constexpr const char* kMoves = "parser/moves";

}  // namespace

void ArcEagerState::reset(int32_t token_count) {
  length = token_count;
  next = 0;
  words.clear();
  put_back.clear();
  for (std::vector<int32_t>* links : {&heads, &labels, &last_left, &last_right, &before}) {
    links->assign(at(token_count), -1);
  }
  was_unshifted.assign(at(token_count), 0);
  starts_sentence.assign(at(token_count), 0);
}

int32_t ArcEagerState::stack(size_t depth) const { return depth < words.size() ? words[words.size() - 1 - depth] : -1; }

int32_t ArcEagerState::buffer(size_t offset) const {
  if (offset < put_back.size()) return put_back[put_back.size() - 1 - offset];
  const int32_t word = next + static_cast<int32_t>(offset - put_back.size());
  return word < length ? word : -1;
}

void ArcEagerState::push() {
  if (put_back.empty()) {
    words.push_back(next++);
  } else {
    words.push_back(put_back.back());
    put_back.pop_back();
  }
}

void ArcEagerState::unshift() {
  was_unshifted[at(words.back())] = 1;
  put_back.push_back(words.back());
  words.pop_back();
}

void ArcEagerState::add_arc(int32_t head, int32_t child, int32_t label) {
  if (const int32_t old = heads[at(child)]; old >= 0) {
    // Only the arc attached last can be taken back: spaCy leaves any other where it is.
    int32_t& last = old > child ? last_left[at(old)] : last_right[at(old)];
    if (last == child) last = before[at(child)];
  }
  int32_t& last = head > child ? last_left[at(head)] : last_right[at(head)];
  before[at(child)] = last;
  last = child;
  heads[at(child)] = head;
  labels[at(child)] = label;
}

Result<ArcEagerParser> ArcEagerParser::open(const ModelFolder& folder, const ThincModel& model, size_t vector_width) {
  ArcEagerParser parser;
  TRY_VOID(check_decoding(folder, "parser/cfg"));
  TRY(parser.moves_, read_moves(folder, kMoves, kActionCount, -1));
  for (size_t i = 0; i < parser.moves_.size(); ++i) {
    const Move& move = parser.moves_[i];
    if (move.label == "subtok") return folder.error(kMoves, "merges tokens, which this runtime does not do");
    parser.label_of_move_.push_back(parser.labels_.add(move.label));
  }
  parser.labels_.root = parser.labels_.add("ROOT");
  const TransitionNetwork::Needs needs = {"parser", "parser", vector_width, kFeatures, parser.moves_.size()};
  TRY(parser.network_, TransitionNetwork::open(folder, model, needs));
  for (size_t open = 0; open < size_t{1} << kActionCount; ++open) {
    parser.penalties_.push_back(
        parser.network_.penalties([&](size_t move) { return (open >> parser.moves_[move].action & 1) != 0; }));
  }
  return parser;
}

/// The actions that the state allows, a bit each.
size_t ArcEagerParser::open_actions(const ArcEagerState& state) {
  const size_t buffered = state.buffer_length();
  const int32_t front = state.buffer(0);
  const int32_t second = state.buffer(1);
  const bool has_stack = !state.words.empty();
  const bool front_starts = front >= 0 && state.starts_sentence[at(front)] != 0;
  const bool may_attach = has_stack && buffered > 0 && !front_starts;
  const bool may_shift = !has_stack || (buffered >= 2 && !front_starts && state.was_unshifted[at(front)] == 0);
  const bool may_break = buffered >= 2 && second == front + 1 && state.starts_sentence[at(second)] == 0;
  const auto bit = [](bool is_open, Action action) { return static_cast<size_t>(is_open) << action; };
  return bit(may_shift, kShift) | bit(has_stack, kReduce) | bit(may_attach, kLeft) | bit(may_attach, kRight) |
         bit(may_break, kBreak);
}

void ArcEagerParser::apply(const Move& move, int move_index, ArcEagerState& state) const {
  const int32_t top = state.stack(0);
  const int32_t front = state.buffer(0);
  switch (move.action) {
    case kShift:
      state.push();
      break;
    case kReduce:
      if (state.heads[at(top)] >= 0 || state.words.size() == 1)
        state.words.pop_back();
      else
        state.unshift();
      break;
    case kLeft:
      state.add_arc(front, top, label_of_move_[static_cast<size_t>(move_index)]);
      state.was_unshifted[at(front)] = 0;
      state.words.pop_back();
      break;
    case kRight:
      state.add_arc(top, front, label_of_move_[static_cast<size_t>(move_index)]);
      state.push();
      break;
    default:
      state.starts_sentence[at(state.buffer(1))] = 1;
      break;
  }
}

void ArcEagerParser::decode(const Kernels& kernels, ParserScratch& scratch) const {
  ArcEagerState& state = scratch.state;
  const auto child = [&](const std::vector<int32_t>& last, int32_t head) { return head < 0 ? -1 : last[at(head)]; };
  while (!state.is_final()) {
    const int32_t front = state.buffer(0);
    const int32_t top = state.stack(0);
    const std::array<int32_t, kFeatures> tokens = {front,
                                                   state.buffer(1),
                                                   top,
                                                   state.stack(1),
                                                   state.stack(2),
                                                   child(state.last_left, front),
                                                   child(state.last_left, top),
                                                   child(state.last_right, top)};
    const int move = network_.best_move(tokens.data(), penalties_[open_actions(state)], kernels, scratch.network);
    if (move < 0) return;
    apply(moves_[static_cast<size_t>(move)], move, state);
  }
}

void ArcEagerParser::run(const InputRows& vectors, const std::vector<uint8_t>& is_space, const Kernels& kernels,
                         ParserScratch& scratch, Document& doc) const {
  const size_t count = doc.tokens.size();
  if (count == 0) return;
  scratch.state.reset(static_cast<int32_t>(count));
  network_.begin(vectors, scratch.network);
  decode(kernels, scratch);
  DependencyTree& tree = scratch.tree;
  tree.heads.resize(count);
  tree.labels.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const int32_t head = scratch.state.heads[i];
    tree.heads[i] = head < 0 ? static_cast<int32_t>(i) : head;
    tree.labels[i] = head < 0 ? labels_.root : scratch.state.labels[i];
  }
  tree.deprojectivize(labels_, is_space);
  tree.find_sentence_starts(scratch.state.starts_sentence);
  for (size_t i = 0; i < count; ++i) {
    const TreeLabels::Label& label = labels_.all[static_cast<size_t>(tree.labels[i])];
    Token& tok = doc.tokens[i];
    tok.head = static_cast<uint32_t>(tree.heads[i]);
    tok.dep = label.dep;
    tok.dep_label = label.name;
    tok.sent_start = scratch.state.starts_sentence[i] != 0;
  }
}

}  // namespace tocsin::nlp
