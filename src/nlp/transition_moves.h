// The moves of a transition system in the order of the network's outputs.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/model_folder.h"

namespace tocsin::nlp {

/// `action` is the number by which the transition system knows the kind of move (SHIFT, BEGIN …).
struct Move {
  int action = 0;
  std::string label;
};

/// Reads `part` ("parser/moves"): for each action its labels with frequencies. spaCy numbers them by action, then
/// falling frequency, then falling label; labels of negative frequency were added later and stand last. Moves of
/// `uncounted` (an action that no output stands for, or -1) are left out. Fails (kResource) when the file is damaged or
/// names an action of `action_count` or above.
Result<std::vector<Move>> read_moves(const ModelFolder& folder, const std::string& part, int action_count,
                                     int uncounted);

/// Fails unless the component decodes greedily (beam_width 1) and does not learn to merge tokens.
Result<void> check_decoding(const ModelFolder& folder, const std::string& part);

}  // namespace tocsin::nlp
