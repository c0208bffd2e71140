// One rule a type; everything else keeps its open side.
#include "coding/scene_sides.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

bool has_sector(const FoundEntity& entity, std::initializer_list<std::string_view> sectors) {
  return std::ranges::any_of(
      entity.sectors, [&](const std::string& sector) { return std::ranges::find(sectors, sector) != sectors.end(); });
}

// The state on whose ground others attack; empty where a state acts on its own.
std::string attacked_state(const Actors& actors, const std::vector<FoundPlace>& places, const FoundEvent& ev) {
  if (ev.type != "ASSAULT" || ev.where == kNone || places[ev.where].country.empty()) return {};
  const std::string country(places[ev.where].country);
  for (const uint32_t actor : ev.actors) {
    const FoundEntity& entity = actors.entities()[actor];
    const bool outlaw = has_sector(entity, {"REB", "UAF", "CRM"});
    if (entity.code().empty() || (entity.country == country && !outlaw)) return {};
  }
  return country;
}

std::string opposed_state(const Actors& actors, const std::vector<FoundPlace>& places, const FoundEvent& ev) {
  if (ev.type != "PROTEST") return {};
  for (const uint32_t actor : ev.actors) {
    const FoundEntity& entity = actors.entities()[actor];
    if (entity.country.empty()) continue;
    if (has_sector(entity, {"OPP"})) return entity.country;
    // People march on their own ground against their own state; who strikes does so against an employer.
    const bool at_home =
        ev.where == kNone || places[ev.where].country.empty() || places[ev.where].country == entity.country;
    if ((ev.mode == "demo" || ev.mode == "riot") && at_home &&
        (entity.sectors.empty() || entity.sectors == std::vector<std::string>{"CVL"}))
      return entity.country;
  }
  return {};
}

}  // namespace

void fill_sides_from_scene(Actors& actors, const std::vector<FoundPlace>& places, std::vector<FoundEvent>& events) {
  for (FoundEvent& ev : events) {
    if (!ev.recipients.empty() || ev.actors.empty() || ev.reciprocal) continue;
    std::string state = attacked_state(actors, places, ev);
    std::string_view why = "attacked on its ground";
    if (state.empty()) state = opposed_state(actors, places, ev), why = "its own people protest";
    if (state.empty()) continue;
    ev.recipients = {actors.state_entity(state)};
    ev.why.push_back("towards " + state + ": " + std::string(why));
  }
}

}  // namespace tocsin::coding
