// Who a name or a short description is on one day, by the tables alone (no grammar): "Iranian soldiers", "Angela
// Merkel".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/gazetteer.h"
#include "world/world.h"

namespace tocsin::world {

struct Resolved {
  std::string name;     ///< as the tables write it; empty = not known
  std::string country;  ///< three letters or a body's code; empty = unknown
  std::vector<std::string> sectors;
};

/// `day` is an ISO date; empty = unknown. A person outside all known offices on the day is ELI, unless the text names
/// one. The last kind of actor in the words is their head ("military police": COP). `places` (may be null) gives the
/// country of towns that the tables do not have.
[[nodiscard]] Resolved resolve(const World& world, std::string_view text, std::string_view day,
                               const Gazetteer* places = nullptr);

/// True if the name may be used on `day` (ISO; empty = unknown day: only a name that is still in use).
[[nodiscard]] bool in_force(const Name& name, std::string_view day);

/// Splits an actor code ("USAGOV") into country or body and sectors.
void split_code(const World& world, std::string_view code, std::string& country, std::vector<std::string>& sectors);

}  // namespace tocsin::world
