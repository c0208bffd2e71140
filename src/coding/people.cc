// People: full names first (with the titles around them), then short names; offices as of the document's day.
#include <algorithm>

#include "base/ascii.h"
#include "coding/actors.h"
#include "world/words.h"

namespace tocsin::coding {
namespace {

using world::Name;
using world::NameKind;
using world::Office;

const Name* title_of(std::span<const Name* const> names) {
  for (const Name* name : names)
    if (name->kind == NameKind::kTitle) return name;
  return nullptr;
}

std::vector<std::string> folded_words(std::string_view name) {
  std::vector<std::string> words;
  for (world::Word& word : world::split_words(name)) words.push_back(std::move(word.folded));
  return words;
}

bool is_honorific(const Token& tok) {
  return tok.norm == "mr." || tok.norm == "mrs." || tok.norm == "ms." || tok.norm == "mr" || tok.norm == "mrs" ||
         tok.norm == "ms" || tok.text == "Mr." || tok.text == "Mrs." || tok.text == "Ms.";
}

// Is every word of the shorter name one of the longer one's, and does it hold the first or last of them?
bool short_for(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
  if (shorter.empty() || shorter.size() > longer.size()) return false;
  for (const std::string& word : shorter)
    if (std::ranges::find(longer, word) == longer.end()) return false;
  return std::ranges::find(shorter, longer.back()) != shorter.end() ||
         std::ranges::find(shorter, longer.front()) != shorter.end();
}

}  // namespace

// The recognizer takes some groups and bodies for people; a table knows better.
bool Actors::named_otherwise(Range tokens) const {
  const NameHit* hit = hit_at(tokens.begin);
  return hit != nullptr && hit->of(NameKind::kPerson) == nullptr && hit->tokens.covers(tokens) &&
         (group_name_at(tokens.begin) != nullptr || state_name_at(tokens.begin) != nullptr);
}

// Names of two words and more become entities before anything else, so that a short name in the headline finds them.
void Actors::find_full_names() {
  std::vector<Range> names;
  for (const Entity& ent : doc_.entities)
    if (ent.label == "PERSON" && !named_otherwise(ent.tokens)) names.push_back(ent.tokens);
  for (const NameHit& hit : hits_) {
    if (hit.of(NameKind::kPerson) == nullptr || hit.tokens.size() < 2) continue;
    const bool overlapped = std::ranges::any_of(
        names, [&](Range name) { return name.overlaps(hit.tokens) && name.size() >= hit.tokens.size(); });
    if (overlapped) continue;
    std::erase_if(names, [&](Range name) { return name.overlaps(hit.tokens); });
    names.push_back(hit.tokens);
  }
  std::ranges::sort(names);
  for (const bool in_title : {false, true}) {
    for (Range name : names) {
      if ((doc_.tokens[name.begin].range.begin < doc_.title_size) != in_title) continue;
      while (name.size() > 1 && (is_honorific(doc_.tokens[name.begin]) ||
                                 (hit_at(name.begin) != nullptr && title_of(hit_at(name.begin)->names) != nullptr &&
                                  hit_at(name.begin)->tokens.end < name.end)))
        name.begin = is_honorific(doc_.tokens[name.begin]) ? name.begin + 1 : hit_at(name.begin)->tokens.end;
      while (name.size() > 1 &&
             (doc_.tokens[name.end - 1].tag == "POS" || doc_.tokens[name.end - 1].pos == Pos::kPunct))
        --name.end;
      if (name.size() < 2) continue;
      if (std::any_of(taken_.begin() + name.begin, taken_.begin() + name.end, [](char taken) { return taken != 0; }))
        continue;  // by a dictionary of the user
      const std::string_view text = doc_.text(doc_.bytes_of(name));
      // In a headline every word has a capital: only a name that the body or a table has is one.
      if (in_title) {
        const auto words = folded_words(text);
        const bool known = !world_.named(text).empty() || std::ranges::any_of(entities_, [&](const FoundEntity& e) {
          return e.kind == "person" && folded_words(e.name) == words;
        });
        if (!known) continue;
      }
      uint32_t head = name.end - 1;
      for (uint32_t i = name.begin; i < name.end; ++i)
        if (!name.contains(doc_.tokens[i].head) || doc_.tokens[i].head == i) head = i;
      Title title = title_before(name.begin);
      // "Mr. X, the security adviser of Y": an honorific tells less than what follows.
      if (Title after = title_after(head); title.text.empty() || (title.office.empty() && !after.text.empty()))
        title = std::move(after);
      // "Lavrov and Wang Yi": who stands beside somebody is not of his country for that.
      if (title.country.empty()) title.country = country_near(head, false);
      const uint32_t entity = person_entity(text, title, name);
      for (uint32_t i = name.begin; i < name.end; ++i) taken_[i] = 1;
      // A title right before the name is part of it; one in apposition is a mention of its own.
      if (!title.text.empty() && title.tokens.end == name.begin)
        for (uint32_t i = title.tokens.begin; i < title.tokens.end; ++i)
          if (i < name.begin &&
              title_of(hit_at(i) == nullptr ? std::span<const Name* const>{} : hit_at(i)->names) != nullptr)
            taken_[i] = 1;
      add_mention(name, head, As::kName, {entity});
    }
  }
}

// A short name: of somebody named in full in the text, or of an office holder whom news names by last name alone.
bool Actors::person_at(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  const bool capital = !token.text.empty() && (token.text.front() < 'a' || token.text.front() > 'z');
  if (token.pos != Pos::kPropn && token.ent_type != "PERSON" && (token.pos != Pos::kNoun || !capital)) return false;
  const std::string folded = world::fold_phrase(token.text);
  if (folded.empty()) return false;
  const bool is_entity = token.ent_type == "PERSON";
  // The rest of a name whose first word has been read ("Rubio Warns" of a headline).
  if (is_entity && token.ent_iob == 'I' && tok > 0 && taken_[tok - 1] != 0) return false;
  Title title = title_before(tok);
  uint32_t found = kNone;
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    if (entities_[i].kind != "person" || entities_[i].mentions.empty() || entities_[i].name.empty()) continue;
    if (mentions_[entities_[i].mentions.front()].as != As::kName) continue;
    if (!short_for({folded}, folded_words(entities_[i].name))) continue;
    if (!title.country.empty() && !entities_[i].country.empty() && title.country != entities_[i].country) continue;
    // The nearest full name before wins; one that comes later serves a headline.
    if (found == kNone || mentions_[entities_[i].mentions.front()].head < tok) found = i;
  }
  const bool acronym =
      token.text.size() > 1 && std::ranges::all_of(token.text, [](char c) { return ascii::is_upper(c); });
  const bool alone = found == kNone && is_name_alone(tok);
  if (found == kNone && (acronym || token.pos == Pos::kNoun) && !is_entity && !alone) return false;  // "the UN chief"

  if (found == kNone && group_name_at(tok) != nullptr && hit_at(tok)->of(NameKind::kPerson) == nullptr) return false;
  // A state or its capital, whatever else the recognizer took it for.
  if (found == kNone && hit_at(tok) != nullptr && hit_at(tok)->of(NameKind::kPerson) == nullptr && title.text.empty() &&
      state_name_at(tok) != nullptr)
    return false;
  if (found == kNone && token.dep == Dep::kCompound && token.head > tok && doc_.tokens[token.head].pos == Pos::kPropn &&
      !is_entity)
    return false;
  if (found == kNone) {
    // The headline names first whom the body does not repeat; a table may know.
    if (title.country.empty()) title.country = country_near(tok);
    const auto people = world_.by_last_name(token.text, day_);
    const auto prominent =
        std::ranges::count_if(people, [&](uint32_t candidate) { return world_.office_on(candidate, day_)->rank <= 8; });
    uint32_t person = kNone;
    for (const uint32_t candidate : people) {
      const Office* office = world_.office_on(candidate, day_);
      if (!title.country.empty() && !std::string_view(office->code).starts_with(title.country)) continue;
      const bool office_fits =
          !title.office.empty() &&
          std::ranges::any_of(world_.terms(candidate), [&](const Office& term) { return term.office == title.office; });
      const bool leads = office->rank <= 2;
      const bool only_one = is_entity && !day_.empty() && prominent == 1 && office->rank <= 8;
      if (office_fits || only_one || (leads && (is_entity || hit_at(tok) != nullptr)) ||
          (!title.country.empty() && office->rank < 8)) {
        person = candidate;
        break;
      }
    }
    if (person == kNone && alone) person = hit_at(tok)->of(NameKind::kPerson)->person;
    if (person == kNone && !is_entity) return false;
    if (person == kNone && !capital && token.pos == Pos::kAdp) return false;  // "of" in a headline taken for one name
    if (person == kNone && in_larger_name(tok, {tok, tok + 1}) && taken_[tok] != 0) return false;
    if (person != kNone) {
      for (uint32_t i = 0; i < entities_.size(); ++i)
        if (entities_[i].person == person) found = i;
      if (found == kNone) {
        FoundEntity entity{.name = world_.terms(person).front().person, .kind = "person"};
        entity.person = person;
        describe_person(entity, title);
        found = add_entity(std::move(entity));
      }
    } else {
      uint32_t head = tok;
      Range name{tok, tok + 1};
      while (name.end < doc_.tokens.size() && doc_.tokens[name.end].ent_type == "PERSON" &&
             doc_.tokens[name.end].ent_iob == 'I' && doc_.tokens[name.end].tag != "POS")
        ++name.end;
      head = name.end - 1;
      if (doc_.tokens[name.begin].range.begin < doc_.title_size && name.size() > 1)
        name.end = name.begin + 1, head = name.begin;
      if (title.text.empty()) title = title_after(head);
      found = person_entity(doc_.text(doc_.bytes_of(name)), title, name);
      for (uint32_t i = name.begin; i < name.end; ++i) taken_[i] = 1;
      add_mention(name, head, As::kName, {found});
      return true;
    }
  }
  if (!title.text.empty()) entities_[found].titles.push_back(title.text);
  if (tok > 0 && is_honorific(doc_.tokens[tok - 1])) {
    const std::string_view text = doc_.tokens[tok - 1].text;
    (text.starts_with("Mr.") || text == "Mr" ? entities_[found].male : entities_[found].female) = true;
  }
  taken_[tok] = 1;
  add_mention({tok, tok + 1}, tok, As::kName, {found});
  return true;
}

void Actors::note_last_words() {
  for (const Entity& ent : doc_.entities)
    if (ent.label == "PERSON" && ent.tokens.size() > 1) last_words_.push_back(doc_.tokens[ent.tokens.end - 1].text);
  std::ranges::sort(last_words_);
}

// "Trump", "Lula": a single name that a table gives one person, and no part of a longer one.
bool Actors::is_name_alone(uint32_t tok) const {
  const NameHit* hit = hit_at(tok);
  if (hit == nullptr || hit->tokens.size() != 1 || hit->of(NameKind::kPerson) == nullptr ||
      in_larger_name(tok, hit->tokens))
    return false;
  const auto is_other = [&](const Name* name) { return name->kind != NameKind::kPerson; };
  if (std::ranges::any_of(hit->names, is_other)) return false;
  const bool joined = (tok > 0 && doc_.tokens[tok - 1].pos == Pos::kPropn && title_before(tok).text.empty()) ||
                      (tok + 1 < doc_.tokens.size() && doc_.tokens[tok + 1].pos == Pos::kPropn &&
                       doc_.tokens[tok + 1].head == doc_.tokens[tok].head);
  return !joined;
}

// The words right before a name: "Iranian Foreign Minister", "State Department spokesperson", "former President".
Actors::Title Actors::title_before(uint32_t name_begin) const {
  Title title;
  uint32_t begin = name_begin;
  const uint32_t sent_begin = doc_.sentences.empty() ? 0 : doc_.sentences[doc_.tokens[name_begin].sent].tokens.begin;
  while (begin > sent_begin) {
    const Token& tok = doc_.tokens[begin - 1];
    const NameHit* hit = hit_at(begin - 1);
    if (std::ranges::binary_search(last_words_, tok.text)) break;  // "Bishop and Prime Minister X", of Julie Bishop
    // "French officials and U.S. Secretary of State X": several others are no title of his.
    if (tok.text == "and" && (begin == name_begin || (begin > 1 && doc_.tokens[begin - 2].tag.ends_with('S')))) break;
    if (hit != nullptr && hit->of(NameKind::kPerson) == nullptr) {
      begin = hit->tokens.begin;
    } else if (tok.pos == Pos::kNoun || (tok.pos == Pos::kPropn && tok.ent_type != "PERSON" && tok.ent_iob == 'O') ||
               tok.pos == Pos::kAdj || is_honorific(tok) || tok.tag == "POS" || tok.text == "-" || tok.text == "and" ||
               (tok.text == "of" && begin < name_begin) || (tok.text == "for" && begin < name_begin)) {
      --begin;
    } else {
      break;
    }
  }
  return begin == name_begin ? title : title_in({begin, name_begin});
}

Actors::Title Actors::title_in(Range tokens) const {
  Title title;
  if (tokens.empty()) return title;
  for (uint32_t i = tokens.begin; i < tokens.end;) {
    const NameHit* hit = hit_at(i);
    const Token& tok = doc_.tokens[i];
    if (tok.lemma == "former" || tok.lemma == "ex" || tok.lemma == "ex-" || tok.lemma == "late") title.former = true;
    if (hit == nullptr) {
      ++i;
      continue;
    }
    if (const Name* name = title_of(hit->names); name != nullptr) {
      title.tokens = title.text.empty() ? hit->tokens : Range{title.tokens.begin, hit->tokens.end};
      title.text = doc_.text(doc_.bytes_of(title.tokens));
      title.office = name->sort;
      title.sector = name->code;
    }
    if (const Name* state = state_name_at(i); state != nullptr && title.country.empty()) {
      title.country = state->code.substr(0, 3);
    }
    for (const Name* name : hit->names)
      if (name->kind == NameKind::kOrganisation || name->kind == NameKind::kArmedGroup) {
        FoundEntity body;
        set_code(body, name->code);
        if (title.country.empty()) title.country = body.country;
        if (title.sector.empty() && !body.sectors.empty()) title.sector = body.sectors.front();
      }
    i = std::max(hit->tokens.end, i + 1);
  }
  return title;
}

// "X, the foreign minister of Y,": the title in apposition.
Actors::Title Actors::title_after(uint32_t name_head) const {
  for (const uint32_t c : grammar_.children(name_head)) {
    if (doc_.tokens[c].dep != Dep::kAppos) continue;
    const Range subtree = grammar_.subtree(c);
    Title title = title_in({subtree.begin, c + 1});
    if (title.country.empty()) title.country = country_among(subtree);
    if (!title.text.empty()) return title;
    if (const Name* agent = world_.agent(doc_.tokens[c].lemma);
        agent != nullptr && !agent->code.starts_with('!') && agent->sort == "person") {
      title.text = doc_.text(doc_.bytes_of({subtree.begin, c + 1}));
      title.sector = agent->code;
      title.tokens = {subtree.begin, c + 1};
      return title;
    }
    if (!title.country.empty()) return title;  // "a member of the Hamas military wing"
  }
  // "Iran's foreign minister, X, said": the name is the apposition.
  if (doc_.tokens[name_head].dep == Dep::kAppos) {
    const uint32_t noun = doc_.tokens[name_head].head;
    if (grammar_.is_nominal(noun)) {
      Title title = title_in(noun_phrase(noun));
      if (title.country.empty()) title.country = country_near(noun);
      return title;
    }
  }
  return {};
}

uint32_t Actors::known_person(std::string_view name, const Title& title) const {
  uint32_t best = kNone;
  int best_rank = 0;
  for (const Name* candidate : world_.named(name)) {
    if (candidate->kind != NameKind::kPerson) continue;
    const Office* office = world_.office_on(candidate->person, day_);
    const std::string_view code = office != nullptr ? office->code : world_.terms(candidate->person).back().code;
    if (!title.country.empty() && world_.is_country(code.substr(0, 3)) && !code.starts_with(title.country)) continue;
    const int rank = office != nullptr ? office->rank : 100;
    if (best == kNone || rank < best_rank) best = candidate->person, best_rank = rank;
  }
  return best;
}

uint32_t Actors::person_entity(std::string_view name, const Title& title, Range name_tokens) {
  const auto words = folded_words(name);
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    if (entities_[i].kind != "person" || entities_[i].mentions.empty() ||
        mentions_[entities_[i].mentions.front()].as != As::kName)
      continue;
    const auto known = folded_words(entities_[i].name);
    if (known == words ||
        (words.size() > 1 && (short_for(words, known) || short_for(known, words)) && known.size() > 1)) {
      if (entities_[i].title.empty())
        describe_person(entities_[i], title);
      else if (!title.text.empty())
        entities_[i].titles.push_back(title.text);
      return i;
    }
  }
  FoundEntity entity{.name = std::string(name), .kind = "person"};
  entity.person = known_person(name, title);
  if (entity.person != kNone) entity.name = world_.terms(entity.person).front().person;
  describe_person(entity, title);
  if (name_tokens.begin > 0 && is_honorific(doc_.tokens[name_tokens.begin - 1])) {
    const std::string_view text = doc_.tokens[name_tokens.begin - 1].text;
    (text.starts_with("Mr.") || text == "Mr" ? entity.male : entity.female) = true;
  }
  return add_entity(std::move(entity));
}

// Code and role: the office held on the day where a table knows the person, else what the text itself says.
void Actors::describe_person(FoundEntity& entity, const Title& title) const {
  if (!title.text.empty()) entity.titles.push_back(title.text);
  const Office* office = entity.person == kNone ? nullptr : world_.office_on(entity.person, day_);
  if (office != nullptr) {
    set_code(entity, office->code);
    entity.title = office->title;
    entity.titles.push_back(office->title);
    entity.since = office->since;
    entity.until = office->until;
    entity.role_from = "table";
    entity.why = office->row;
    if (entity.title.empty() && !title.text.empty()) entity.title = title.text, entity.role_from = "text";
    return;
  }
  if (entity.person != kNone) {
    // Known, but out of all offices on the day: ELI unless the text itself names an office.
    const Office& last = world_.terms(entity.person).back();
    entity.country = std::string_view(last.code).substr(0, 3);
    entity.sectors = {"ELI"};
    entity.why = last.row;
    if (!title.text.empty() && !title.former && !title.sector.empty()) {
      const std::string country = entity.country;
      set_code(entity, title.sector);
      if (entity.country.empty()) entity.country = country;
      entity.title = title.text;
      entity.role_from = "text";
    }
    return;
  }
  if (title.text.empty() && title.sector.empty()) {
    if (entity.country.empty()) entity.country = title.country;
    return;
  }
  if (!title.sector.empty()) set_code(entity, title.sector);
  if (title.former && !title.office.empty()) entity.sectors = {"ELI"};
  if (entity.country.empty()) entity.country = title.country;
  entity.title = title.text;
  entity.role_from = title.text.empty() ? "" : "text";
}

// "The Secretary", "the president": somebody of the text who holds that office, else the table's holder on the day.
uint32_t Actors::person_with_title(const Title& title, uint32_t before_tok) const {
  const auto wanted = folded_words(title.text);
  uint32_t best = kNone, best_at = 0;
  bool best_before = false;
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    const FoundEntity& entity = entities_[i];
    if (entity.kind != "person" || entity.titles.empty() || entity.mentions.empty()) continue;
    if (!title.country.empty() && !entity.country.empty() && entity.country != title.country) continue;
    const bool holds = std::ranges::any_of(entity.titles, [&](const std::string& each) {
      const auto held = folded_words(each);
      return short_for(wanted, held) || short_for(held, wanted);
    });
    if (!holds) continue;
    for (const uint32_t m : entity.mentions) {
      const uint32_t at = mentions_[m].head;
      const bool before = at < before_tok;
      if (best == kNone || (before && (!best_before || at > best_at))) best = i, best_at = at, best_before = before;
    }
  }
  return best;
}

}  // namespace tocsin::coding
