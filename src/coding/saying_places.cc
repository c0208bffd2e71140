// Content that does not hang on its cue: in front of it, around it, or on a word of the setting: see saying_acts.h.
#include <algorithm>

#include "coding/saying_acts.h"

namespace tocsin::coding {
namespace {

using lexicon::ContentSlot;

constexpr uint32_t kShortestInverted = 3;  ///< words of a clause around its cue

}  // namespace

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
    // "orders a halt, saying that …": the clause is of the verb it hangs on.
    const uint32_t above = doc_.tokens[mark.head].head;
    if (above != act.cue && doc_.tokens[mark.head].dep == Dep::kCcomp && is_act_verb(above)) return false;
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

}  // namespace tocsin::coding
