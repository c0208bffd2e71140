// Reads cues and the grammar of what they say: see saying_acts.h.
#include "coding/saying_acts.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

using lexicon::ContentSlot;
using lexicon::SpeechCue;

constexpr uint32_t kShortestInverted = 3;  ///< words of a clause around its cue

constexpr std::string_view kAttitude = "attitude", kTopic = "topic";

// What a wide slot makes of the act: views and wishes are attitudes, the other kinds at least name their topic in
// words.
std::string_view wide_kind(const SpeechCue& row) {
  return row.kind == "view" || row.kind == "promote" ? kAttitude : kTopic;
}

bool finite(const Token& tok) { return tok.tag == "VBD" || tok.tag == "VBZ" || tok.tag == "VBP"; }

}  // namespace

std::vector<Act> SayingActs::read() {
  for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) {
    const Token& token = doc_.tokens[tok];
    if (is_according(tok)) {
      read_according(tok);
      continue;
    }
    switch (token.pos) {
      case Pos::kVerb:
        read_verb(tok);
        break;
      case Pos::kNoun:
        if (is_verb_read_as_noun(tok)) {
          read_verb(tok);
        } else {
          read_noun(tok);
        }
        break;
      case Pos::kAdj:
        read_adjective(tok);
        break;
      default:
        break;
    }
  }
  return std::move(acts_);
}

bool SayingActs::has_to(uint32_t verb) const {
  return std::ranges::any_of(grammar_.children(verb),
                             [this](uint32_t child) { return doc_.tokens[child].tag == "TO"; });
}

bool SayingActs::is_act_verb(uint32_t tok) const {
  if (doc_.tokens[tok].pos != Pos::kVerb) return false;
  return std::ranges::any_of(cues_.find(doc_.tokens[tok].lemma, 'v'),
                             [](const SpeechCue* row) { return row->is_act(); });
}

// "They issued a statement calling for peace": who lends the statement its voice.
std::vector<uint32_t> SayingActs::issuers_of(uint32_t noun) const {
  // "a ruling against the president finding that …": the participle belongs to the ruling.
  for (int steps = 0;
       steps < 3 && doc_.tokens[noun].dep == Dep::kPobj && doc_.tokens[doc_.tokens[noun].head].dep == Dep::kPrep;
       ++steps)
    noun = doc_.tokens[doc_.tokens[noun].head].head;
  const Token& token = doc_.tokens[noun];
  const bool voice = cues_.of_kind(token.lemma, 'n', "medium") != nullptr;
  if (!voice || token.dep != Dep::kDobj || cues_.of_kind(doc_.tokens[token.head].lemma, 'v', "light") == nullptr)
    return {};
  return speakers_of_verb(token.head);
}

// "According to the agency, the minister, said": the agency is no subject of the verb behind it.
bool SayingActs::names_source(uint32_t noun) const {
  const uint32_t prep = doc_.tokens[noun].head, left = doc_.tokens[noun].left_edge;
  if (doc_.tokens[noun].dep == Dep::kPobj && is_according(doc_.tokens[prep].head)) return true;
  return left > 1 && doc_.tokens[left - 1].lemma == "to" && is_according(left - 2);
}

bool SayingActs::is_according(uint32_t tok) const {
  return doc_.tokens[tok].text == "according" || doc_.tokens[tok].text == "According";
}

// "“…,” tweeted opposition leader Anna Novak", "Remarked the minister, “…”": the name right behind a cue that stands
// right behind a quotation or first in its sentence.
uint32_t SayingActs::noun_behind(uint32_t cue) const {
  if (words_.quotation_of(cue) != kNone) return kNone;
  const bool first = words_.sentence_in_paragraph(cue).begin == cue;
  const bool behind_comma = cue > 0 && doc_.tokens[cue - 1].text == ",";
  if (!first && !behind_comma && !token_before_closes(cue)) return kNone;
  uint32_t noun = kNone;
  for (uint32_t tok = cue + 1; tok < doc_.tokens.size() && words_.paragraph_of(tok) == words_.paragraph_of(cue);
       ++tok) {
    const Token& token = doc_.tokens[tok];
    // "said Center for Peace director Jane Doe": the name may lie behind a phrase.
    const bool of_phrase = grammar_.is_nominal(tok) || token.pos == Pos::kDet || token.pos == Pos::kAdj ||
                           token.tag == "POS" || token.tag == "HYPH" ||
                           (token.pos == Pos::kAdp && noun != kNone && leads_to_person(tok));
    if (!of_phrase || token.ent_type == "DATE") {
      // "…, reported officials, with 25 injured": without a quotation the noun must end its part of the sentence.
      if (behind_comma && !first && !token_before_closes(cue) && words_.is_word(tok)) return kNone;
      break;
    }
    if (grammar_.is_nominal(tok)) noun = tok;
  }
  return noun;
}

// A person's name stands among the nouns right behind the preposition, and is their head.
bool SayingActs::leads_to_person(uint32_t prep) const {
  uint32_t tok = prep + 1;
  while (tok < doc_.tokens.size() && (grammar_.is_nominal(tok) || doc_.tokens[tok].pos == Pos::kAdj ||
                                      doc_.tokens[tok].pos == Pos::kDet || doc_.tokens[tok].tag == "HYPH"))
    ++tok;
  return tok > prep + 2 && doc_.tokens[tok - 1].ent_type == "PERSON" && doc_.tokens[prep + 1].ent_type != "PERSON";
}

// Where the parser gave the verb no subject, the noun right before it speaks.
uint32_t SayingActs::noun_before(uint32_t cue) const {
  for (uint32_t tok = cue; tok-- > 0;) {
    const Token& token = doc_.tokens[tok];
    if (words_.paragraph_of(tok) != words_.paragraph_of(cue)) return kNone;
    if (token.pos == Pos::kAdv || token.dep == Dep::kAux || (token.text == "," && tok + 1 == cue)) continue;
    const bool dates =
        token.ent_type == "DATE" || token.ent_type == "TIME" || token.tag == "WDT" || token.lemma == "that";
    return grammar_.is_nominal(tok) && !dates && token.pos != Pos::kNum &&
                   words_.quotation_of(tok) == words_.quotation_of(cue)
               ? tok
               : kNone;
  }
  return kNone;
}

// "The military claims to have won", "the president calls for a truce": a verb in the present that the tagger took for
// a plural noun. Nothing governs it, and what speaks stands before it like the first part of a compound.
bool SayingActs::is_verb_read_as_noun(uint32_t tok) const {
  const Token& token = doc_.tokens[tok];
  if (!token.tag.starts_with("NN") || tok == 0 || words_.paragraph_of(tok - 1) != words_.paragraph_of(tok))
    return false;
  const Token& before = doc_.tokens[tok - 1];
  if (before.head != tok || !grammar_.is_nominal(tok - 1)) return false;
  const bool acts =
      std::ranges::any_of(cues_.find(token.lemma, 'v'), [](const SpeechCue* row) { return row->is_act(); });
  // "The rebels state that …": no noun of saying, so the clause behind it is what the verb says.
  if (acts && clause_after(tok) != kNoToken && cues_.find(token.lemma, 'n').empty() && token.text.front() >= 'a')
    return true;
  if (token.tag == "NNS") return acts && (token.dep == Dep::kRoot || governs_it(tok));
  // "The rebels pledge to leave".
  const bool infinitive = std::ranges::any_of(grammar_.children(tok), [&](uint32_t child) {
    return child > tok && doc_.tokens[child].dep == Dep::kAcl && has_to(child);
  });
  return acts && token.dep == Dep::kRoot && infinitive && doc_.tokens[tok].text.front() >= 'a';
}

// The head of the clause that "that" right behind the token opens.
uint32_t SayingActs::clause_after(uint32_t tok) const {
  if (tok + 1 >= doc_.tokens.size()) return kNoToken;
  const Token& mark = doc_.tokens[tok + 1];
  return mark.lemma == "that" && mark.dep == Dep::kMark && mark.head > tok ? mark.head : kNoToken;
}

// "claims to have won", read as "(the claims) to have won": the infinitive governs what is its cue.
bool SayingActs::governs_it(uint32_t tok) const {
  const Token& token = doc_.tokens[tok];
  return token.dep == Dep::kNsubj && doc_.tokens[token.head].dep == Dep::kRoot && has_to(token.head) &&
         token.head > tok;
}

// "according to police, who said": the noun that the relative clause is of.
bool SayingActs::is_antecedent(uint32_t noun, uint32_t verb) const {
  return doc_.tokens[verb].dep == Dep::kRelcl && doc_.tokens[verb].head == noun;
}

// A comma is right before the token, and a finite verb somewhere before the comma.
bool SayingActs::follows_clause(uint32_t tok) const {
  const uint32_t begin = words_.sentence_in_paragraph(tok).begin;
  if (tok < begin + 3 || doc_.tokens[tok - 1].text != ",") return false;
  for (uint32_t at = begin; at + 1 < tok; ++at)
    if (finite(doc_.tokens[at])) return true;
  return false;
}

// Only marks stand between a quotation and the token.
bool SayingActs::token_before_closes(uint32_t tok) const {
  while (tok > 0 && words_.quotation_of(tok - 1) == kNone && !words_.is_word(tok - 1)) --tok;
  return tok > 0 && words_.quotation_of(tok - 1) != kNone;
}

// A past participle without an auxiliary that hangs on a noun or as a clause on another verb.
bool SayingActs::is_bare_participle(uint32_t verb) const {
  const Token& token = doc_.tokens[verb];
  if (token.tag != "VBN" || (token.dep != Dep::kAdvcl && token.dep != Dep::kAcl)) return false;
  return !grammar_.has_child(verb, Dep::kAux) && !grammar_.has_child(verb, Dep::kAuxpass) &&
         !grammar_.has_child(verb, Dep::kNsubj);
}

std::vector<uint32_t> SayingActs::speakers_of_verb(uint32_t cue) const {
  if (doc_.tokens[cue].pos == Pos::kNoun) {
    std::vector<uint32_t> sides = {cue - 1};
    for (const uint32_t side : grammar_.conjuncts(grammar_.first_conjunct(cue)))
      if (side < cue) sides.push_back(side);
    return sides;
  }
  const Frame& frame = grammar_.frame(cue);
  std::vector<uint32_t> speakers;
  for (const Filler& filler : frame.fillers) {
    if (filler.slot != "subj" || !grammar_.is_nominal(filler.tok) || filler.tok == cue) continue;
    if (doc_.tokens[filler.tok].dep == Dep::kExpl || (names_source(filler.tok) && !is_antecedent(filler.tok, cue)))
      continue;
    // "Encouraged by friends, she …", "a girl encouraged to …": only an agent speaks by a bare participle.
    if (is_bare_participle(cue) && doc_.tokens[doc_.tokens[filler.tok].head].dep != Dep::kAgent) continue;
    if (words_.paragraph_of(filler.tok) != words_.paragraph_of(cue)) continue;
    if (words_.quotation_of(filler.tok) != words_.quotation_of(cue) && words_.quotation_of(filler.tok) != kNone &&
        cue > filler.tok)
      continue;
    if (std::ranges::find(speakers, filler.tok) == speakers.end()) speakers.push_back(filler.tok);
  }
  // "cited the army as saying": whoever is cited speaks.
  if (doc_.tokens[cue].dep == Dep::kPcomp && doc_.tokens[doc_.tokens[cue].head].lemma == "as" &&
      !grammar_.has_child(cue, Dep::kNsubj)) {
    const uint32_t above = doc_.tokens[doc_.tokens[cue].head].head;
    const Dep cited = grammar_.frame(above).passive ? Dep::kNsubjpass : Dep::kDobj;
    if (const uint32_t source = grammar_.child(above, cited); source != kNoToken && grammar_.is_nominal(source))
      return grammar_.conjuncts(source);
  }
  if ((doc_.tokens[cue].dep == Dep::kAcl || doc_.tokens[cue].dep == Dep::kRelcl) && speakers.size() == 1)
    if (const std::vector<uint32_t> issuers = issuers_of(speakers.front()); !issuers.empty()) return issuers;
  // "“…,” read the warning": the form is that of an infinitive.
  const bool behind_quotation = cue > 0 && !frame.passive && !has_to(cue) && token_before_closes(cue) &&
                                (doc_.tokens[cue].tag == "VB" || doc_.tokens[cue].tag == "VBN");
  if (speakers.empty() && (behind_quotation || finite(doc_.tokens[cue])) && !frame.passive) {
    // "A man shot shoppers in El Paso, reported officials, with …": the clause in front is complete.
    uint32_t noun = follows_clause(cue) ? noun_behind(cue) : kNone;
    if (noun == kNone && words_.sentence_in_paragraph(cue).begin != cue) noun = noun_before(cue);
    if (noun == kNone) noun = noun_behind(cue);
    if (noun != kNone) speakers.push_back(noun);
  }
  return speakers;
}

// ---------------------------------------------------------------- verbs

void SayingActs::read_verb(uint32_t tok) {
  const Token& token = doc_.tokens[tok];
  if (token.dep == Dep::kAmod || token.dep == Dep::kCompound || token.dep == Dep::kAux) return;
  const auto rows = cues_.find(token.lemma, 'v');
  // "a report published on Monday that …": the participle says nothing itself.
  if (token.dep == Dep::kAcl && token.tag == "VBN" && speakers_of_verb(tok).empty()) return;
  Act fallback;
  for (const SpeechCue* row : rows) {
    if (!row->is_act()) continue;
    Act act;
    act.cue = tok;
    act.row = row;
    act.kind = row->kind;
    act.quotable = row->quotable && !is_bare_participle(tok);
    act.rule = row->row;
    act.speakers = speakers_of_verb(tok);
    if (fill_from_slots(act) || fill_rumoured(act)) {
      // "in order to warn", "plans to announce": nothing has been said yet.
      if (token.tag == "VB" && has_to(tok) && !is_quick_to(tok)) act.kind = kAttitude;
      acts_.push_back(std::move(act));
      return;
    }
    if (fallback.cue == kNone || (!fallback.quotable && act.quotable)) fallback = std::move(act);
  }
  if (fallback.cue == kNone) return;
  if (token.tag == "VB" && has_to(tok) && !is_quick_to(tok)) fallback.kind = kAttitude;
  if (!fill_inverted(fallback) && !fill_final(fallback) && !fill_far_clause(fallback)) fill_rest(fallback);
  acts_.push_back(std::move(fallback));
}

bool SayingActs::marked_by_that(uint32_t verb) const {
  const uint32_t mark = grammar_.child(verb, Dep::kMark);
  return mark != kNoToken && doc_.tokens[mark].lemma == "that";
}

// "was quick to welcome", "went on to say", "used the speech to warn": the infinitive of an act that took place.
bool SayingActs::is_quick_to(uint32_t tok) const {
  const Token& above = doc_.tokens[doc_.tokens[tok].head];
  return (doc_.tokens[tok].dep == Dep::kXcomp || doc_.tokens[tok].dep == Dep::kAdvcl) &&
         (above.pos == Pos::kAdj || cues_.of_kind(above.lemma, 'v', "phase") != nullptr);
}

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
    const bool work = slot.name == "obj" && doc_.tokens[act.cue].dep == Dep::kPcomp;
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
  return !is_act_verb(token.head) && tells_something(tok);
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

// "Talks, she said, had failed" and "Talks had failed, as she said": the cue hangs on what was said.
bool SayingActs::fill_inverted(Act& act) const {
  const Token& token = doc_.tokens[act.cue];
  if (act.speakers.empty() || token.head == act.cue || act.row->kind == "view") return false;  // "I mean", "you know"
  const bool clausal =
      std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "ccomp"; });
  if (!clausal || tense_of(act.cue).empty()) return false;
  const uint32_t mark = grammar_.child(act.cue, Dep::kMark);
  // "…, as she said": no more than speaker and verb, else it is a clause of time.
  const bool as = token.dep == Dep::kAdvcl && mark != kNoToken && doc_.tokens[mark].lemma == "as" &&
                  grammar_.subtree(act.cue).size() < 9;
  if (token.dep != Dep::kParataxis && !as) return false;
  if (grammar_.has_child(act.cue, Dep::kDobj) || grammar_.has_child(act.cue, Dep::kXcomp)) return false;
  const Range clip = words_.sentence_in_paragraph(act.cue);
  if (!clip.contains(token.head)) return false;
  uint32_t root = token.head;
  const uint32_t cut[] = {act.cue};
  act.roots.push_back(root);
  act.runs = words_.runs_of(root, clip, cut);
  act.rule += " inverted";
  // "to do as he proposed" tells nothing.
  if (words_.word_count(act.runs) < kShortestInverted) act.runs.clear();
  return !act.runs.empty();
}

// "Talks had failed, reported officials, with no date for others.": the speaker behind the cue was read as its object.
bool SayingActs::fill_before(Act& act, Range clip) const {
  if (act.speakers.size() != 1 || act.speakers.front() < act.cue || act.speakers.front() != noun_behind(act.cue))
    return false;
  if (act.cue < clip.begin + 4 || doc_.tokens[act.cue - 1].text != ",") return false;
  uint32_t root = kNoToken;
  for (uint32_t tok = clip.begin; tok < act.cue && root == kNoToken; ++tok)
    if (finite(doc_.tokens[tok]) && words_.quotation_of(tok) == kNone) root = tok;
  if (root == kNoToken) return false;
  act.roots.push_back(root);
  act.runs.push_back({clip.begin, act.cue - 1});
  act.rule += " before";
  return true;
}

// "Talks had failed, the minister said on Friday.": where the parser did not see it, position shows it.
bool SayingActs::fill_final(Act& act) const {
  const bool clausal =
      std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "ccomp"; });
  if (!clausal || tense_of(act.cue).empty()) return false;
  const Range clip = words_.sentence_in_paragraph(act.cue);
  const uint32_t subject = grammar_.child(act.cue, Dep::kNsubj);
  if (subject == kNoToken || grammar_.is_verbal(subject)) return fill_before(act, clip);
  if (subject > act.cue || doc_.tokens[act.cue].dep == Dep::kRelcl) return false;
  const uint32_t left = doc_.tokens[subject].left_edge;
  if (left <= clip.begin + 2 || doc_.tokens[left - 1].text != "," || grammar_.child(act.cue, Dep::kDobj) != kNoToken)
    return false;
  for (uint32_t tok = act.cue + 1; tok < clip.end; ++tok)
    if (grammar_.is_verbal(tok) && doc_.tokens[tok].dep != Dep::kRelcl && doc_.tokens[tok].dep != Dep::kAcl)
      return false;
  uint32_t root = kNoToken;
  for (uint32_t tok = clip.begin; tok < left; ++tok)
    if (finite(doc_.tokens[tok]) || doc_.tokens[tok].tag == "MD") root = tok;
  if (root == kNoToken || words_.quotation_of(root) != kNone) return false;
  if (is_front_participle(clip.begin, act.cue)) return false;
  if (is_subordinate(root)) return false;
  act.roots.push_back(root);
  act.runs.push_back({clip.begin, left});
  act.rule += " final";
  return true;
}

// "told the paper in an interview that …", "said in a report published on Monday that …": the clause hangs on a word of
// the setting.
bool SayingActs::fill_far_clause(Act& act) const {
  const bool clausal =
      std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "ccomp" && !slot.wide; });
  if (!clausal || act.kind == "view" || !finite(doc_.tokens[act.cue]) || act.speakers.empty()) return false;
  const Range clip = words_.sentence_in_paragraph(act.cue);
  for (uint32_t tok = act.cue + 1; tok < clip.end; ++tok) {
    const Token& mark = doc_.tokens[tok];
    // "told them in a speech that …": read as what the speech is.
    const bool of_medium = tok > 0 && mark.tag == "WDT" && cues_.of_kind(doc_.tokens[tok - 1].lemma, 'n', "medium");
    if ((mark.dep != Dep::kMark && !of_medium) || mark.lemma != "that" ||
        words_.quotation_of(tok) != words_.quotation_of(act.cue))
      continue;
    const bool taken = std::ranges::any_of(acts_, [tok](const Act& other) {
      return std::ranges::any_of(other.runs, [tok](Range run) { return run.begin <= tok + 1 && tok < run.end; });
    });
    if (taken || mark.head < tok || !grammar_.dominates(act.cue, tok)) return false;
    uint32_t clause = mark.head;
    while (!grammar_.is_verbal(clause) && doc_.tokens[clause].head > tok) clause = doc_.tokens[clause].head;
    if (of_medium)
      act.runs = words_.runs_of(clause, {tok + 1, end_of_said(tok, clip)}, {});
    else
      add_clause(clause, act);
    act.rule += " far";
    return !act.runs.empty();
  }
  return false;
}

// "The firm said in a release it regrets …": the clause hangs on the wrong word, but it is the only one behind the cue.
bool SayingActs::fill_rest(Act& act) const {
  const Token& token = doc_.tokens[act.cue];
  const bool clausal =
      std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "ccomp" && !slot.wide; });
  if (!clausal || act.kind != "say" || !finite(token) || act.speakers.empty()) return false;
  const Range clip = words_.sentence_in_paragraph(act.cue);
  for (uint32_t tok = act.cue + 1; tok < clip.end; ++tok) {
    if (doc_.tokens[tok].text == "," || doc_.tokens[tok].text == ":" || doc_.tokens[tok].pos == Pos::kCconj)
      return false;
    if (!finite(doc_.tokens[tok]) && doc_.tokens[tok].tag != "MD") continue;
    const Dep dep = doc_.tokens[tok].dep;
    const uint32_t verb = dep == Dep::kAux || dep == Dep::kAuxpass ? doc_.tokens[tok].head : tok;
    uint32_t subject = grammar_.child(verb, Dep::kNsubj);
    if (subject == kNoToken) subject = grammar_.child(verb, Dep::kNsubjpass);
    if (subject == kNoToken || subject < act.cue || grammar_.child(verb, Dep::kMark) != kNoToken ||
        doc_.tokens[subject].tag.starts_with('W'))
      return false;
    const uint32_t left = doc_.tokens[subject].left_edge;
    if (left <= act.cue) return false;
    act.roots.push_back(verb);
    act.runs.push_back({left, end_of_said(tok, clip)});
    act.rule += " rest";
    return true;
  }
  return false;
}

// "He is said to have fled", "they are believed to be dead": nobody is named, subject and infinitive are the content.
bool SayingActs::fill_rumoured(Act& act) const {
  const Token& token = doc_.tokens[act.cue];
  const uint32_t subject = grammar_.child(act.cue, Dep::kNsubjpass), verb = grammar_.child(act.cue, Dep::kXcomp);
  const bool clausal =
      std::ranges::any_of(act.row->content, [](const ContentSlot& slot) { return slot.name == "ccomp"; });
  const bool told = std::ranges::find(act.row->addressee, "obj") != act.row->addressee.end();
  if (!clausal || told || act.row->kind == "view" || token.tag != "VBN" || subject == kNoToken || verb == kNoToken ||
      doc_.tokens[verb].tag != "VB")
    return false;
  const Range clip = words_.sentence_in_paragraph(act.cue);
  if (!clip.contains(verb) || !clip.contains(subject)) return false;
  for (const uint32_t root : {subject, verb})
    for (const Range run : words_.trimmed(words_.runs_of(root, clip, {}))) act.runs.push_back(run);
  act.roots = {verb};
  act.hearsay = act.speakers.empty();
  act.rule += " rumoured";
  return true;
}

// ---------------------------------------------------------------- nouns, adjectives, "according to"

bool SayingActs::is_content_clause(uint32_t child) const {
  const Token& token = doc_.tokens[child];
  if (token.dep != Dep::kAcl && token.dep != Dep::kCcomp && token.dep != Dep::kRelcl) return false;
  const uint32_t mark = grammar_.child(child, Dep::kMark);
  if (mark != kNoToken) return doc_.tokens[mark].lemma == "that";
  return token.dep != Dep::kRelcl && grammar_.has_child(child, Dep::kNsubj) && token.tag != "VBG" && token.tag != "VBN";
}

std::vector<uint32_t> SayingActs::speakers_of_noun(uint32_t noun, const SpeechCue& row) const {
  const Frame& frame = grammar_.frame(noun);
  const auto of_slot = [&](std::string_view slot, bool direct) {
    std::vector<uint32_t> found;
    for (const Filler& filler : frame.fillers)
      if (filler.slot == slot && (!direct || filler.direct) && grammar_.is_nominal(filler.tok))
        found.push_back(filler.tok);
    return found;
  };
  for (const std::string_view slot : {"by", "poss", "from"})
    if (auto found = of_slot(slot, true); !found.empty()) return found;
  const bool holds_of = std::ranges::any_of(row.content, [](const ContentSlot& slot) { return slot.name == "of"; });
  if (!holds_of)
    if (auto found = of_slot("of", true); !found.empty()) return found;
  for (const uint32_t child : grammar_.children(noun)) {
    const Token& token = doc_.tokens[child];
    const bool names =
        token.ent_type == "ORG" || token.ent_type == "GPE" || token.ent_type == "NORP" || token.ent_type == "PERSON";
    if ((token.dep == Dep::kCompound || token.dep == Dep::kAmod || token.dep == Dep::kNmod) && names) return {child};
  }
  const uint32_t first = grammar_.first_conjunct(noun);
  const uint32_t verb = doc_.tokens[first].head;
  if (doc_.tokens[first].dep == Dep::kDobj && cues_.of_kind(doc_.tokens[verb].lemma, 'v', "light") != nullptr)
    return speakers_of_verb(verb);
  return {};
}

// The noun is the object of a verb that both lends its subject and says ("express", "voice", "reiterate").
bool SayingActs::is_voiced(uint32_t noun) const {
  const Token& token = doc_.tokens[grammar_.first_conjunct(noun)];
  if (token.dep != Dep::kDobj || !is_act_verb(token.head)) return false;
  return cues_.of_kind(doc_.tokens[token.head].lemma, 'v', "light") != nullptr;
}

void SayingActs::read_noun(uint32_t tok) {
  for (const SpeechCue* row : cues_.find(doc_.tokens[tok].lemma, 'n')) {
    if (!row->is_act()) continue;
    Act act;
    act.cue = tok;
    act.row = row;
    act.kind = row->kind;
    act.rule = row->row;
    act.speakers = speakers_of_noun(tok, *row);
    fill_for_clause(act);
    for (const ContentSlot& slot : row->content) {
      if (!act.runs.empty()) break;
      for (const uint32_t child : grammar_.children(tok)) {
        const Token& token = doc_.tokens[child];
        const bool clause = slot.name == "ccomp" && is_content_clause(child) && child > tok;
        const bool infinitive = slot.name == "xcomp" && token.tag == "VB" && token.dep == Dep::kAcl && child > tok;
        if (clause || infinitive) {
          add_clause(child, act);
        } else if (token.dep == Dep::kPrep && token.lemma == slot.name && !act.speakers.empty()) {
          for (const uint32_t inner : grammar_.children(child))
            if (doc_.tokens[inner].dep == Dep::kPobj || doc_.tokens[inner].dep == Dep::kPcomp) add_phrase(inner, act);
        }
      }
      // "voiced hope that talks would resume" is said, "has hopes that" is only held.
      const bool said = (slot.name == "ccomp" || slot.name == "xcomp") && is_voiced(tok);
      if (!act.runs.empty() && slot.wide && !said) act.kind = wide_kind(*row);
    }
    if (act.runs.empty()) continue;
    act.hearsay = act.speakers.empty();
    acts_.push_back(std::move(act));
    return;
  }
}

void SayingActs::read_adjective(uint32_t tok) {
  const uint32_t verb = doc_.tokens[tok].head;
  if (doc_.tokens[tok].dep != Dep::kAcomp || !grammar_.is_verbal(verb)) return;
  for (const SpeechCue* row : cues_.find(doc_.tokens[tok].lemma, 'a')) {
    const uint32_t clause = grammar_.child(tok, Dep::kCcomp);
    if (!row->is_act() || clause == kNoToken || clause < tok) continue;
    Act act;
    act.cue = tok;
    act.row = row;
    act.kind = row->content.front().wide ? wide_kind(*row) : std::string_view(row->kind);
    act.rule = row->row;
    act.speakers = speakers_of_verb(verb);
    add_clause(clause, act);
    if (!act.runs.empty() && !act.speakers.empty()) acts_.push_back(std::move(act));
    return;
  }
}

void SayingActs::read_according(uint32_t tok) {
  uint32_t source = kNoToken;
  for (const uint32_t child : grammar_.children(tok))
    if (doc_.tokens[child].lemma == "to") source = grammar_.child(child, Dep::kPobj);
  if (source == kNoToken) return;
  Act act;
  act.cue = tok;
  act.kind = "source";
  act.rule = "according to";
  act.speakers = grammar_.conjuncts(source);
  const Range clip = words_.sentence_in_paragraph(tok);
  // The clause that it hangs on, up to the whole sentence: inside what somebody else says it stays inside.
  uint32_t root = doc_.tokens[tok].head;
  while (doc_.tokens[root].head != root) {
    const Token& token = doc_.tokens[root];
    // "While few do according to a study, she said": the source stands in the clause in front alone.
    const bool own_clause =
        grammar_.is_verbal(root) && is_act_verb(token.head) &&
        (token.dep == Dep::kAdvcl ? root < token.head : token.dep == Dep::kCcomp && token.head < root);
    const bool own_conjunct = token.dep == Dep::kConj && grammar_.has_child(root, Dep::kNsubj);
    if (own_clause || own_conjunct || !clip.contains(token.head)) break;
    root = token.head;
  }
  if (root == tok) return;
  act.roots.push_back(root);
  const uint32_t cut[] = {tok};
  // "X, according to Y, but Z": what follows the source is the reporter's again.
  act.runs = words_.runs_of(root, root < tok ? Range{clip.begin, tok} : clip, cut);
  act.quotable = true;
  acts_.push_back(std::move(act));
}

}  // namespace tocsin::coding
