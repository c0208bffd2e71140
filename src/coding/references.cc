// References: pronouns, "the two leaders", "both sides". Nearest fitting mention before, subjects preferred; a
// quotation's "I" is its speaker and "we" the speaker's country.
#include <algorithm>

#include "base/ascii.h"
#include "coding/actors.h"

namespace tocsin::coding {
namespace {

enum class Person : uint8_t { kNone, kFirst, kFirstPlural, kHe, kShe, kThey, kIt };

Person person_of(const Token& tok) {
  if (tok.pos != Pos::kPron && tok.tag != "PRP$" && tok.tag != "PRP") return Person::kNone;
  const std::string text = ascii::lower(tok.text);
  const auto is = [&](std::initializer_list<std::string_view> forms) {
    return std::ranges::find(forms, text) != forms.end();
  };
  if (is({"i", "me", "my", "mine", "myself"})) return Person::kFirst;
  if (is({"we", "us", "our", "ours", "ourselves"})) return Person::kFirstPlural;
  if (is({"he", "him", "his", "himself"})) return Person::kHe;
  if (is({"she", "her", "hers", "herself"})) return Person::kShe;
  if (is({"they", "them", "their", "theirs", "themselves"})) return Person::kThey;
  if (is({"it", "its", "itself"})) return Person::kIt;
  return Person::kNone;
}

bool is_subject(const Token& tok) { return tok.dep == Dep::kNsubj || tok.dep == Dep::kNsubjpass; }

constexpr uint32_t kSentencesBack = 4;

}  // namespace

void Actors::resolve_references(const std::vector<Saying>& sayings) {
  in_speech_.assign(doc_.tokens.size(), 0);
  for (const Saying& saying : sayings)
    for (const Range& content : saying.content)
      if (saying.form == Form::kDirect)
        for (uint32_t tok = doc_.token_at(content.begin);
             tok < doc_.tokens.size() && doc_.tokens[tok].range.begin < content.end; ++tok)
          in_speech_[tok] = 1;
  for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) resolve_both(tok);
  // Who speaks must be known before the words inside the quotation are read.
  resolve_pronouns(sayings, false);
  resolve_pronouns(sayings, true);
  infer_countries();
}

void Actors::resolve_pronouns(const std::vector<Saying>& sayings, bool in_speech) {
  for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) {
    if (mention_of_token_[tok] != kNone || person_of(doc_.tokens[tok]) == Person::kNone) continue;
    const Saying* around = saying_around(tok, sayings);
    if ((around != nullptr && around->form != Form::kIndirect) == in_speech) resolve_pronoun(tok, sayings);
  }
}

const Saying* Actors::saying_around(uint32_t tok, const std::vector<Saying>& sayings) const {
  const Saying* innermost = nullptr;
  uint32_t size = UINT32_MAX;
  for (const Saying& saying : sayings)
    for (const Range& content : saying.content)
      if (content.covers(doc_.tokens[tok].range) && content.size() < size) innermost = &saying, size = content.size();
  return innermost;
}

void Actors::resolve_pronoun(uint32_t tok, const std::vector<Saying>& sayings) {
  const Person person = person_of(doc_.tokens[tok]);
  const Saying* around = saying_around(tok, sayings);
  std::vector<uint32_t> speakers;
  if (around != nullptr)
    for (const uint32_t speaker : around->speakers)
      for (const uint32_t entity : entities_of(speaker)) speakers.push_back(entity);
  std::vector<uint32_t> found;
  switch (person) {
    case Person::kFirst:
      found = speakers;
      break;
    case Person::kFirstPlural:
      for (const uint32_t speaker : speakers) {
        const FoundEntity& entity = entities_[speaker];
        const bool official = !entity.country.empty() && (entity.kind == "person" || entity.kind == "state") &&
                              world_.is_country(entity.country);
        found.push_back(official && entity.sectors != std::vector<std::string>{"CVL"}
                            ? state_entity(std::string(entity.country))
                            : speaker);
      }
      break;
    case Person::kHe:
    case Person::kShe: {
      const bool direct = around != nullptr && around->form == Form::kDirect;
      const uint32_t entity =
          antecedent_person(tok, direct && !speakers.empty() ? speakers.front() : kNone, person == Person::kShe);
      if (entity != kNone) {
        (person == Person::kShe ? entities_[entity].female : entities_[entity].male) = true;
        found = {entity};
      }
      break;
    }
    case Person::kThey:
      // "The Guards said that they had attacked": a body that speaks of itself.
      if (around != nullptr && around->form == Form::kIndirect && speakers.size() == 1 &&
          is_subject(doc_.tokens[tok]) &&
          (entities_[speakers.front()].kind == "organisation" || entities_[speakers.front()].kind == "armed-group"))
        found = speakers;
      if (found.empty()) found = antecedent_group(tok);
      break;
    case Person::kIt:
      if (const uint32_t entity = antecedent_body(tok); entity != kNone) found = {entity};
      break;
    case Person::kNone:
      break;
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  if (!found.empty()) add_mention({tok, tok + 1}, tok, As::kPronoun, std::move(found));
}

// In the sentence itself and up to four before: the subject first, then whoever stands first.
uint32_t Actors::antecedent_person(uint32_t tok, uint32_t not_entity, bool female) const {
  const uint32_t sent = doc_.tokens[tok].sent;
  uint32_t own_subject = kNone;  // "Bruce told her": the clause's own subject is somebody else
  if (doc_.tokens[tok].dep != Dep::kPoss && !is_subject(doc_.tokens[tok])) {
    uint32_t verb = doc_.tokens[tok].head;
    if (doc_.tokens[verb].dep == Dep::kPobj || doc_.tokens[verb].pos == Pos::kAdp) verb = doc_.tokens[verb].head;
    for (const uint32_t c : grammar_.children(verb))
      if (is_subject(doc_.tokens[c])) own_subject = c;
  }
  for (uint32_t back = 0; back <= kSentencesBack && back <= sent; ++back) {
    const Range tokens = doc_.sentences[sent - back].tokens;
    if (back > 0 && doc_.tokens[tokens.begin].range.begin < doc_.title_size &&
        doc_.tokens[tok].range.begin >= doc_.title_size)
      continue;
    uint32_t best = kNone;
    int best_score = -1;
    for (uint32_t i = tokens.begin; i < tokens.end && i < tok; ++i) {
      const FoundMention* candidate = mention(i);
      if (candidate == nullptr || candidate->entities.size() != 1 || i == own_subject) continue;
      const FoundEntity& entity = entities_[candidate->entities.front()];
      if (entity.kind != "person" || candidate->entities.front() == not_entity) continue;
      // "Jane Doe, a lawyer,": the name stands for both.
      if (doc_.tokens[i].dep == Dep::kAppos && doc_.tokens[doc_.tokens[i].head].ent_type == "PERSON") continue;
      if (female ? entity.male : entity.female) continue;
      int score = is_subject(doc_.tokens[i]) ? 4 : 0;
      if (is_subject(doc_.tokens[i]) && doc_.tokens[doc_.tokens[i].head].dep == Dep::kRoot) score += 2;
      if (female ? entity.female : entity.male) score += 1;
      // Who is talked about inside a quotation is not who goes on speaking after it.
      if (in_speech_[i] != 0 && in_speech_[tok] == 0) score -= 8;
      if (candidate->as == As::kName || candidate->as == As::kPronoun) score += 1;
      if (score > best_score) best = candidate->entities.front(), best_score = score;
    }
    if (best != kNone) return best;
  }
  return kNone;
}

std::vector<uint32_t> Actors::antecedent_group(uint32_t tok) const {
  const uint32_t sent = doc_.tokens[tok].sent;
  for (uint32_t back = 0; back <= 2 && back <= sent; ++back) {
    const Range tokens = doc_.sentences[sent - back].tokens;
    std::vector<uint32_t> best;
    int best_score = -1;
    for (uint32_t i = tokens.begin; i < tokens.end && i < tok; ++i) {
      const FoundMention* candidate = mention(i);
      if (candidate == nullptr || candidate->as == As::kDemonym || candidate->entities.empty()) continue;
      std::vector<uint32_t> together;
      if (doc_.tokens[i].dep != Dep::kConj)
        for (const uint32_t each : grammar_.conjuncts(i))
          if (each < tok)
            for (const uint32_t entity : entities_of(each)) together.push_back(entity);
      const bool plural = together.size() > 1 || entities_[candidate->entities.front()].plural ||
                          candidate->entities.size() > 1 ||
                          entities_[candidate->entities.front()].kind == "armed-group" ||
                          entities_[candidate->entities.front()].kind == "group";
      if (!plural) continue;
      const int score = (is_subject(doc_.tokens[i]) ? 4 : 0) + (together.size() > 1 ? 1 : 0);
      if (score > best_score) best = together.empty() ? candidate->entities : together, best_score = score;
    }
    if (!best.empty()) return best;
  }
  return {};
}

uint32_t Actors::antecedent_body(uint32_t tok) const {
  const uint32_t sent = doc_.tokens[tok].sent;
  for (uint32_t back = 0; back <= 1 && back <= sent; ++back) {
    const Range tokens = doc_.sentences[sent - back].tokens;
    uint32_t best = kNone;
    int best_score = -1;
    for (uint32_t i = tokens.begin; i < tokens.end && i < tok; ++i) {
      const FoundMention* candidate = mention(i);
      if (candidate == nullptr || candidate->entities.size() != 1 || candidate->as == As::kDemonym) continue;
      const FoundEntity& entity = entities_[candidate->entities.front()];
      if (entity.kind != "state" && entity.kind != "organisation" && entity.kind != "armed-group") continue;
      const int score = is_subject(doc_.tokens[i]) ? 3 : 0;
      if (score == 0 && back > 0) continue;
      if (score > best_score) best = candidate->entities.front(), best_score = score;
    }
    if (best != kNone) return best;
  }
  return kNone;
}

std::vector<uint32_t> Actors::last_two(uint32_t tok, bool people) const {
  std::vector<uint32_t> found;
  for (uint32_t i = tok; i-- > 0 && found.size() < 2;) {
    if (doc_.tokens[tok].sent - doc_.tokens[i].sent > kSentencesBack) break;
    const FoundMention* candidate = mention(i);
    if (candidate == nullptr || candidate->as == As::kDemonym) continue;
    for (const uint32_t entity : candidate->entities) {
      const std::string_view kind = entities_[entity].kind;
      const bool fits = people ? kind == "person" : kind == "state" || kind == "armed-group" || kind == "organisation";
      if (fits && found.size() < 2 && std::ranges::find(found, entity) == found.end()) found.push_back(entity);
    }
  }
  if (found.size() < 2) found.clear();
  std::ranges::reverse(found);
  return found;
}

// "the two", "the two leaders", "both sides", "both countries": the last two of that sort.
bool Actors::resolve_both(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  const auto counts_two = [&](uint32_t word) {
    const std::string_view norm = doc_.tokens[word].lemma;
    return norm == "two" || norm == "both" || norm == "Both" || norm == "Two";
  };
  bool noun = false;
  if (grammar_.is_nominal(tok) || token.pos == Pos::kNoun) {
    for (const uint32_t c : grammar_.children(tok))
      if (c < tok && counts_two(c)) noun = true;
  }
  const bool definite = grammar_.has_child(tok, Dep::kDet);
  const bool alone = counts_two(tok) &&
                     (token.dep == Dep::kNsubj || token.dep == Dep::kNsubjpass || token.dep == Dep::kPobj ||
                      token.dep == Dep::kDobj) &&
                     (definite || token.lemma == "both");
  if (!noun && !alone) return false;
  const bool both = std::ranges::any_of(grammar_.children(tok), [&](uint32_t c) {
    return c < tok && (doc_.tokens[c].lemma == "both" || doc_.tokens[c].lemma == "Both");
  });
  if (noun && !definite && !both) return false;
  for (const uint32_t c : grammar_.children(tok))  // "the two countries of …", "the two men who": told by what follows
    if (doc_.tokens[c].dep == Dep::kPrep && doc_.tokens[c].lemma == "of") return false;
  const world::Name* agent = world_.agent(token.lemma);
  const bool people_word = agent != nullptr && !agent->code.starts_with('!') && agent->sort == "person";
  std::vector<uint32_t> found;
  if (alone || people_word) found = last_two(tok, true);
  if (found.empty() && (alone || !people_word)) {
    if (!alone && !world_.is_party_word(token.lemma)) return false;
    found = last_two(tok, false);
  }
  if (found.empty()) return false;
  if (mention_of_token_[tok] != kNone) {
    FoundMention& known = mentions_[mention_of_token_[tok]];
    for (const uint32_t entity : known.entities) std::erase(entities_[entity].mentions, mention_of_token_[tok]);
    for (const uint32_t entity : found) entities_[entity].mentions.push_back(mention_of_token_[tok]);
    known.entities = std::move(found);
    return true;
  }
  add_mention(noun_phrase(tok), tok, As::kDescription, std::move(found));
  return true;
}

}  // namespace tocsin::coding
