// Events by a verb dictionary of the PETRARCH family: its patterns over the words before and behind a verb.
#pragma once

#include <vector>

#include "coding/events.h"
#include "coding/petrarch_text.h"

namespace tocsin::coding {

/// What the dictionary's verbs say of one Document.
struct PetrarchEvents {
  std::vector<FoundEvent> events;     ///< in text order
  std::vector<char> decided;          ///< by token: the dictionary has judged the word, also to no event
  std::vector<char> discarded;        ///< by sentence: a discard entry forbids coding it
  std::vector<std::string> discards;  ///< the rows of those entries
};

/// Reads the events that the dictionary's verbs make. Noun phrases without a code get a name of their own in `actors`
/// where they are a side of an event. `input.actors` is `actors`.
[[nodiscard]] PetrarchEvents find_petrarch_events(const EventInput& input, const PetrarchText& text, Actors& actors);

}  // namespace tocsin::coding
