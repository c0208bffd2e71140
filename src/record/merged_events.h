// The same event told by many documents as one, with all that they say of it side by side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "record/told_event.h"

namespace tocsin {

/// Something on which the tellings of one event differ. Nothing is averaged and nothing is left out.
struct Disagreement {
  struct Version {
    std::string value;             ///< "12", "12-15", a day, a place, or a factuality
    std::vector<size_t> tellings;  ///< numbers of the events given, ascending
    bool operator==(const Version&) const = default;
  };
  std::string what;               ///< dead, injured, arrested, displaced, day, place, factuality
  std::vector<Version> versions;  ///< sorted by value
  bool operator==(const Disagreement&) const = default;
};

/// One event of the world.
struct MergedEvent {
  std::string id;                ///< that of its first telling: by publication (unknown is last), then by id
  std::vector<size_t> tellings;  ///< numbers of the events given, the first telling first
  size_t documents = 0;
  size_t independent_origins = 0;  ///< fifty copies of one report are one
  std::vector<Disagreement> disagreements;
  bool operator==(const MergedEvent&) const = default;
};

/// Every event given is a telling of exactly one merged event; those come sorted by their first telling. Two events are
/// one when type, modes, factuality (a denial goes with what it denies), time, sides and place do not speak against it
/// and enough of sides, place, sizes, day, words and names speaks for it; a telling joins the group it fits best and
/// must not contradict any telling of it. Order of the events given does not matter; later publications never change
/// which of the earlier ones belong together. About linear in the events for a given number a day.
[[nodiscard]] std::vector<MergedEvent> merge_events(const std::vector<ToldEvent>& events);

}  // namespace tocsin
