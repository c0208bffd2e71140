// Merging: one event that a document tells twice is one record with several evidences.
#pragma once

#include <vector>

#include "coding/events.h"

namespace tocsin::coding {

/// Joins events of one type between the same sides; headlines join what the body tells. Order of first telling in the
/// body is kept.
[[nodiscard]] std::vector<FoundEvent> merge_told_twice(const EventInput& input, std::vector<FoundEvent> events);

/// The event among `events` that a noun means which is told of as known and names nobody itself ("the attack left …",
/// after an attack); null when it is one of its own.
[[nodiscard]] FoundEvent* told_before(const EventInput& input, std::vector<FoundEvent>& events, const FoundEvent& ev);

/// Adds the words of a further telling; sides stay as they are.
void tell_again(FoundEvent& into, const FoundEvent& from);

}  // namespace tocsin::coding
