// Finds deadlines, conditions and preconditions.
#include "coding/ledger_terms.h"

#include <algorithm>

#include "coding/ledger_parties.h"
#include "coding/ledger_spans.h"

namespace tocsin::coding {
namespace {

using lexicon::LedgerCue;

bool is_time(const LedgerInput& input, uint32_t tok) {
  return std::ranges::any_of(input.in.times, [&](const FoundTime& time) { return time.tokens.contains(tok); });
}

// "Should its ships cross the line": the modal in front of its subject makes a condition.
bool inverted(const LedgerInput& input, uint32_t aux) {
  const uint32_t verb = input.token(aux).head;
  if (input.token(aux).dep != Dep::kAux || input.token(verb).dep == Dep::kRoot) return false;
  for (const Dep dep : {Dep::kNsubj, Dep::kNsubjpass})
    if (const uint32_t subject = input.in.grammar.child(verb, dep); subject != kNoToken && aux < subject) return true;
  return false;
}

const LedgerCue* tie_cue(const LedgerInput& input, const Tie& tie) {
  const Token& word = input.token(tie.word);
  std::string lemma(word.lemma);
  // "only if" is stronger than "if".
  if (tie.word > 0) {
    const std::string with_word_before = std::string(input.token(tie.word - 1).lemma) + ' ' + lemma;
    if (input.cues.any(with_word_before, 'c') != nullptr) lemma = with_word_before;
  }
  // "would only talk if": the word that makes it so can stand at the verb.
  if (tie.word > tie.governor)
    for (const uint32_t c : input.in.grammar.children(tie.governor)) {
      const std::string at_verb = std::string(input.token(c).lemma) + ' ' + std::string(input.token(tie.word).lemma);
      if (input.token(c).dep == Dep::kAdvmod && c < tie.governor && input.cues.any(at_verb, 'c') != nullptr)
        lemma = at_verb;
    }
  for (const LedgerCue* cue : input.cues.find(lemma, 'c'))
    if (conditions_hold(input, *cue, tie.governor)) return cue;
  return nullptr;
}

Tie tie_at(const LedgerInput& input, uint32_t word) {
  const Token& token = input.token(word);
  Tie tie{.word = word};
  if (token.dep == Dep::kMark || inverted(input, word) || (token.dep == Dep::kAdvmod && token.tag == "WRB")) {
    tie.clause = token.head;
    if (input.token(tie.clause).dep != Dep::kAdvcl && !inverted(input, word)) return {};
    tie.governor = input.token(tie.clause).head;
  } else if (token.dep == Dep::kPrep) {
    tie.governor = token.head;
    for (const uint32_t c : input.in.grammar.children(word))
      if (input.token(c).dep == Dep::kPobj || input.token(c).dep == Dep::kPcomp) tie.clause = c;
  }
  if (tie.clause == kNoToken || tie.governor == tie.clause || is_time(input, tie.clause)) return {};
  // A preposition can hang on the object of what it is tied to ("leave the capital before any truce").
  while (!input.in.grammar.is_verbal(tie.governor) && input.token(tie.governor).head != tie.governor)
    tie.governor = input.token(tie.governor).head;
  tie.cue = tie_cue(input, tie);
  return tie;
}

Range tie_tokens(const LedgerInput& input, const Tie& tie) {
  const Range clause = input.in.grammar.subtree(tie.clause);
  return {std::min(clause.begin, tie.word), clause.end};
}

bool ties_entry(const LedgerInput& input, const Tie& tie, const FoundEntry& entry) {
  const Token& governor = input.token(tie.governor);
  if (governor.sent != input.token(entry.tok).sent) return false;
  return entry.content.covers(governor.range) || tie.governor == entry.tok ||
         input.token(tie.governor).head == entry.tok;
}

// The entry's content without the words of the tie, whichever end they stand at.
Range without_tie(const LedgerInput& input, const Tie& tie, Range content) {
  const uint32_t first = input.doc().token_at(content.begin), last = input.doc().token_at(content.end);
  const Range cut = tie_tokens(input, tie);
  Range tokens{first, last};
  if (cut.begin <= first + 1 && cut.end > first && cut.end < last) {
    tokens.begin = cut.end;
  } else if (cut.begin > first && cut.begin < last) {
    tokens.end = cut.begin;
  }
  const uint32_t keep = std::clamp(tie.governor, tokens.begin, tokens.end - 1);
  return trimmed_bytes(input, tokens, keep);
}

void set_deadline(const LedgerInput& input, FoundEntry& entry) {
  for (uint32_t t = 0; t < input.in.times.size(); ++t) {
    const FoundTime& time = input.in.times[t];
    if (time.tokens.empty() || time.tokens.begin == 0 ||
        input.token(time.tokens.begin).sent != input.token(entry.tok).sent)
      continue;
    if (!entry.content.covers(time.bytes) && !input.in.grammar.dominates(entry.tok, time.tokens.begin)) continue;
    if (input.cues.any(input.token(time.tokens.begin - 1).lemma, 'p') != nullptr) entry.deadline = t;
  }
}

FoundEntry* tied_entry(const LedgerInput& input, const Tie& tie, std::vector<FoundEntry>& entries,
                       std::initializer_list<std::string_view> kinds) {
  for (FoundEntry& entry : entries)
    if (std::ranges::find(kinds, entry.kind) != kinds.end() && ties_entry(input, tie, entry)) return &entry;
  return nullptr;
}

// "He will not talk unless they withdraw": what must come first is an entry of its own.
void add_precondition(const LedgerInput& input, const Tie& tie, std::vector<FoundEntry>& entries) {
  // Under a condition on the verb ("not … until") only what is refused waits for it.
  const FoundEntry* main = tie.cue->conditions.empty()
                               ? tied_entry(input, tie, entries, {"refusal", "pledge", "offer", "position"})
                               : tied_entry(input, tie, entries, {"refusal"});
  if (main == nullptr) return;
  FoundEntry entry{.kind = "precondition", .by = main->by, .to = main->to};
  entry.content = phrase_bytes(input, tie.clause);
  entry.required_for = without_tie(input, tie, main->content);
  entry.status = tie.cue->status;
  entry.statements = main->statements;
  entry.tok = tie.clause;
  entry.basis = main->basis;
  entry.why = {tie.cue->row};
  set_deadline(input, entry);
  set_about(input, entry);
  entries.push_back(std::move(entry));
}

}  // namespace

std::vector<Tie> find_ties(const LedgerInput& input) {
  std::vector<Tie> ties;
  for (uint32_t tok = 0; tok < input.doc().tokens.size(); ++tok) {
    if (input.cues.any(input.token(tok).lemma, 'c') == nullptr) continue;
    const Tie tie = tie_at(input, tok);
    if (tie.cue != nullptr) ties.push_back(tie);
  }
  return ties;
}

void set_terms(const LedgerInput& input, const std::vector<Tie>& ties, FoundEntry& entry) {
  set_deadline(input, entry);
  if (entry.kind == "precondition") return;
  for (const Tie& tie : ties) {
    if (tie.cue->kind == "precondition" && tie.cue->content != std::vector<std::string>{"clause"}) continue;
    if (ties_entry(input, tie, entry)) entry.condition = phrase_bytes(input, tie.clause);
  }
}

void make_preconditions(const LedgerInput& input, const std::vector<Tie>& ties, std::vector<FoundEntry>& entries) {
  for (const Tie& tie : ties) {
    if (tie.cue->kind != "precondition") continue;
    if (tie.cue->content == std::vector<std::string>{"clause"}) {
      add_precondition(input, tie, entries);
      continue;
    }
    FoundEntry* demand = tied_entry(input, tie, entries, {"demand"});
    if (demand == nullptr) continue;
    demand->kind = "precondition";
    demand->required_for = phrase_bytes(input, tie.clause);
    demand->content = without_tie(input, tie, demand->content);
    demand->why.push_back(tie.cue->row);
    set_about(input, *demand);
  }
}

void address_preconditions(const LedgerInput& input, std::vector<FoundEntry>& entries) {
  for (FoundEntry& entry : entries) {
    if (entry.kind != "precondition" || !entry.to.empty()) continue;
    const FoundEntry* agreement = nullptr;
    for (const FoundEntry& other : entries)
      if (other.kind == "agreement" && other.tok < entry.tok &&
          std::ranges::any_of(other.by, [&](uint32_t party) { return speaks_for(input, party, entry.by); }))
        agreement = &other;
    if (agreement == nullptr) continue;
    for (const uint32_t party : agreement->by)
      if (!speaks_for(input, party, entry.by)) entry.to.push_back(party);
    for (const std::string& country : agreement->about)
      if (std::ranges::find(entry.about, country) == entry.about.end()) entry.about.push_back(country);
    std::ranges::sort(entry.about);
  }
}

}  // namespace tocsin::coding
