// Sides that the scene gives: whose land was attacked, against whom an opposition protests.
#pragma once

#include <vector>

#include "coding/actors.h"
#include "coding/events.h"
#include "coding/places.h"

namespace tocsin::coding {

/// Fills recipients that the words leave open: an attack by others on a state's ground is on that state, a protest of a
/// state's opposition is towards that state. `why` of the event says so. Call after places are set.
void fill_sides_from_scene(Actors& actors, const std::vector<FoundPlace>& places, std::vector<FoundEvent>& events);

}  // namespace tocsin::coding
