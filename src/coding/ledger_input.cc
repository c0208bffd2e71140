// Matches rows of ledger_cues.tsv to words of the text.
#include "coding/ledger_input.h"

#include <algorithm>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

using lexicon::LedgerCondition;
using lexicon::LedgerCue;

bool is_type(std::string_view value) {
  return value.size() > 2 && std::ranges::all_of(value, [](char c) { return ascii::is_upper(c); });
}

bool sense_is(const LedgerInput& input, uint32_t tok, std::string_view type) {
  const lexicon::Sense* sense = input.in.senses.sense(tok);
  return sense == nullptr ? type == "none" : sense->type == type;
}

bool filler_is(const LedgerInput& input, uint32_t filler, std::string_view value) {
  if (value == "*") return true;
  if (value == "actor") return input.in.actors.is_actor(filler);
  if (is_type(value)) return sense_is(input, filler, value);
  const std::vector<std::string>& keys = input.in.senses.keys(filler);
  if (value.starts_with('@'))
    return std::ranges::any_of(keys, [&](const std::string& key) { return input.in.senses.in_class(key, value); });
  return std::ranges::find(keys, value) != keys.end();
}

bool holds(const LedgerInput& input, const LedgerCondition& condition, uint32_t tok) {
  if (condition.slot == "sense")
    return std::ranges::any_of(condition.values, [&](const std::string& value) { return sense_is(input, tok, value); });
  if (condition.slot == "self")
    return std::ranges::any_of(condition.values,
                               [&](const std::string& value) { return filler_is(input, tok, value); });
  if (condition.slot == "neg") {
    const uint32_t article = input.in.grammar.child(tok, Dep::kDet);  // "no plans to"
    return input.in.grammar.has_child(tok, Dep::kNeg) || (article != kNoToken && input.token(article).lemma == "no");
  }
  const bool noun = input.in.grammar.is_nominal(tok);
  bool filled = false, fits = false;
  for (const Filler& filler : input.in.grammar.frame(tok).fillers) {
    // What a noun borrows from the verb above it ("accused X of Y, a charge …") says nothing of the noun.
    if (!fills(filler, condition.slot) || (noun && !filler.direct)) continue;
    filled = true;
    fits = fits || std::ranges::any_of(condition.values,
                                       [&](const std::string& value) { return filler_is(input, filler.tok, value); });
  }
  if (std::ranges::find(condition.values, "none") != condition.values.end()) return !filled || fits;
  return fits;
}

}  // namespace

bool fills(const Filler& filler, std::string_view slot) {
  if (slot == "comp") return filler.slot == "xcomp" || filler.slot == "ccomp";
  // A passive has a second object ("was given a deadline").
  return filler.slot == slot || (slot == "obj" && filler.slot == "obj2");
}

char word_class(const LedgerInput& input, uint32_t tok) {
  if (input.in.grammar.is_verbal(tok)) return 'v';
  const Pos pos = input.token(tok).pos;
  return pos == Pos::kAdj ? 'a' : pos == Pos::kNoun || pos == Pos::kPropn ? 'n' : ' ';
}

bool conditions_hold(const LedgerInput& input, const LedgerCue& cue, uint32_t tok) {
  return std::ranges::all_of(cue.conditions, [&](const LedgerCondition& condition) {
    return holds(input, condition, tok) != condition.negated;
  });
}

const LedgerCue* cue_at(const LedgerInput& input, uint32_t tok, char pos) {
  for (const LedgerCue* cue : input.cues.find(input.token(tok).lemma, pos))
    if (conditions_hold(input, *cue, tok)) return cue;
  return nullptr;
}

uint32_t filler_of(const LedgerInput& input, uint32_t tok, std::string_view slot) {
  for (const Filler& filler : input.in.grammar.frame(tok).fillers)
    if (fills(filler, slot)) return filler.tok;
  return kNoToken;
}

}  // namespace tocsin::coding
