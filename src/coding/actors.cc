// Finds mentions: table names first, then people, then kinds of actors; each becomes or joins an entity.
#include "coding/actors.h"

#include <algorithm>
#include <array>

#include "world/resolve.h"

namespace tocsin::coding {
namespace {

using world::in_force;
using world::Name;
using world::NameKind;

bool is_state_kind(NameKind kind) {
  return kind == NameKind::kState || kind == NameKind::kShort || kind == NameKind::kFormer ||
         kind == NameKind::kAbbreviation || kind == NameKind::kDemonym || kind == NameKind::kAdjective ||
         kind == NameKind::kCapital;
}

// Bodies and means of war ("missile") are no people.
bool is_thing(const Name& agent) { return agent.sort == "body" || agent.sort == "means"; }

const Name* best_of(std::span<const Name* const> names, std::initializer_list<NameKind> kinds) {
  for (const NameKind kind : kinds)
    for (const Name* name : names)
      if (name->kind == kind) return name;
  return nullptr;
}

}  // namespace

std::string FoundEntity::code() const {
  if (!given_code.empty()) return given_code;
  std::string all = country;
  for (const std::string& sector : sectors) all += sector;
  return all;
}

const Name* Actors::NameHit::of(NameKind kind) const { return best_of(names, {kind}); }

Actors::Actors(const Grammar& grammar, const world::World& world, std::string day, const PetrarchText* dictionary)
    : grammar_(grammar), doc_(grammar.doc()), world_(world), day_(std::move(day)) {
  const size_t count = doc_.tokens.size();
  hit_of_token_.assign(count, kNone);
  mention_of_token_.assign(count, kNone);
  taken_.assign(count, 0);
  ent_of_token_.assign(count, kNone);
  for (uint32_t i = 0; i < doc_.entities.size(); ++i)
    for (uint32_t tok = doc_.entities[i].tokens.begin; tok < doc_.entities[i].tokens.end; ++tok) ent_of_token_[tok] = i;
  find_hits();
  note_last_words();
  if (dictionary != nullptr) name_by_dictionary(*dictionary);
  find_full_names();
  find_mentions();
}

void Actors::find_hits() {
  for (const world::Hit& hit : world_.find(doc_.reading_text())) {
    const uint32_t first = doc_.token_at(hit.bytes.begin);
    uint32_t last = doc_.token_at(hit.bytes.end - 1);
    if (first >= doc_.tokens.size() || last >= doc_.tokens.size()) continue;
    // A name that is only part of a token is no name.
    if (doc_.tokens[first].range.begin < hit.bytes.begin) continue;
    if (doc_.tokens[last].range.end > hit.bytes.end + 1) continue;
    if (doc_.tokens[first].sent != doc_.tokens[last].sent) continue;
    if (doc_.tokens[last].tag == "$") continue;  // "US$50 billion" is money, not a state
    const Range tokens{first, last + 1};
    const auto index = static_cast<uint32_t>(hits_.size());
    hits_.push_back({tokens, hit.names});
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) hit_of_token_[i] = index;
  }
}

const Actors::NameHit* Actors::hit_at(uint32_t tok) const {
  return hit_of_token_[tok] == kNone ? nullptr : &hits_[hit_of_token_[tok]];
}

const Name* Actors::state_name_at(uint32_t tok) const {
  const NameHit* hit = hit_at(tok);
  if (hit == nullptr) return nullptr;
  const Name* any = nullptr;
  for (const Name* name : hit->names) {
    if (!is_state_kind(name->kind) && name->kind != NameKind::kSeat) continue;
    if (in_force(*name, day_)) return name;
    if (any == nullptr) any = name;
  }
  return any;
}

const Name* Actors::group_name_at(uint32_t tok) const {
  const NameHit* hit = hit_at(tok);
  if (hit == nullptr) return nullptr;
  const Name* any = nullptr;
  for (const Name* name : hit->names) {
    if (name->kind != NameKind::kArmedGroup && name->kind != NameKind::kOrganisation) continue;
    if (in_force(*name, day_)) return name;
    if (any == nullptr) any = name;
  }
  return any;
}

std::string Actors::country_at(uint32_t tok) const {
  if (const Name* name = state_name_at(tok)) return name->code.substr(0, 3);
  if (const Name* name = group_name_at(tok);
      name != nullptr && name->code.size() >= 3 && !world_.is_sector(std::string_view(name->code).substr(0, 3)))
    return name->code.substr(0, 3);
  return {};
}

// The country of a people that lives in one ("Uyghur"), by the noun for it.
std::string Actors::country_of_people(uint32_t tok) const {
  const Name* people = agent_at(tok);
  if (people == nullptr) people = world_.agent(world::fold_phrase(doc_.tokens[tok].text));
  if (people == nullptr || people->code.size() < 6) return {};
  std::string country = people->code.substr(0, 3);
  return world_.is_sector(country) || !world_.is_country(country) ? std::string() : country;
}

// A name inside a longer one of another kind ("Ireland" of "Kathy Ireland", "Washington" of "Washington Post").
bool Actors::in_larger_name(uint32_t tok, Range hit) const {
  if (ent_of_token_[tok] == kNone) return false;
  const Entity& ent = doc_.entities[ent_of_token_[tok]];
  return (ent.label == "PERSON" || ent.label == "WORK_OF_ART") && ent.tokens.size() > hit.size();
}

std::string Actors::country_among(Range tokens) const {
  for (uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (std::string country = country_at(i); !country.empty()) return country;
  return {};
}

// The country that a noun phrase belongs to: "Iranian forces", "Iran's army", "the army of Iran", "forces in Iran".
std::string Actors::country_near(uint32_t head, bool with_coordination) const {
  for (const uint32_t c : grammar_.children(head)) {
    const Dep dep = doc_.tokens[c].dep;
    if (dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kPoss) {
      if (std::string country = country_at(c); !country.empty()) return country;
      for (const uint32_t inner : grammar_.children(c)) {
        const Dep inner_dep = doc_.tokens[inner].dep;
        if (inner_dep != Dep::kAmod && inner_dep != Dep::kCompound && inner_dep != Dep::kPoss &&
            inner_dep != Dep::kNmod)
          continue;
        if (std::string country = country_at(inner); !country.empty()) return country;
      }
    }
  }
  // "Uyghur activists", "Catalan ministers": a people of one state gives its country.
  for (const uint32_t c : grammar_.children(head)) {
    const Dep dep = doc_.tokens[c].dep;
    if (dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kPoss)
      if (std::string country = country_of_people(c); !country.empty()) return country;
  }
  for (const uint32_t c : grammar_.children(head)) {
    const Token& prep = doc_.tokens[c];
    if (prep.dep != Dep::kPrep) continue;
    if (prep.lemma != "of" && prep.lemma != "in" && prep.lemma != "from") continue;
    for (const uint32_t object : grammar_.children(c))
      if (doc_.tokens[object].dep == Dep::kPobj)
        if (std::string country = country_at(object); !country.empty()) return country;
  }
  // "President X of Y and other officials": the second shares the first one's country.
  if (with_coordination && doc_.tokens[head].dep == Dep::kConj) {
    const uint32_t first = grammar_.first_conjunct(head);
    if (const FoundMention* other = mention(first); other != nullptr && !other->entities.empty()) {
      const FoundEntity& entity = entities_[other->entities.front()];
      if (entity.kind != "state") return entity.country;
    }
    return country_near(first);
  }
  return {};
}

Range Actors::noun_phrase(uint32_t head) const {
  uint32_t begin = head;
  for (const uint32_t c : grammar_.children(head)) {
    if (c > head) break;
    const Dep dep = doc_.tokens[c].dep;
    // "The airport was closed and police warned": a clause read as an adjective is none.
    if (grammar_.has_child(c, Dep::kNsubj) || grammar_.has_child(c, Dep::kNsubjpass)) continue;
    if (dep == Dep::kDet || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kPoss ||
        dep == Dep::kNummod || dep == Dep::kQuantmod || dep == Dep::kAdvmod)
      begin = std::min(begin, doc_.tokens[c].left_edge);
  }
  while (begin < head && doc_.tokens[begin].ent_type == "DATE") ++begin;  // "on Friday the army's rulers"
  return {begin, head + 1};
}

uint32_t Actors::add_entity(FoundEntity entity) {
  entities_.push_back(std::move(entity));
  return static_cast<uint32_t>(entities_.size() - 1);
}

void Actors::add_mention(Range tokens, uint32_t head, As as, std::vector<uint32_t> entities) {
  const auto index = static_cast<uint32_t>(mentions_.size());
  for (const uint32_t entity : entities) entities_[entity].mentions.push_back(index);
  mention_of_token_[head] = index;
  mentions_.push_back({tokens, head, as, std::move(entities)});
}

void Actors::set_code(FoundEntity& entity, std::string_view code) const {
  std::string country;
  world::split_code(world_, code, country, entity.sectors);
  if (!country.empty()) entity.country = std::move(country);
}

uint32_t Actors::state_entity(std::string_view code) {
  for (uint32_t i = 0; i < entities_.size(); ++i)
    if (entities_[i].kind == "state" && entities_[i].country == code) return i;
  FoundEntity entity{.name = std::string(world_.country_name(code)), .kind = "state", .country = std::string(code)};
  return add_entity(std::move(entity));
}

const FoundMention* Actors::mention(uint32_t tok) const {
  if (tok >= mention_of_token_.size() || mention_of_token_[tok] == kNone) return nullptr;
  return &mentions_[mention_of_token_[tok]];
}

std::span<const uint32_t> Actors::entities_of(uint32_t tok) const {
  const FoundMention* found = mention(tok);
  return found == nullptr ? std::span<const uint32_t>{} : std::span<const uint32_t>(found->entities);
}

bool Actors::is_count(uint32_t tok) const {
  const Token& token = doc_.tokens[tok];
  return world_.is_quantity(token.lemma) || token.pos == Pos::kNum || token.pos == Pos::kPron || token.pos == Pos::kDet;
}

bool Actors::is_means(uint32_t tok) const {
  const Name* agent = world_.agent(doc_.tokens[tok].lemma);
  return agent != nullptr && agent->sort == "means";
}

bool Actors::is_human(uint32_t tok) const {
  const Token& token = doc_.tokens[tok];
  if (token.ent_type == "PERSON") return true;
  if (const FoundMention* found = mention(tok); found != nullptr && !found->entities.empty()) {
    const std::string_view kind = entities_[found->entities.front()].kind;
    return kind == "person" || kind == "group" || kind == "people" || kind == "armed-group";
  }
  if (const Name* agent = world_.agent(token.lemma)) return !agent->code.starts_with('!') && !is_thing(*agent);
  return token.pos == Pos::kPron && (token.lemma == "he" || token.lemma == "she" || token.lemma == "they" ||
                                     token.lemma == "who" || token.lemma == "I" || token.lemma == "we");
}

void Actors::find_mentions() {
  for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok)
    if (taken_[tok] == 0 && mention_of_token_[tok] == kNone) mention_at(tok);
}

void Actors::mention_at(uint32_t tok) {
  if (person_at(tok) || named_body_at(tok) || counterpart_at(tok) || described_at(tok)) return;
  unknown_name_at(tok);
}

// States, capitals, seats of government, organisations, armed groups and regions that a table names.
bool Actors::named_body_at(uint32_t tok) {
  const NameHit* hit = hit_at(tok);
  if (hit == nullptr || in_larger_name(tok, hit->tokens)) return false;
  // The head of the words of the name: the token whose own head lies outside.
  uint32_t head = hit->tokens.end - 1;
  for (uint32_t i = hit->tokens.begin; i < hit->tokens.end; ++i)
    if (!hit->tokens.contains(doc_.tokens[i].head) || doc_.tokens[i].head == i) head = i;
  if (head != tok) return false;
  const Name* name = nullptr;
  if (const Name* state = state_name_at(tok); state != nullptr) name = state;
  for (const NameKind kind : {NameKind::kArmedGroup, NameKind::kOrganisation, NameKind::kRegion}) {
    if (name != nullptr) break;
    for (const Name* candidate : hit->names)
      if (candidate->kind == kind && (name == nullptr || (!in_force(*name, day_) && in_force(*candidate, day_))))
        name = candidate;
  }
  if (name == nullptr) return false;
  if (name->kind == NameKind::kSeat || name->kind == NameKind::kOrganisation || name->kind == NameKind::kArmedGroup) {
    const bool seat = name->kind == NameKind::kSeat;
    const std::string shown = seat ? name->text : name->canonical;
    for (uint32_t i = 0; i < entities_.size(); ++i)
      if (entities_[i].name == shown && entities_[i].code() == name->code) {
        add_mention(hit->tokens, tok, seat ? As::kMetonym : As::kName, {i});
        return true;
      }
    FoundEntity entity{.name = shown, .kind = name->kind == NameKind::kArmedGroup ? "armed-group" : "organisation"};
    set_code(entity, name->code);
    entity.why = name->row;
    add_mention(hit->tokens, tok, seat ? As::kMetonym : As::kName, {add_entity(std::move(entity))});
    return true;
  }
  if (name->kind == NameKind::kRegion) {
    FoundEntity entity{.name = name->canonical, .kind = "place-as-actor"};
    if (name->sort.size() == 3) entity.country = name->sort;  // a region of one country is that country's
    entity.why = name->row;
    for (uint32_t i = 0; i < entities_.size(); ++i)
      if (entities_[i].name == entity.name && entities_[i].kind == entity.kind) {
        add_mention(hit->tokens, tok, As::kName, {i});
        return true;
      }
    add_mention(hit->tokens, tok, As::kName, {add_entity(std::move(entity))});
    return true;
  }
  const uint32_t state = state_entity(std::string_view(name->code).substr(0, 3));
  if (entities_[state].why.empty()) entities_[state].why = name->row;
  const bool demonym = name->kind == NameKind::kDemonym || name->kind == NameKind::kAdjective;
  // "the Iranian foreign minister": the adjective is no mention of its own kind but names the state.
  add_mention(hit->tokens, tok,
              demonym                            ? As::kDemonym
              : name->kind == NameKind::kCapital ? As::kMetonym
                                                 : As::kName,
              {state});
  return true;
}

// "The Palestinian militant group Hamas", "the party Fidesz": what the name right behind it is.
bool Actors::names_body_behind(uint32_t tok, const Name* agent) {
  if (agent != nullptr && agent->sort == "person") return false;
  for (const uint32_t c : grammar_.children(tok)) {
    const NameHit* name = doc_.tokens[c].dep == Dep::kAppos ? hit_at(c) : nullptr;
    if (name == nullptr || name->tokens.begin != tok + 1 || group_name_at(c) == nullptr || !named_body_at(c)) continue;
    add_mention(noun_phrase(tok), tok, As::kRole, {mentions_[mention_of_token_[c]].entities.front()});
    return true;
  }
  return false;
}

// Kinds of actors: "rebels", "the Iranian army", "officials"; also a role that names nobody ("the foreign minister").
bool Actors::described_at(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  if (token.pos != Pos::kNoun && token.pos != Pos::kPropn && token.pos != Pos::kAdj) return false;
  if (token.pos == Pos::kAdj && token.dep == Dep::kAmod) return false;
  if (token.dep == Dep::kCompound && token.head > tok && token.ent_iob == 'O' &&
      doc_.tokens[token.head].pos == Pos::kNoun) {
    // "army base", "police station": the first noun only tells the kind; as a maker ("rebel attack") it acts.
    if (world_.agent(doc_.tokens[token.head].lemma) != nullptr) return false;
    // "Drone strike", "missile attack": what it was done with.
    if (is_means(tok)) return false;
  }
  const NameHit* hit = hit_at(tok);
  const Name* agent = nullptr;
  Range words{tok, tok + 1};
  Title title;
  if (hit != nullptr && hit->tokens.end == tok + 1) {
    agent = best_of(hit->names, {NameKind::kAgent});
    if (agent != nullptr) words = hit->tokens;
  }
  if (agent == nullptr) agent = agent_of_word(tok);
  title = title_in(noun_phrase(tok));
  const bool has_title = !title.text.empty() && title.tokens.contains(tok);
  // "The head of the agency": a word that means somebody only where it says of what.
  const bool heads_body = world_.bears_body(token.lemma) && has_body(tok);
  if (agent == nullptr && !has_title && !heads_body) return names_body_behind(tok, agent);
  if (agent != nullptr && agent->code.starts_with('!') && !has_title) return false;
  const Range phrase = noun_phrase(tok);
  // "Egypt's president, X, met": the role and the name in apposition are one.
  for (const uint32_t c : grammar_.children(tok)) {
    const FoundMention* name = doc_.tokens[c].dep == Dep::kAppos ? mention(c) : nullptr;
    if (name == nullptr || name->as != As::kName || entities_[name->entities.front()].kind != "person") continue;
    add_mention(phrase, tok, As::kRole, {name->entities.front()});
    return true;
  }
  if (names_body_behind(tok, agent)) return true;
  // "Al-Shabaab militants", "Hamas fighters": the group itself.
  for (const uint32_t c : grammar_.children(tok)) {
    if (doc_.tokens[c].dep != Dep::kCompound && doc_.tokens[c].dep != Dep::kAmod && doc_.tokens[c].dep != Dep::kPoss)
      continue;
    const Name* group = group_name_at(c);
    if (group == nullptr || group->kind != NameKind::kArmedGroup) continue;
    if (agent != nullptr && (agent->code == "CVL" || agent->code == "JRN" || agent->code == "MED")) continue;
    uint32_t known = kNone;
    for (uint32_t i = 0; i < entities_.size(); ++i)
      if (entities_[i].name == group->canonical && entities_[i].kind == "armed-group") known = i;
    if (known == kNone) {
      FoundEntity entity{.name = group->canonical, .kind = "armed-group"};
      set_code(entity, group->code);
      entity.why = group->row;
      known = add_entity(std::move(entity));
    }
    add_mention(phrase, tok, As::kDescription, {known});
    return true;
  }
  if (title.country.empty()) title.country = country_near(tok, false);
  const bool plural = token.tag == "NNS" || token.tag == "NNPS";
  if (agent != nullptr && !has_title && agent->sort == "person") {
    title.text = doc_.text(doc_.bytes_of(words));  // "The Secretary" of somebody whose title is Secretary of State
    title.tokens = words;
  }
  if ((has_title || (agent != nullptr && agent->sort == "person")) && !plural) {
    const bool definite =
        grammar_.child(tok, Dep::kDet) == kNoToken || doc_.tokens[grammar_.child(tok, Dep::kDet)].lemma == "the";
    const bool own = grammar_.child(tok, Dep::kPoss) != kNoToken;
    if (definite || own) {
      if (const uint32_t person = person_with_title(title, tok); person != kNone) {
        add_mention(phrase, tok, As::kRole, {person});
        return true;
      }
    }
  }
  if (title.country.empty()) title.country = country_near(tok);
  FoundEntity entity{.kind = plural || (agent != nullptr && agent->sort == "group") ? "group"
                             : agent != nullptr && is_thing(*agent)                 ? "organisation"
                                                                                    : "person"};
  if (agent != nullptr && !agent->code.starts_with('!')) set_code(entity, agent->code), entity.why = agent->row;
  if (has_title) {
    // A title of a body ("United Nations spokesman") says more than the noun alone.
    const bool of_body = title.sector.size() >= 3 && !world_.is_sector(std::string_view(title.sector).substr(0, 3));
    if (!title.sector.empty() && (entity.sectors.empty() || agent == nullptr || of_body))
      set_code(entity, title.sector);
    entity.title = title.text;
    entity.role_from = "text";
  }
  if (!title.country.empty() && entity.country.empty()) entity.country = title.country;
  take_from_body(tok, entity);
  entity.plural = plural;
  const Range bytes = doc_.bytes_of(phrase);
  std::string name(doc_.text(bytes));
  if (name.starts_with("the ") || name.starts_with("The ")) name.erase(0, 4);
  if (name.starts_with("a ") || name.starts_with("A ")) name.erase(0, 2);
  entity.name = name;
  if (const std::vector<uint32_t> owners = owners_of(tok); plural || entity.kind != "person") {
    if (owners.size() > 1) {
      Range shared = has_title ? Range{title.tokens.begin, tok + 1} : words;
      for (const uint32_t owner : owners)
        if (hit_at(owner)->tokens.end <= tok) shared.begin = std::max(shared.begin, hit_at(owner)->tokens.end);
      // "The presidents of X and Y": each has one.
      if (has_title && title.office != "other") entity.kind = "person", entity.plural = false;
      if (agent != nullptr && is_thing(*agent)) entity.kind = "organisation", entity.plural = false;
      add_mention(phrase, tok, has_title ? As::kRole : As::kDescription, one_for_each(owners, entity, tok, shared));
      return true;
    }
  }
  add_mention(phrase, tok, has_title ? As::kRole : As::kDescription, {same_or_new(std::move(entity), tok)});
  return true;
}

// The same kind of the same country is the same body: "Russian forces … the forces".
uint32_t Actors::same_or_new(FoundEntity entity, uint32_t head) {
  const Token& token = doc_.tokens[head];
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    const FoundEntity& known = entities_[i];
    if (known.kind != entity.kind || known.sectors != entity.sectors || known.person != kNone || known.mentions.empty())
      continue;
    const FoundMention& before = mentions_[known.mentions.front()];
    if (doc_.tokens[before.head].lemma != token.lemma) continue;
    if (!entity.country.empty() && known.country != entity.country) continue;
    if (entity.country.empty() && grammar_.child(head, Dep::kDet) == kNoToken && !known.country.empty()) continue;
    return i;
  }
  return add_entity(std::move(entity));
}

// A name that no table knows: kept as it stands, with country and kind only where the text gives them.
bool Actors::unknown_name_at(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  if (token.ent_iob == 'O' || ent_of_token_[tok] == kNone) return false;
  const Entity& ent = doc_.entities[ent_of_token_[tok]];
  if (ent.label != "ORG" && ent.label != "GPE" && ent.label != "NORP" && ent.label != "FAC" && ent.label != "LOC")
    return false;
  uint32_t head = ent.tokens.end - 1;
  for (uint32_t i = ent.tokens.begin; i < ent.tokens.end; ++i)
    if (!ent.tokens.contains(doc_.tokens[i].head) || doc_.tokens[i].head == i) head = i;
  if (head != tok || doc_.tokens[head].pos == Pos::kAdj) return false;
  // "NATO" of "NATO official", which a table has as a whole.
  if (const NameHit* hit = hit_at(tok); hit != nullptr && hit->tokens.covers(ent.tokens) && hit->tokens != ent.tokens)
    return false;
  Range words = ent.tokens;
  if (doc_.tokens[words.begin].lemma == "the" && words.size() > 1) ++words.begin;
  // In a headline every word has a capital: only what the body names again is a name of several words.
  const std::string_view shown = doc_.text(doc_.bytes_of(words));
  if (token.range.begin < doc_.title_size && words.size() > 1 &&
      doc_.text().find(shown, doc_.title_size) == std::string_view::npos)
    return false;
  FoundEntity entity{.name = std::string(shown)};
  entity.kind = ent.label == "ORG" ? "organisation" : ent.label == "NORP" ? "people" : "place-as-actor";
  if (ent.label == "ORG") {
    entity.country = country_near(head);
    if (entity.country.empty()) entity.country = country_among(ent.tokens);
  }
  for (uint32_t i = 0; i < entities_.size(); ++i)
    if (entities_[i].name == entity.name && entities_[i].kind == entity.kind) {
      add_mention(ent.tokens, tok, As::kName, {i});
      return true;
    }
  add_mention(ent.tokens, tok, As::kName, {add_entity(std::move(entity))});
  return true;
}

void Actors::name_speaker(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  if (mention_of_token_[tok] != kNone || !grammar_.is_nominal(tok) || token.pos == Pos::kPron) return;
  const Range phrase = noun_phrase(tok);
  // "Thousands of people": the people.
  if (world_.is_quantity(token.lemma))
    for (const uint32_t prep : grammar_.children(tok))
      if (const uint32_t counted = grammar_.child(prep, Dep::kPobj);
          doc_.tokens[prep].lemma == "of" && counted != kNoToken && !entities_of(counted).empty()) {
        const auto whom = entities_of(counted);
        add_mention(phrase, tok, As::kDescription, {whom.begin(), whom.end()});
        return;
      }
  FoundEntity entity{.name = std::string(doc_.text(doc_.bytes_of(phrase))),
                     .kind = token.pos == Pos::kPropn ? "organisation" : "group"};
  if (token.ent_type == "PERSON") entity.kind = "person";
  for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "})
    if (entity.name.starts_with(article) && entity.name.size() > article.size()) {
      entity.name.erase(0, article.size());
      break;
    }
  entity.country = country_near(tok);
  entity.plural = token.tag == "NNS" || token.tag == "NNPS";
  add_mention(phrase, tok, token.pos == Pos::kPropn ? As::kName : As::kDescription, {add_entity(std::move(entity))});
}

}  // namespace tocsin::coding
