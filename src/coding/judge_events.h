// What the judge makes of the events that the tables found in a Document.
#pragma once

#include <vector>

#include "coding/judge.h"

namespace tocsin::coding {

/// Sets `p_judge` and `p_none` of each event.
void judge_events(const EventInput& input, const Judge& judge, std::vector<FoundEvent>& events);

}  // namespace tocsin::coding
