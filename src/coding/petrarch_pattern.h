// Patterns of PETRARCH's verb dictionaries matched over words away from a verb.
#pragma once

#include <span>
#include <vector>

#include "coding/petrarch_text.h"

namespace tocsin::coding {

/// Noun phrases that a pattern names as its sides.
struct PetrarchSides {
  uint32_t source = kNone, target = kNone;
};

/// True if the steps fit `sequence`, the words (indices) in the direction away from the verb; `backward`: that is
/// against the order of the text. Sets the sides that the steps name.
[[nodiscard]] bool petrarch_match(const PetrarchText& text, std::span<const lexicon::PetrarchStep> steps,
                                  std::span<const uint32_t> sequence, bool backward, PetrarchSides& sides);

}  // namespace tocsin::coding
