// Roles and kinds of actors whose country or sector stands elsewhere in their phrase: several states at once ("Greek
// and Turkish troops"), a counterpart, the spokesman of a body, the mayor of a town.
#include <algorithm>

#include "base/one_of.h"
#include "coding/actors.h"
#include "world/resolve.h"

namespace tocsin::coding {
namespace {

using world::in_force;
using world::Name;

bool stands_before(Dep dep) {
  return dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kPoss;
}

}  // namespace

// The tokens that name two states or more as owners of what `head` names: "Greek and Turkish troops", "the presidents
// of Rwanda and Uganda". Empty where there is only one.
std::vector<uint32_t> Actors::owners_of(uint32_t head) const {
  std::vector<uint32_t> owners;
  const auto add_all = [&](uint32_t first) {
    for (const uint32_t each : grammar_.conjuncts(first)) {
      const std::string country = country_at(each);
      const bool known = std::ranges::any_of(owners, [&](uint32_t owner) { return country_at(owner) == country; });
      if (!country.empty() && !known) owners.push_back(each);
    }
  };
  for (const uint32_t c : grammar_.children(head))
    if (stands_before(doc_.tokens[c].dep)) add_all(c);
  // "The Turkish embassy in Iraq" is Turkey's alone.
  for (const uint32_t c : grammar_.children(head)) {
    if (!owners.empty() || doc_.tokens[c].dep != Dep::kPrep || !is_one_of(doc_.tokens[c].lemma, {"of", "from", "in"}))
      continue;
    for (const uint32_t object : grammar_.children(c))
      if (doc_.tokens[object].dep == Dep::kPobj) add_all(object);
  }
  if (owners.size() < 2) owners.clear();
  return owners;
}

// One entity for each owner, all of the kind and sectors of `kind`; `words` are those that the owners share.
std::vector<uint32_t> Actors::one_for_each(const std::vector<uint32_t>& owners, const FoundEntity& kind, uint32_t head,
                                           Range words) {
  std::vector<uint32_t> entities;
  std::string shared(doc_.text(doc_.bytes_of(words)));
  const Token& last = doc_.tokens[head];
  if (kind.kind != "group" && shared.ends_with(last.text))
    shared.replace(shared.size() - last.text.size(), last.text.size(), last.lemma);
  for (const uint32_t owner : owners) {
    FoundEntity entity = kind;
    entity.country = country_at(owner);
    const std::string_view name = doc_.text(doc_.bytes_of(hit_at(owner)->tokens));
    entity.name =
        owner < head ? std::string(name) + ' ' + std::string(shared) : std::string(shared) + " of " + std::string(name);
    entities.push_back(same_or_new(std::move(entity), head));
  }
  return entities;
}

// "His Greek counterpart": holds the same office as the nearest person before him in the sentence.
bool Actors::counterpart_at(uint32_t tok) {
  const std::string_view lemma = doc_.tokens[tok].lemma;
  if (!world_.is_counterpart(lemma)) return false;
  const FoundEntity* like = nullptr;
  const uint32_t from = doc_.sentences[doc_.tokens[tok].sent].tokens.begin;
  for (uint32_t i = tok; i-- > from && like == nullptr;)
    for (const uint32_t entity : entities_of(i))
      if (entities_[entity].kind == "person" || entities_[entity].kind == "group") like = &entities_[entity];
  FoundEntity entity{.kind = "person"};
  if (like != nullptr) {
    entity.kind = like->kind;
    entity.sectors = like->sectors;
    entity.title = like->title;
    if (!entity.title.empty()) entity.role_from = "text";
  }
  entity.plural = doc_.tokens[tok].tag == "NNS";
  if (entity.plural) entity.kind = "group";
  entity.why = "a counterpart holds the same office";
  const std::vector<uint32_t> owners = owners_of(tok);
  if (owners.size() > 1) {
    add_mention(noun_phrase(tok), tok, As::kRole, one_for_each(owners, entity, tok, {tok, tok + 1}));
    return true;
  }
  entity.country = country_near(tok, false);
  const Range phrase = noun_phrase(tok);
  entity.name = doc_.text(doc_.bytes_of(phrase));
  for (const uint32_t c : grammar_.children(tok)) {
    const FoundMention* name = doc_.tokens[c].dep == Dep::kAppos ? mention(c) : nullptr;
    if (name == nullptr || name->as != As::kName || entities_[name->entities.front()].kind != "person") continue;
    FoundEntity& person = entities_[name->entities.front()];
    if (person.country.empty()) person.country = entity.country;
    if (person.sectors.empty()) person.sectors = entity.sectors;
    add_mention(phrase, tok, As::kRole, {name->entities.front()});
    return true;
  }
  add_mention(phrase, tok, As::kRole, {add_entity(std::move(entity))});
  return true;
}

// The body that the phrase says somebody speaks or acts for ("a spokesman for the Pakistani army", "a member of the
// Hamas military wing"); without code where it names none.
FoundEntity Actors::body_of(uint32_t tok) const {
  FoundEntity body;
  for (const uint32_t c : grammar_.children(tok)) {
    if (doc_.tokens[c].dep != Dep::kPrep || !is_one_of(doc_.tokens[c].lemma, {"of", "for", "from", "in", "with", "at"}))
      continue;
    for (const uint32_t object : grammar_.children(c)) {
      if (doc_.tokens[object].dep != Dep::kPobj) continue;
      if (const Name* group = group_name_within(object)) {
        set_code(body, group->code);
        body.why = group->row;
      } else if (const Name* agent = agent_at(object); agent != nullptr && !agent->code.starts_with('!')) {
        set_code(body, agent->code);
        if (body.country.empty()) body.country = country_near(object, false);
        body.why = agent->row;
      }
      if (!body.code().empty()) return body;
    }
  }
  return body;
}

// "A Ukrainian military intelligence spokesman": the body stands in front.
FoundEntity Actors::body_before(uint32_t tok) const {
  FoundEntity body;
  for (const uint32_t c : grammar_.children(tok)) {
    if (c > tok || !stands_before(doc_.tokens[c].dep)) continue;
    const Name* group = group_name_at(c);
    if (group == nullptr || !in_force(*group, day_)) continue;
    set_code(body, group->code);
    body.why = group->row;
  }
  return body;
}

// Who speaks or acts for a body bears its code.
void Actors::take_from_body(uint32_t tok, FoundEntity& entity) const {
  if (!world_.bears_body(doc_.tokens[tok].lemma)) return;
  FoundEntity body = body_of(tok);
  if (body.code().empty()) body = body_before(tok);
  if (body.code().empty()) return;
  if (!body.country.empty()) entity.country = body.country;
  if (!body.sectors.empty() || !world_.is_country(body.country)) entity.sectors = body.sectors;
  entity.why = body.why;
}

// A body or armed group that the token names, or that stands right before it ("the Hamas military wing").
const Name* Actors::group_name_within(uint32_t tok) const {
  if (const Name* own = group_name_at(tok)) return own;
  for (const uint32_t c : grammar_.children(tok))
    if (c < tok && stands_before(doc_.tokens[c].dep))
      if (const Name* before = group_name_at(c)) return before;
  return nullptr;
}

const Name* Actors::agent_at(uint32_t tok) const {
  if (const NameHit* hit = hit_at(tok); hit != nullptr && hit->tokens.end == tok + 1)
    if (const Name* agent = hit->of(world::NameKind::kAgent)) return agent;
  return agent_of_word(tok);
}

// "Kurds", "Christians": a plural written as a name keeps its ending as lemma; inside a longer name it is no noun
// ("Beach Boys").
const Name* Actors::agent_of_word(uint32_t tok) const {
  const Token& token = doc_.tokens[tok];
  if (const Name* agent = world_.agent(token.lemma)) return agent;
  // "Islamist militant group": a name of two words may be hidden behind a longer one that ends before it.
  if (tok > 0 && doc_.tokens[tok - 1].head == tok && hit_at(tok) == nullptr) {
    const std::string two = world::fold_phrase(doc_.tokens[tok - 1].text) + ' ' + std::string(token.lemma);
    if (const Name* agent = world_.agent(two)) return agent;
  }
  const bool alone = ent_of_token_[tok] == kNone || doc_.entities[ent_of_token_[tok]].tokens.size() == 1;
  if (token.tag != "NNPS" || !alone || !token.text.ends_with('s')) return nullptr;
  return world_.agent(world::fold_phrase(token.text.substr(0, token.text.size() - 1)));
}

// "The mayor of Kherson", "Kherson residents": the phrase's own place says whose they are, before the scene does.
std::string Actors::country_of_own_place(uint32_t head) const {
  if (scene_country_.empty()) return {};
  for (const uint32_t c : grammar_.children(head)) {
    if (stands_before(doc_.tokens[c].dep) && !scene_country_[c].empty()) return scene_country_[c];
    if (doc_.tokens[c].dep != Dep::kPrep || !is_one_of(doc_.tokens[c].lemma, {"of", "in", "from", "for"})) continue;
    for (const uint32_t object : grammar_.children(c))
      if (doc_.tokens[object].dep == Dep::kPobj && !scene_country_[object].empty()) return scene_country_[object];
  }
  return {};
}

}  // namespace tocsin::coding
