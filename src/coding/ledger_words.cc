// Opens ledger entries at the words of ledger_cues.tsv.
#include "coding/ledger_words.h"

#include <algorithm>

#include "coding/ledger_parties.h"
#include "coding/ledger_spans.h"

namespace tocsin::coding {
namespace {

using lexicon::LedgerCue;

// "agreed that escalation is unacceptable": agreed on a view, not on an act.
bool is_view(const LedgerInput& input, uint32_t tok) {
  const uint32_t clause = filler_of(input, tok, "ccomp");
  return clause != kNoToken && input.in.grammar.is_verbal(clause) &&
         (input.in.grammar.has_child(clause, Dep::kAcomp) || input.in.grammar.has_child(clause, Dep::kAttr));
}

// "Insists that the group be disarmed": a clause in the subjunctive says what shall be.
bool is_subjunctive(const LedgerInput& input, uint32_t tok) {
  const uint32_t clause = filler_of(input, tok, "ccomp");
  if (clause == kNoToken || !input.in.grammar.has_child(clause, Dep::kMark)) return false;
  if (input.token(clause).tag == "VB")
    return !input.in.grammar.has_child(clause, Dep::kAux) && !input.in.grammar.has_child(clause, Dep::kAuxpass);
  return std::ranges::any_of(input.in.grammar.children(clause), [&](uint32_t c) {
    return input.token(c).dep == Dep::kAuxpass && input.token(c).tag == "VB" &&
           !input.in.grammar.has_child(clause, Dep::kAux);
  });
}

// "If it does not agree": what may be, not what was said no to.
bool under_condition(const LedgerInput& input, uint32_t tok) {
  if (input.token(tok).dep != Dep::kAdvcl) return false;
  return std::ranges::any_of(input.in.grammar.children(tok), [&](uint32_t c) {
    return input.token(c).dep == Dep::kMark && input.cues.any(input.token(c).lemma, 'c') != nullptr;
  });
}

struct Reading {
  std::string_view kind;  ///< empty = no entry
  std::string status;
};

// What the row's kind becomes by negation and by what is only planned or possible.
Reading judged(const LedgerInput& input, const LedgerCue& cue, uint32_t tok) {
  const Judgement judgement = judge(input.in.grammar, input.in.cues, tok);
  Reading reading{cue.kind, cue.status};
  if (reading.kind == "agreement" && is_view(input, tok)) reading = {"position", "stated"};
  if (reading.kind == "claim" && is_subjunctive(input, tok)) reading = {"demand", "open"};
  switch (judgement.factuality) {
    case Factuality::kDenied:
      // "did not agree to", "will not accept": saying no is a refusal; no demand, no pledge.
      if (reading.kind == "position") return reading;
      if (under_condition(input, tok)) return {};
      if (reading.kind == "agreement" || reading.kind == "offer" || reading.kind == "pledge")
        return {"refusal", "stated"};
      return {};
    case Factuality::kHistorical:
      return {};
    case Factuality::kPlanned:
    case Factuality::kPossible:
      if (reading.kind == "warning" || reading.kind == "precondition" || reading.kind == "offer") return reading;
      return {};
    default:
      return reading;
  }
}

// An entry says who binds himself; only an alarm, a condition or a denial can do without. A party to a conflict binds
// itself without being of a known country.
bool may_stand(const LedgerInput& input, const FoundEntry& entry) {
  if (entry.kind == "precondition" || entry.kind == "warning" || (entry.kind == "denial" && entry.by.empty()))
    return true;
  if (of_known_country(input, entry.by)) return true;
  return std::ranges::any_of(entry.by,
                             [&](uint32_t by) { return input.in.actors.entities()[by].kind == "armed-group"; });
}

// "warned of a risk": the verb has opened the entry.
bool told_by_its_verb(const LedgerInput& input, uint32_t noun, const LedgerCue& cue) {
  uint32_t above = input.token(noun).head;
  if (input.token(above).pos == Pos::kAdp) above = input.token(above).head;
  if (above == noun || !input.in.grammar.is_verbal(above)) return false;
  const LedgerCue* verb = cue_at(input, above, 'v');
  return verb != nullptr && verb->kind == cue.kind;
}

void open_word(const LedgerInput& input, uint32_t tok, std::vector<FoundEntry>& entries) {
  const char pos = word_class(input, tok);
  if (pos == ' ' || input.token(tok).dep == Dep::kAux || input.token(tok).dep == Dep::kAuxpass) return;
  const LedgerCue* cue = cue_at(input, tok, pos);
  if (cue == nullptr || cue->kind == "-" || (pos == 'n' && told_by_its_verb(input, tok, *cue))) return;
  const Reading reading = judged(input, *cue, tok);
  if (reading.kind.empty()) return;
  for (const Range& content : contents_of(input, *cue, tok)) {
    FoundEntry entry{.kind = reading.kind};
    entry.tok = tok;
    entry.content = content;
    entry.status = reading.status;
    entry.why.push_back(cue->row);
    fill_parties(input, entry);
    if (!may_stand(input, entry)) continue;
    if (entry.kind == "precondition")
      for (const std::string_view slot : {"for", "to"})
        if (const uint32_t filler = filler_of(input, tok, slot);
            entry.required_for.empty() && filler != kNoToken && input.in.grammar.dominates(tok, filler))
          entry.required_for = phrase_bytes(input, filler);
    set_about(input, entry);
    entries.push_back(std::move(entry));
  }
}

// "an alleged plot", "for allegedly supplying": whoever acts on it claims it.
void open_alleging(const LedgerInput& input, uint32_t tok, std::vector<FoundEntry>& entries) {
  const Token& word = input.token(tok);
  if (word.dep != Dep::kAmod && word.dep != Dep::kAdvmod) return;
  const uint32_t alleged = word.head;
  const LedgerCue* cue = input.cues.any(word.lemma, 'd');
  if (cue == nullptr || !conditions_hold(input, *cue, alleged)) return;
  // Alleged people are suspects, not a claim; what they are alleged to have done is.
  if (input.in.actors.is_human(alleged) || input.in.actors.is_actor(alleged)) return;
  FoundEntry entry{.kind = cue->kind};
  entry.tok = alleged;
  Range tokens = input.in.grammar.subtree(alleged);
  if (word.dep == Dep::kAdvmod) tokens.begin = std::max(tokens.begin, std::min(tok + 1, alleged));
  entry.content = trimmed_bytes(input, tokens, alleged);
  entry.status = cue->status;
  entry.why.push_back(cue->row);
  entry.by = acting_above(input, alleged);
  if (!of_known_country(input, entry.by)) return;
  set_about(input, entry);
  entries.push_back(std::move(entry));
}

}  // namespace

std::vector<FoundEntry> entries_of_words(const LedgerInput& input) {
  std::vector<FoundEntry> entries;
  for (uint32_t tok = 0; tok < input.doc().tokens.size(); ++tok) {
    open_word(input, tok, entries);
    if (input.cues.any(input.token(tok).lemma, 'd') != nullptr) open_alleging(input, tok, entries);
  }
  return entries;
}

}  // namespace tocsin::coding
