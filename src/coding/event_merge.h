// Merging: one event that a document tells twice is one record with several evidences.
#pragma once

#include <vector>

#include "coding/events.h"

namespace tocsin::coding {

/// Joins events of one type between the same sides; headlines join what the body tells. Order of first telling in the
/// body is kept.
[[nodiscard]] std::vector<FoundEvent> merge_told_twice(const EventInput& input, std::vector<FoundEvent> events);

}  // namespace tocsin::coding
