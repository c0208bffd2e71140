// Judges verbs, and nouns that name acts.
#include "coding/predicates.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

bool is_predicate(const EventInput& input, uint32_t tok) {
  const Token& token = input.grammar.token(tok);
  if (input.grammar.is_verbal(tok)) return token.dep != Dep::kAux && token.dep != Dep::kAuxpass;
  if (token.pos != Pos::kNoun) return false;
  const lexicon::Sense* sense = input.senses.sense(tok);
  return sense != nullptr && !sense->type.empty();
}

}  // namespace

std::vector<JudgedPredicate> judge_predicates(const EventInput& input, const std::vector<FoundEvent>& events) {
  std::vector<JudgedPredicate> judged;
  for (uint32_t tok = 0; tok < input.grammar.doc().tokens.size(); ++tok) {
    if (!is_predicate(input, tok)) continue;
    const Range bytes = input.grammar.token(tok).range;
    if (std::ranges::any_of(events, [&](const FoundEvent& ev) { return ev.tok == tok; })) continue;
    const Factuality factuality = judge(input.grammar, input.cues, tok).factuality;
    if (factuality == Factuality::kPlanned || factuality == Factuality::kPossible || factuality == Factuality::kDenied)
      judged.push_back({bytes, factuality});
  }
  return judged;
}

}  // namespace tocsin::coding
