// Accusations without a verb of accusing: "X said that Y backs terrorists", "This is a crime," X said.
#pragma once

#include <vector>

#include "coding/events.h"

namespace tocsin::coding {

/// Adds to `events` (in text order) the ACCUSE of every statement of a known speaker in which words of blame_words.tsv
/// are said of a known other side. One for each saying and accused side; none where the same accusation is told
/// already.
void add_accusations(const EventInput& input, std::vector<FoundEvent>& events);

/// Fills the accused of every ACCUSE whose words name only an act told before ("condemned the decision").
void name_accused(const EventInput& input, std::vector<FoundEvent>& events);

}  // namespace tocsin::coding
