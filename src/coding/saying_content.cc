// The clauses, phrases and infinitives that hang on a cue and are what was said: see saying_acts.h.
#include <algorithm>

#include "coding/saying_acts.h"

namespace tocsin::coding {

using lexicon::ContentSlot;
using lexicon::SpeechCue;

bool SayingActs::fill_from_slots(Act& act) const {
  if (doc_.tokens[act.cue].pos == Pos::kNoun && governs_it(act.cue)) {
    const uint32_t root = doc_.tokens[act.cue].head;
    const uint32_t cut[] = {act.cue};
    act.roots.push_back(root);
    act.runs = words_.runs_of(root, words_.sentence_in_paragraph(act.cue), cut);
    return std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "xcomp"; });
  }
  if (const uint32_t clause = clause_after(act.cue); doc_.tokens[act.cue].pos == Pos::kNoun && clause != kNoToken) {
    act.roots.push_back(clause);
    act.runs = words_.runs_of(clause, {act.cue + 1, words_.sentence_in_paragraph(act.cue).end}, {});
    return !act.runs.empty();
  }
  if (fill_denied_report(act) || fill_for_clause(act)) return true;
  for (const ContentSlot& slot : act.row->content) {
    if (!fill_slot(slot, act)) continue;
    // "his work in predicting floods": a gerund behind a preposition names a work and tells nothing.
    const bool work =
        slot.name == "obj" && doc_.tokens[act.cue].dep == Dep::kPcomp && !grammar_.has_child(act.cue, Dep::kNsubj);
    if (slot.wide || work) act.kind = wide_kind(*act.row);
    return true;
  }
  return false;
}

// "denied reports that …": what is denied is what the reports say.
bool SayingActs::fill_denied_report(Act& act) const {
  const uint32_t object = grammar_.child(act.cue, Dep::kDobj);
  if ((act.kind != "deny" && act.kind != "reject") || object == kNoToken) return false;
  if (std::ranges::none_of(cues_.find(doc_.tokens[object].lemma, 'n'),
                           [](const SpeechCue* row) { return row->is_act(); }))
    return false;
  for (const uint32_t child : grammar_.children(object))
    if (is_content_clause(child) && child > object) add_clause(child, act);
  if (!act.runs.empty()) act.kind = "deny";
  return !act.runs.empty();
}

bool SayingActs::fill_slot(const ContentSlot& slot, Act& act) const {
  const bool passive = grammar_.frame(act.cue).passive;
  const size_t before = act.runs.size();
  if (!slot.with.empty()) {
    const uint32_t object = grammar_.child(act.cue, passive ? Dep::kNsubjpass : Dep::kDobj);
    uint32_t second = slot.with == "oprd" ? grammar_.child(act.cue, Dep::kOprd) : kNoToken;
    for (const uint32_t child : grammar_.children(act.cue))
      if (doc_.tokens[child].dep == Dep::kPrep && doc_.tokens[child].lemma == slot.with) second = child;
    // "dismissed the report as groundless": the parser may hang the second on the first.
    if (object != kNoToken && second == kNoToken)
      for (const uint32_t child : grammar_.children(object))
        if (doc_.tokens[child].dep == Dep::kPrep && doc_.tokens[child].lemma == slot.with && child > act.cue)
          second = child;
    if (object == kNoToken || second == kNoToken) return false;
    add_phrase(object, act);
    add_phrase(second, act);
    return true;
  }
  for (const uint32_t child : grammar_.children(act.cue)) {
    const Token& token = doc_.tokens[child];
    if (slot.name == "ccomp" && token.dep == Dep::kCcomp && !(has_to(child) && child > act.cue) &&
        !is_front_participle(child, act.cue) && !is_setting_of(child, act.cue)) {
      add_garden_path(child, act);
      add_clause(child, act);
    } else if (slot.name == "ccomp" && token.dep == Dep::kConj && child > act.cue && act.runs.size() > before &&
               (marked_by_that(child) || doc_.tokens[doc_.tokens[child].left_edge].lemma == "that")) {
      add_clause(child, act);  // "said that A, and that B", hung beside the cue
    } else if (slot.name == "that" && token.dep == Dep::kCcomp && marked_by_that(child)) {
      add_clause(child, act);
    } else if (slot.name == "xcomp" && is_infinitive_of(child, act)) {
      add_clause(child, act);
    } else if (slot.name == "obj" && token.dep == (passive ? Dep::kNsubjpass : Dep::kDobj)) {
      // "He was declared the winner": without an agent the passive is no act of saying but its outcome.
      if (token.pos == Pos::kPron || !grammar_.is_nominal(child) || act.speakers.empty()) continue;
      if (std::ranges::find(act.speakers, child) != act.speakers.end()) continue;
      add_phrase(child, act);
    } else if (token.dep == Dep::kPrep && token.lemma == slot.name) {
      for (const uint32_t inner : grammar_.children(child))
        if (doc_.tokens[inner].dep == Dep::kPcomp ||
            (doc_.tokens[inner].dep == Dep::kPobj && doc_.tokens[inner].pos != Pos::kPron))
          add_phrase(inner, act);
    }
  }
  if (act.runs.size() == before) add_phrase_behind_object(slot.name, act);
  return act.runs.size() > before;
}

// "accused the army of war crimes": read as crimes of the army.
void SayingActs::add_phrase_behind_object(std::string_view prep, Act& act) const {
  const bool told = std::ranges::find(act.row->addressee, "obj") != act.row->addressee.end();
  const uint32_t object = grammar_.child(act.cue, Dep::kDobj);
  if (!told || object == kNoToken || object < act.cue) return;
  for (const uint32_t child : grammar_.children(object)) {
    if (child < object || doc_.tokens[child].dep != Dep::kPrep || doc_.tokens[child].lemma != prep) continue;
    const uint32_t noun = grammar_.child(child, Dep::kPobj);
    if (noun != kNoToken) add_phrase(noun, act);
  }
}

// "Minutes before they voted, he claimed that …": the clause in front is no content where one follows.
bool SayingActs::is_setting_of(uint32_t clause, uint32_t cue) const {
  if (clause > cue || words_.quotation_of(clause) != kNone) return false;
  return std::ranges::any_of(grammar_.children(cue), [&](uint32_t child) {
    return child > cue && doc_.tokens[child].dep == Dep::kCcomp && words_.quotation_of(child) == kNone;
  });
}

// "But when the time came, the army …": a clause of time or condition alone is no content.
bool SayingActs::is_subordinate(uint32_t finite_word) const {
  const Dep dep = doc_.tokens[finite_word].dep;
  const uint32_t verb = dep == Dep::kAux || dep == Dep::kAuxpass ? doc_.tokens[finite_word].head : finite_word;
  return std::ranges::any_of(grammar_.children(verb), [&](uint32_t child) {
    const Token& token = doc_.tokens[child];
    return child < verb && ((token.dep == Dep::kMark && token.lemma != "that") || token.tag == "WRB");
  });
}

// "Asked about it, she said", "Speaking in Rome, he said": the setting of the act.
bool SayingActs::is_front_participle(uint32_t verb, uint32_t cue) const {
  const std::string_view tag = doc_.tokens[verb].tag;
  if (verb > cue || (tag != "VBN" && tag != "VBG") || words_.quotation_of(verb) != kNone) return false;
  return !grammar_.has_child(verb, Dep::kNsubj) && !grammar_.has_child(verb, Dep::kNsubjpass) &&
         !grammar_.has_child(verb, Dep::kAux) && !grammar_.has_child(verb, Dep::kAuxpass);
}

// "urged the rebels", "called on the rebels": an object or a phrase names who is told.
bool SayingActs::addresses_somebody(const Act& act) const {
  return std::ranges::any_of(act.row->addressee, [&](const std::string& slot) {
    if (slot == "obj") return grammar_.has_child(act.cue, Dep::kDobj);
    return std::ranges::any_of(grammar_.children(act.cue), [&](uint32_t child) {
      return child > act.cue && doc_.tokens[child].dep == Dep::kPrep && doc_.tokens[child].lemma == slot;
    });
  });
}

// "called for the rebels to leave": who is to do it belongs to what is asked.
bool SayingActs::fill_for_clause(Act& act) const {
  const bool holds_for =
      std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "for"; });
  if (!holds_for) return false;
  for (const uint32_t child : grammar_.children(act.cue)) {
    const uint32_t mark = grammar_.child(child, Dep::kMark);
    if (child > act.cue && mark != kNoToken && doc_.tokens[mark].lemma == "for" && has_to(child))
      add_clause(child, act);
  }
  return !act.runs.empty();
}

// "urged them to leave" may come as a clause with a subject: it is the infinitive all the same.
bool SayingActs::is_infinitive_of(uint32_t child, const Act& act) const {
  const Token& token = doc_.tokens[child];
  if (token.dep == Dep::kXcomp) return grammar_.is_verbal(child);
  if (doc_.tokens[act.cue].pos == Pos::kNoun) return token.dep == Dep::kAcl && has_to(child);
  // … or as an adverbial clause, which the verbs that address somebody do not mean.
  const bool told = addresses_somebody(act);
  return (token.dep == Dep::kCcomp || (token.dep == Dep::kAdvcl && told)) && has_to(child) && child > act.cue;
}

// "announced the tests had failed": a noun between the cue and its clause is the clause's subject, misread as an
// object.
void SayingActs::add_garden_path(uint32_t clause, Act& act) const {
  const uint32_t object = grammar_.child(act.cue, Dep::kDobj);
  const bool told = std::ranges::find(act.row->addressee, "obj") != act.row->addressee.end();
  if (told || object == kNoToken || object < act.cue || object > clause || grammar_.has_child(clause, Dep::kNsubj))
    return;
  const bool modal =
      std::ranges::any_of(grammar_.children(clause), [this](uint32_t child) { return doc_.tokens[child].tag == "MD"; });
  if (!grammar_.has_child(clause, Dep::kMark) && (modal || !tense_of(clause).empty())) add_phrase(object, act);
}

void SayingActs::add_clause(uint32_t root, Act& act) const {
  const Range clip = words_.sentence_in_paragraph(act.cue);
  // A clause in another paragraph is the parser running on over a line break.
  if (!clip.contains(root)) return;
  if (root < act.cue) {
    add_front_clause(root, act);
    return;
  }
  std::vector<uint32_t> without = acts_inside(root, act.cue);
  // "urged the rebels to leave": who is told stands before the infinitive and is no content.
  const bool infinitive = has_to(root);
  const uint32_t subject = grammar_.child(root, Dep::kNsubj);
  if (infinitive)
    if (const uint32_t aside = last_aside(root); aside != kNone) without.push_back(aside);
  const bool told = act.row != nullptr && std::ranges::find(act.row->addressee, "obj") != act.row->addressee.end();
  if (infinitive && told && subject != kNoToken) without.push_back(subject);
  act.roots.push_back(root);
  std::vector<Range> runs = words_.runs_of(root, {act.cue + 1, end_of_said(act.cue + 1, clip)}, without);
  if (!runs.empty()) runs.front().begin = behind_date(root, runs.front());
  if (!runs.empty() && told) runs.front().begin = behind_outlet(root, act, runs.front());
  for (const Range run : runs) act.runs.push_back(run);
}

// "told Agence France-Presse arson had been used": the outlet was read as part of the subject.
uint32_t SayingActs::behind_outlet(uint32_t root, const Act& act, Range run) const {
  if (grammar_.has_child(act.cue, Dep::kDobj) || run.begin != act.cue + 1) return run.begin;
  uint32_t subject = grammar_.child(root, Dep::kNsubj);
  if (subject == kNoToken) subject = grammar_.child(root, Dep::kNsubjpass);
  uint32_t tok = run.begin;
  while (tok < run.end && doc_.tokens[tok].ent_type == "ORG") ++tok;
  return subject != kNoToken && tok <= subject && doc_.tokens[subject].left_edge == run.begin ? tok : run.begin;
}

// "said at a meeting yesterday morning the law should be changed": the date right before the subject is that of the
// act.
uint32_t SayingActs::behind_date(uint32_t root, Range run) const {
  uint32_t tok = run.begin;
  while (tok < run.end && (doc_.tokens[tok].ent_type == "DATE" || doc_.tokens[tok].ent_type == "TIME")) ++tok;
  if (tok == run.begin || tok == run.end) return run.begin;
  const Token& last = doc_.tokens[tok - 1];
  uint32_t subject = grammar_.child(root, Dep::kNsubj);
  if (subject == kNoToken) subject = grammar_.child(root, Dep::kNsubjpass);
  const bool of_clause = last.head == root && (last.dep == Dep::kNpadvmod || last.dep == Dep::kAdvmod);
  return of_clause && subject != kNoToken && doc_.tokens[subject].left_edge == tok ? tok : run.begin;
}

// A semicolon outside a quotation ends what was said, unless "that" takes it up again.
uint32_t SayingActs::end_of_said(uint32_t root, Range clip) const {
  for (uint32_t tok = root; tok + 1 < clip.end; ++tok) {
    if (doc_.tokens[tok].text != ";") continue;
    if (words_.quotation_of(tok) != kNone && words_.quotation_of(tok) != words_.quotation_of(root)) continue;
    const std::string_view next = doc_.tokens[tok + 1].text, second = doc_.tokens[std::min(tok + 2, clip.end - 1)].text;
    if (next != "that" && second != "that") return tok;
  }
  return clip.end;
}

// "the facts of the case, which makes her a rare voice": the relative clause behind a comma at the end of a phrase is
// the reporter's, whatever word it hangs on.
uint32_t SayingActs::last_aside(uint32_t root) const {
  const Range subtree = grammar_.subtree(root);
  for (uint32_t tok = root + 1; tok < subtree.end; ++tok) {
    const Token& token = doc_.tokens[tok];
    if (token.dep != Dep::kRelcl || token.left_edge <= root || token.right_edge + 1 < subtree.end) continue;
    if (doc_.tokens[token.left_edge - 1].text == "," && words_.quotation_of(tok) == kNone) return tok;
  }
  return kNone;
}

void SayingActs::add_phrase(uint32_t root, Act& act) const {
  const Range clip = words_.sentence_in_paragraph(act.cue);
  if (!clip.contains(root)) return;
  std::vector<uint32_t> without = acts_inside(root, act.cue);
  // "the plan, which the army had rejected": what follows the comma is the reporter's.
  for (const uint32_t child : grammar_.children(root))
    if (doc_.tokens[child].dep == Dep::kRelcl && doc_.tokens[child].left_edge > 0 &&
        doc_.tokens[doc_.tokens[child].left_edge - 1].text == ",")
      without.push_back(child);
  if (const uint32_t aside = last_aside(root); aside != kNone) without.push_back(aside);
  // "pledged money and Syria is raising taxes": a clause of its own is no part of the phrase.
  for (const uint32_t child : grammar_.children(root))
    if (doc_.tokens[child].dep == Dep::kConj && grammar_.is_nominal(root) && grammar_.is_verbal(child) &&
        (grammar_.has_child(child, Dep::kNsubj) || grammar_.has_child(child, Dep::kNsubjpass)))
      without.push_back(child);
  act.roots.push_back(root);
  for (const Range run : words_.runs_of(root, clip, without)) act.runs.push_back(run);
}

// "However, talks had failed, she said": all that stands before the clause with the cue is content.
void SayingActs::add_front_clause(uint32_t root, Act& act) const {
  const Range clip = words_.sentence_in_paragraph(act.cue);
  if (end_of_said(root, {clip.begin, act.cue}) != act.cue) return;
  // Inside a quotation nobody says what stands before it.
  const uint32_t own_quotation = words_.quotation_of(act.cue);
  if (own_quotation != kNone && words_.quotation_of(root) != own_quotation) return;
  // Who denies or refuses does not say the clause before it.
  if (act.kind == "deny" || act.kind == "reject") return;
  // "The day came when they confirmed it": without a mark between them the first clause is no content.
  bool parted = false;
  for (uint32_t tok = root + 1; tok < act.cue; ++tok) parted |= !words_.is_word(tok);
  if (!parted) return;
  uint32_t end = act.cue;
  for (const uint32_t child : grammar_.children(act.cue)) {
    const Token& token = doc_.tokens[child];
    if (child < act.cue && child > root && token.dep != Dep::kPunct && token.dep != Dep::kCcomp)
      end = std::min(end, token.left_edge);
  }
  uint32_t begin = clip.begin;
  for (const Act& other : acts_)
    if (!other.runs.empty() && other.cue >= begin && other.cue < root && !grammar_.dominates(root, other.cue) &&
        grammar_.subtree(root).begin > other.cue)
      begin = grammar_.subtree(root).begin;
  const uint32_t quotation = words_.quotation_of(root);
  // Inside a quotation the clause starts where the quoted words start.
  if (quotation != kNone && quotation != words_.quotation_of(act.cue))
    begin = std::max(begin, words_.quotation_tokens(quotation).begin);
  act.roots.push_back(root);
  if (begin < end) act.runs.push_back({begin, end});
}

// "…, adding that …" and "…, as he warned …" inside a clause are acts of their own, not part of what was said.
std::vector<uint32_t> SayingActs::acts_inside(uint32_t root, uint32_t cue) const {
  std::vector<uint32_t> inside;
  const Range subtree = grammar_.subtree(root);
  for (uint32_t tok = std::max(subtree.begin, cue + 1); tok < subtree.end; ++tok) {
    const Token& token = doc_.tokens[tok];
    if (tok == root || !is_act_verb(tok) || words_.quotation_of(tok) != words_.quotation_of(cue)) continue;
    const uint32_t left = token.left_edge;
    const bool after_comma = left > 0 && doc_.tokens[left - 1].text == ",";
    const uint32_t mark = grammar_.child(tok, Dep::kMark), subject = grammar_.child(tok, Dep::kNsubj);
    const bool adding =
        token.tag == "VBG" && token.dep == Dep::kAdvcl && after_comma && subject == kNoToken && mark == kNoToken;
    const bool own_clause = token.dep == Dep::kAdvcl && mark != kNoToken && after_comma && subject != kNoToken;
    const bool as_he_said = (own_clause && doc_.tokens[mark].lemma == "as" && doc_.tokens[subject].pos == Pos::kPron) ||
                            is_meanwhile(tok, cue, after_comma);
    // "…, with the press claiming that …".
    const uint32_t prep = token.head;
    if (token.dep == Dep::kPcomp && token.tag == "VBG" && subject != kNoToken && doc_.tokens[prep].lemma == "with" &&
        prep > cue + 1 && doc_.tokens[prep - 1].text == ",")
      inside.push_back(prep);
    const bool goes_on = is_next_act(root, tok, cue);
    if ((adding || as_he_said || goes_on) && grammar_.dominates(root, tok)) inside.push_back(tok);
  }
  return inside;
}

// "He said X, while the minister said Y": without the comma a name must speak in the tense of the cue.
bool SayingActs::is_meanwhile(uint32_t tok, uint32_t cue, bool after_comma) const {
  const uint32_t mark = grammar_.child(tok, Dep::kMark), subject = grammar_.child(tok, Dep::kNsubj);
  if (doc_.tokens[tok].dep != Dep::kAdvcl || mark == kNoToken || subject == kNoToken) return false;
  if (doc_.tokens[mark].lemma != "while") return false;
  const bool names = doc_.tokens[subject].ent_type == "PERSON" || doc_.tokens[subject].ent_type == "ORG";
  return after_comma || (names && !tense_of(tok).empty() && tense_of(tok) == tense_of(cue));
}

// "She said talks had failed and called for a truce": the parser coordinates the second act with what was said. It is
// the speaker's own where its tense is that of the cue and the clause it hangs on is in another, or where it tells.
bool SayingActs::is_next_act(uint32_t root, uint32_t tok, uint32_t cue) const {
  const Token& token = doc_.tokens[tok];
  if (token.dep != Dep::kConj || grammar_.first_conjunct(tok) != grammar_.first_conjunct(root)) return false;
  if (grammar_.has_child(tok, Dep::kNsubj) || grammar_.has_child(tok, Dep::kNsubjpass)) return false;
  if (grammar_.has_child(tok, Dep::kMark) || grammar_.has_child(tok, Dep::kAuxpass)) return false;
  const std::string_view tense = tense_of(tok);
  if (tense.empty() || tense != tense_of(cue)) return false;
  if (tense != tense_of(token.head)) return true;
  // "says that they hold the town, and states that …".
  const bool with_that = std::ranges::any_of(grammar_.children(tok), [&](uint32_t child) {
    return child > tok && doc_.tokens[child].dep == Dep::kCcomp && marked_by_that(child);
  });
  return (with_that || !is_act_verb(token.head)) && tells_something(tok);
}

// "warned of delays", "accused them of lying" and not "attacked a man": a slot that holds what is said is filled.
bool SayingActs::tells_something(uint32_t verb) const {
  const auto filled = [&](const ContentSlot& slot) {
    if (slot.wide) return false;
    return std::ranges::any_of(grammar_.children(verb), [&](uint32_t child) {
      const Token& token = doc_.tokens[child];
      if (child < verb) return false;
      if (slot.name == "obj") return token.dep == Dep::kDobj && (slot.with.empty() || has_second(verb, slot.with));
      if (slot.name == "ccomp" || slot.name == "that") return token.dep == Dep::kCcomp;
      if (slot.name == "xcomp") return token.dep == Dep::kXcomp;
      return token.dep == Dep::kPrep && token.lemma == slot.name;
    });
  };
  const bool quoted = verb + 1 < doc_.tokens.size() && words_.quotation_of(verb + 1) != words_.quotation_of(verb);
  return std::ranges::any_of(cues_.find(doc_.tokens[verb].lemma, 'v'), [&](const SpeechCue* row) {
    if (!row->is_act() || row->kind == "view" || row->kind == "promote") return false;
    const bool of_object = std::ranges::any_of(row->content, [&](const ContentSlot& slot) {
      const uint32_t object = grammar_.child(verb, Dep::kDobj);
      return !slot.wide && object != kNoToken && has_second(object, slot.name);
    });
    return (quoted && row->quotable) || of_object || std::ranges::any_of(row->content, filled);
  });
}

// The preposition, or an object's predicate, hangs on the token or on its object.
bool SayingActs::has_second(uint32_t tok, std::string_view with) const {
  return std::ranges::any_of(grammar_.children(tok), [&](uint32_t child) {
    const Token& token = doc_.tokens[child];
    if (with == "oprd") return token.dep == Dep::kOprd;
    if (token.dep == Dep::kPrep && token.lemma == with) return true;
    return token.dep == Dep::kDobj && has_second(child, with);
  });
}

// The tag of the word that bears the tense; empty for an infinitive, a participle or a clause with a modal.
std::string_view SayingActs::tense_of(uint32_t verb) const {
  for (const uint32_t child : grammar_.children(verb)) {
    if (doc_.tokens[child].dep != Dep::kAux && doc_.tokens[child].dep != Dep::kAuxpass) continue;
    if (finite(doc_.tokens[child])) return doc_.tokens[child].tag;
    if (doc_.tokens[child].tag == "MD" || doc_.tokens[child].tag == "TO") return {};
  }
  return finite(doc_.tokens[verb]) ? std::string_view(doc_.tokens[verb].tag) : std::string_view{};
}

}  // namespace tocsin::coding
