// Demands without a verb of demanding: "X said that Y must release his tax returns", "Y should resign," X said.
#pragma once

#include <vector>

#include "coding/events.h"

namespace tocsin::coding {

/// Adds to `events` (in text order) the REQUEST of every statement of a known speaker in which somebody of public life
/// on another side is told what he must do. One for each saying and side; none where the verb is an event already.
void add_demands(const EventInput& input, std::vector<FoundEvent>& events);

}  // namespace tocsin::coding
