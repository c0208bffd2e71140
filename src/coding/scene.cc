// Countries that the context gives: "police" of a story that plays in one country are that country's.
//
// Only kinds of actors that belong to a state by nature, or people of the place where it happened, take a country this
// way, and only where the text leaves one choice; all others keep none.
#include <algorithm>
#include <map>

#include "base/one_of.h"
#include "coding/actors.h"
#include "coding/places.h"

namespace tocsin::coding {
namespace {

constexpr double kDominant = 0.7;  ///< share of a document's mentions that makes it one country's story

bool belongs_to_a_state(const FoundEntity& entity) {
  return std::ranges::any_of(entity.sectors, [](const std::string& sector) {
    return is_one_of(sector, {"GOV", "COP", "LEG", "JUD", "MIL", "SPY", "OPP", "PTY", "PRM"});
  });
}

bool is_people(const FoundEntity& entity) {
  return std::ranges::any_of(entity.sectors, [](const std::string& sector) {
    return is_one_of(sector, {"CVL", "REB", "UAF", "CRM", "SOC", "LAB", "EDU", "REL", "REF", "BUS", "MED", "ELI"});
  });
}

}  // namespace

// "Accused India", "a warning to India": a state named as the other side of an act says nothing of who acts.
bool Actors::is_only_the_other_side(const FoundMention& mention) const {
  if (mention.as != As::kName && mention.as != As::kMetonym) return false;
  if (mention.entities.empty() || entities_[mention.entities.front()].kind != "state") return false;
  const Token& token = doc_.tokens[mention.head];
  if (token.dep == Dep::kDobj || token.dep == Dep::kDative) return true;
  return token.dep == Dep::kPobj &&
         is_one_of(doc_.tokens[token.head].lemma, {"against", "on", "to", "with", "from", "about", "over", "at"});
}

// The country that most mentions of states, officials and bodies point to; empty when none dominates. `of_actors`: for
// those who act for a state, whose own country is not the one acted upon.
std::string Actors::document_country(bool of_actors) const {
  std::map<std::string, int> counts;
  int total = 0;
  for (const FoundMention& mention : mentions_) {
    if (mention.as == As::kPronoun || (of_actors && is_only_the_other_side(mention))) continue;
    for (const uint32_t entity : mention.entities) {
      const std::string& country = entities_[entity].country;
      if (country.empty() || !world_.is_country(country)) continue;
      ++counts[country];
      ++total;
    }
  }
  for (const auto& [country, count] : counts)
    if (count >= kDominant * total) return country;
  return {};
}

void Actors::see_places(const std::vector<FoundPlace>& places) {
  scene_country_.assign(doc_.tokens.size(), {});
  for (const FoundPlace& place : places) {
    if (place.people || place.country.empty()) continue;
    uint32_t head = place.tokens.begin;
    while (doc_.tokens[head].head != head && place.tokens.contains(doc_.tokens[head].head))
      head = doc_.tokens[head].head;
    // "in Nigeria's Plateau state", "near the city of Hama": the whole phrase lies where the name in it lies.
    for (int steps = 0; steps < 4; ++steps) {
      if (scene_country_[head].empty()) scene_country_[head] = place.country;
      const Token& token = doc_.tokens[head];
      const bool part =
          token.dep == Dep::kCompound || token.dep == Dep::kPoss || token.dep == Dep::kNmod || token.dep == Dep::kAppos;
      const bool of =
          token.dep == Dep::kPobj && doc_.tokens[token.head].lemma == "of" && doc_.tokens[token.head].dep == Dep::kPrep;
      if (!part && !of) break;
      head = of ? doc_.tokens[token.head].head : token.head;
    }
  }
}

// The country of a place that the sentence says it happens in ("in Belgrade", "near Hama").
std::string Actors::country_of_scene(uint32_t tok) const {
  const Range tokens = doc_.sentences[doc_.tokens[tok].sent].tokens;
  std::string found;
  for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
    if (doc_.tokens[i].dep != Dep::kPobj) continue;
    const std::string_view prep = doc_.tokens[doc_.tokens[i].head].lemma;
    if (!is_one_of(prep, {"in", "at", "near", "outside", "around", "across", "inside", "throughout", "through", "along",
                          "on"}))
      continue;
    std::string country = scene_country_.empty() ? std::string() : scene_country_[i];
    // "In a strike on Pechenihy", but not "an attack on Israel".
    if (const FoundMention* place = mention(i); prep == "on" && place != nullptr && place->as != As::kDescription &&
                                                !place->entities.empty() &&
                                                entities_[place->entities.front()].kind == "state")
      continue;
    if (const FoundMention* place = mention(i); country.empty() && place != nullptr && !place->entities.empty()) {
      const FoundEntity& entity = entities_[place->entities.front()];
      if (entity.kind == "state" || entity.kind == "place-as-actor") country = entity.country;
    }
    if (country.empty()) continue;
    if (!found.empty() && found != country) return {};
    found = country;
  }
  return found;
}

// "Its air defence units": whose they are.
std::string Actors::country_of_owner(const FoundEntity& entity) const {
  for (const uint32_t m : entity.mentions)
    for (const uint32_t c : grammar_.children(mentions_[m].head))
      if (doc_.tokens[c].dep == Dep::kPoss)
        for (const uint32_t owner : entities_of(c))
          if (!entities_[owner].country.empty()) return entities_[owner].country;
  return {};
}

void Actors::infer_countries() {
  // "Struck Voronezh": a town acts and suffers for its country.
  for (FoundEntity& entity : entities_)
    for (const uint32_t m : entity.mentions)
      if (entity.kind == "place-as-actor" && entity.country.empty() && !scene_country_.empty()) {
        entity.country = scene_country_[mentions_[m].head];
        if (!entity.country.empty())
          entity.why += (entity.why.empty() ? "" : ", ") + std::string("country of the place");
      }
  const std::string whole = document_country(false), whole_of_actors = document_country(true);
  for (FoundEntity& entity : entities_) {
    if (!entity.country.empty() || entity.mentions.empty() || entity.kind == "armed-group" || entity.kind == "state" ||
        entity.kind == "people")
      continue;
    const bool state_body = belongs_to_a_state(entity), people = is_people(entity);
    const bool journalists = entity.kind == "group" && entity.sectors == std::vector<std::string>{"JRN"};
    if (!state_body && !people && !journalists) continue;
    // A drone is of whoever the text says, not of where it flies.
    if (mentions_[entity.mentions.front()].as == As::kDescription && is_means(mentions_[entity.mentions.front()].head))
      continue;
    std::string country = country_of_owner(entity);
    // An office is of its town wherever it acts; people are of the place where it happened to them.
    for (const bool own_place : {state_body, !state_body})
      for (const uint32_t m : entity.mentions)
        if (country.empty())
          country = own_place ? country_of_own_place(mentions_[m].head) : country_of_scene(mentions_[m].head);
    const std::string_view from = country.empty() ? "the one country of the document" : "the place of its sentence";
    if (country.empty()) country = state_body ? whole_of_actors : whole;
    if (country.empty()) continue;
    entity.country = country;
    entity.why += (entity.why.empty() ? "country from " : ", country from ") + std::string(from);
  }
}

}  // namespace tocsin::coding
