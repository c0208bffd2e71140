// Sides: which entities a predicate's sense names as actors and recipients.
#pragma once

#include <vector>

#include "coding/actors.h"
#include "coding/senses.h"

namespace tocsin::coding {

struct Sides {
  std::vector<uint32_t> actors, recipients;  ///< entities, without repeats, in text order of naming
  bool reciprocal = false;
};

/// Reads the slots that the sense's row names, looking through words that only count or hold an actor ("dozens of
/// rebels", "Israel's air strike"). An entity stands on one side only.
[[nodiscard]] Sides sides_of(const Grammar& grammar, const Actors& actors, const Senses& senses,
                             const lexicon::Sense& sense, uint32_t tok);

/// Entities of a filler: its own, or those of the words inside that say whose it is.
[[nodiscard]] std::vector<uint32_t> entities_in(const Grammar& grammar, const Actors& actors, uint32_t filler);

}  // namespace tocsin::coding
