// The dependency parser: spaCy's non-monotonic arc-eager transition system with sentence breaks, decoded greedily.
// Source: spacy/pipeline/_parser_internals/arc_eager.pyx, _state.pxd; Honnibal and Johnson 2015.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "doc/document.h"
#include "nlp/dependency_tree.h"
#include "nlp/model_folder.h"
#include "nlp/transition_moves.h"
#include "nlp/transition_network.h"

namespace tocsin::nlp {

/// A state: a stack, a buffer of the words not yet read (with those put back in front), and the arcs so far.
struct ArcEagerState {
  void reset(int32_t token_count);

  [[nodiscard]] int32_t stack(size_t depth) const;    ///< 0 = top; -1 = none
  [[nodiscard]] int32_t buffer(size_t offset) const;  ///< 0 = front; -1 = none
  [[nodiscard]] size_t buffer_length() const { return static_cast<size_t>(length - next) + put_back.size(); }
  [[nodiscard]] bool is_final() const { return words.empty() && buffer_length() == 0; }

  void push();
  void unshift();
  void add_arc(int32_t head, int32_t child, int32_t label);

  int32_t length = 0;
  int32_t next = 0;               ///< the first word never read
  std::vector<int32_t> words;     ///< the stack
  std::vector<int32_t> put_back;  ///< words moved back from the stack to the buffer, the front one last
  std::vector<int32_t> heads;     ///< -1 = none yet
  std::vector<int32_t> labels;    ///< index of the move that made the arc
  // The children of a head on each side, the last attached first; a word has one head, so one link a word is enough.
  std::vector<int32_t> last_left;
  std::vector<int32_t> last_right;
  std::vector<int32_t> before;
  std::vector<uint8_t> was_unshifted;
  std::vector<uint8_t> starts_sentence;
};

struct ParserScratch {
  ArcEagerState state;
  TransitionScratch network;
  DependencyTree tree;
};

class ArcEagerParser {
 public:
  /// Reads parser/moves and parser/cfg; the network comes from parser/model. Fails (kResource).
  static Result<ArcEagerParser> open(const ModelFolder& folder, const ThincModel& model, size_t vector_width);

  /// Sets head, dep, dep_label and sent_start. `is_space` tells which tokens are white space.
  void run(const InputRows& vectors, const std::vector<uint8_t>& is_space, const Kernels& kernels,
           ParserScratch& scratch, Document& doc) const;

 private:
  enum Action : int { kShift, kReduce, kLeft, kRight, kBreak, kActionCount };

  void decode(const Kernels& kernels, ParserScratch& scratch) const;
  [[nodiscard]] static size_t open_actions(const ArcEagerState& state);
  void apply(const Move& move, int move_index, ArcEagerState& state) const;

  TransitionNetwork network_;
  std::vector<Move> moves_;
  std::vector<int> label_of_move_;  ///< index into tree labels
  TreeLabels labels_;
  std::vector<AlignedFloats> penalties_;  ///< for each set of open actions, a bit an action
};

}  // namespace tocsin::nlp
