// Speakers whom no name or antecedent gives ("it", "you", "some", "everyone"): each stays an entity under the words of
// the text, so that a statement says who speaks even where nobody is named.
#include <algorithm>

#include "coding/actors.h"

namespace tocsin::coding {
namespace {

constexpr std::string_view kWriter = "first person outside quotations";

constexpr uint32_t kLongestOf = 8;  ///< tokens behind "of" in a name

bool is_relative(const Token& tok) { return tok.tag == "WP" || tok.tag == "WDT"; }

bool is_first_person(std::string_view text) { return text == "I" || text == "We" || text == "we"; }

}  // namespace

void Actors::name_speakers(const std::vector<Saying>& sayings) {
  for (const Saying& saying : sayings) {
    for (const uint32_t speaker : saying.speakers)
      if (mention_of_token_[speaker] == kNone) name_by_words(speaker);
    for (const uint32_t speaker : saying.speakers) {
      name_by_role(speaker, saying);
      name_in_full(speaker);
    }
    if (saying.cue == kNone || saying.speakers.empty()) continue;
    // "the aide, who said …": the pronoun is one more mention of the aide.
    const uint32_t subject = grammar_.child(saying.cue, Dep::kNsubj);
    if (subject == kNoToken || !is_relative(doc_.tokens[subject]) || mention_of_token_[subject] != kNone) continue;
    std::vector<uint32_t> entities;
    for (const uint32_t speaker : saying.speakers)
      for (const uint32_t entity : entities_of(speaker))
        if (std::ranges::find(entities, entity) == entities.end()) entities.push_back(entity);
    if (!entities.empty()) add_mention({subject, subject + 1}, subject, As::kPronoun, std::move(entities));
  }
}

// "a senator, Jane Doe, said", "the mayor of London, Jane Doe, said": the senator is one more mention of her.
void Actors::name_by_role(uint32_t speaker, const Saying& saying) {
  const FoundMention* name = mention(speaker);
  if (name == nullptr || name->entities.size() != 1 || doc_.tokens[speaker].ent_type != "PERSON") return;
  const uint32_t above = doc_.tokens[speaker].head;
  uint32_t role = kNone;
  if (doc_.tokens[speaker].dep == Dep::kAppos) role = above;
  const bool hung_on_place = doc_.tokens[speaker].dep == Dep::kConj && doc_.tokens[above].dep == Dep::kPobj;
  if (hung_on_place) role = above;
  if (doc_.tokens[speaker].dep == Dep::kPobj && doc_.tokens[above].lemma != "by") role = doc_.tokens[above].head;
  if (role != kNone && doc_.tokens[role].dep == Dep::kPobj) role = doc_.tokens[doc_.tokens[role].head].head;
  if (role == kNone || role == saying.cue || !grammar_.is_nominal(role)) return;
  if (std::ranges::find(saying.speakers, role) != saying.speakers.end()) return;
  const uint32_t entity = name->entities.front();
  if (const FoundMention* known = mention(role); known != nullptr && known->entities.front() == entity) return;
  add_mention(noun_phrase(role), role, As::kRole, {entity});
}

// "some of the protesters", "the head of the mission": a description told once is named with what it is of.
void Actors::name_in_full(uint32_t speaker) {
  if (mention_of_token_[speaker] == kNone) return;
  FoundMention& described = mentions_[mention_of_token_[speaker]];
  if (described.as != As::kDescription || described.entities.size() != 1 || described.tokens.end != speaker + 1) return;
  FoundEntity& entity = entities_[described.entities.front()];
  if (entity.mentions.size() != 1) return;
  for (const uint32_t prep : grammar_.children(speaker)) {
    const Token& token = doc_.tokens[prep];
    if (prep != speaker + 1 || token.lemma != "of" || token.right_edge - prep > kLongestOf) continue;
    described.tokens.end = token.right_edge + 1;
    const std::string_view told = doc_.text(doc_.bytes_of({speaker, described.tokens.end}));
    const std::string_view head = doc_.tokens[speaker].text;
    if (entity.name.ends_with(head)) entity.name += told.substr(head.size());
  }
}

void Actors::name_by_words(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  const bool pronoun = token.pos == Pos::kPron;
  const Range phrase = pronoun ? Range{tok, tok + 1} : noun_phrase(tok);
  FoundEntity entity{.name = std::string(doc_.text(doc_.bytes_of(phrase))), .kind = "people"};
  // The writer is the same "I" throughout.
  const bool writer = is_first_person(entity.name) && in_speech_[tok] == 0;
  if (writer)
    for (uint32_t i = 0; i < entities_.size(); ++i)
      if (entities_[i].name == entity.name && entities_[i].why == kWriter) {
        add_mention(phrase, tok, As::kPronoun, {i});
        return;
      }
  if (writer) entity.why = kWriter;
  add_mention(phrase, tok, pronoun ? As::kPronoun : As::kDescription, {add_entity(std::move(entity))});
}

}  // namespace tocsin::coding
