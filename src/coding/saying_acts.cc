// Reads cues and the grammar of what they say: see saying_acts.h.
#include "coding/saying_acts.h"

#include <algorithm>

namespace tocsin::coding {

using lexicon::ContentSlot;
using lexicon::SpeechCue;

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
      if (token.tag == "VB" && has_to(tok) && !is_quick_to(tok)) act.kind = "attitude";
      acts_.push_back(std::move(act));
      return;
    }
    if (fallback.cue == kNone || (!fallback.quotable && act.quotable)) fallback = std::move(act);
  }
  if (fallback.cue == kNone) return;
  if (token.tag == "VB" && has_to(tok) && !is_quick_to(tok)) fallback.kind = "attitude";
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
