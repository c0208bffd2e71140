// Finds what a denial contests.
#include "coding/ledger_contest.h"

#include <algorithm>

#include "coding/ledger_parties.h"
#include "coding/ledger_spans.h"

namespace tocsin::coding {
namespace {

constexpr uint32_t kFurthest = 2;  ///< sentences between a claim and its denial

bool concerns(const LedgerInput& input, const FoundEntry& claim, const std::vector<uint32_t>& deniers) {
  return std::ranges::any_of(deniers, [&](uint32_t denier) {
    if (std::ranges::find(claim.to, denier) != claim.to.end()) return true;
    const std::string& country = input.in.actors.entities()[denier].country;
    if (country.empty() ||
        std::ranges::any_of(claim.by, [&](uint32_t by) { return country_or_name(input, by) == country; }))
      return false;
    return std::ranges::find(claim.about, country) != claim.about.end() ||
           std::ranges::any_of(claim.to, [&](uint32_t to) { return country_or_name(input, to) == country; });
  });
}

FoundEntry* contested_by(const LedgerInput& input, const FoundEntry& denial, std::vector<FoundEntry>& entries) {
  FoundEntry* nearest = nullptr;
  for (FoundEntry& entry : entries) {
    // "rejected Egypt's claim that …": the claim stands inside its denial.
    const bool inside = entry.kind == "claim" && entry.tok > denial.tok &&
                        input.in.grammar.dominates(denial.tok, entry.tok) && entry.by != denial.by;
    if (inside) return &entry;
    if (&entry == &denial || entry.tok >= denial.tok ||
        input.token(denial.tok).sent - input.token(entry.tok).sent > kFurthest)
      continue;
    // "His remarks were deemed premature": nobody is named, and what stands before it is meant.
    const bool unnamed = denial.by.empty() && entry.kind == "agreement" &&
                         input.token(denial.tok).sent - input.token(entry.tok).sent <= 1;
    if (!unnamed && !(entry.kind == "claim" && concerns(input, entry, denial.by))) continue;
    if (nearest == nullptr || entry.tok > nearest->tok) nearest = &entry;
  }
  return nearest;
}

// "which Cairo denied", "Kigali denies it": no words of its own.
bool is_bare(const LedgerInput& input, const FoundEntry& denial) {
  if (input.token(denial.tok).dep == Dep::kRelcl || input.token(denial.tok).dep == Dep::kAppos) return true;
  const uint32_t object = filler_of(input, denial.tok, "obj");
  return filler_of(input, denial.tok, "comp") == kNoToken &&
         (object == kNoToken || input.token(object).pos == Pos::kPron);
}

Range trigger_of(const LedgerInput& input, uint32_t tok) {
  // "called baseless", "deemed premature": the word that judges is the one to show.
  const uint32_t verdict = filler_of(input, tok, "oprd");
  return input.token(verdict == kNoToken ? tok : verdict).range;
}

Range verb_and_after(const LedgerInput& input, const FoundEntry& denial) {
  const Range clause = clause_bytes(input.in.grammar, denial.tok);
  return trimmed_bytes(input, {denial.tok, std::max(input.doc().token_at(clause.end), denial.tok + 1)}, denial.tok);
}

// "were deemed premature, as officials pushed on": the reason is not what is said.
Range without_clauses_beside(const LedgerInput& input, const FoundEntry& denial) {
  Range tokens{input.doc().token_at(denial.content.begin), input.doc().token_at(denial.content.end)};
  for (const uint32_t c : input.in.grammar.children(denial.tok))
    if (input.token(c).dep == Dep::kAdvcl && c > denial.tok)
      tokens.end = std::min(tokens.end, std::max(input.token(c).left_edge, denial.tok + 1));
  return trimmed_bytes(input, tokens, denial.tok);
}

bool names_a_claim(const LedgerInput& input, uint32_t tok) {
  const uint32_t object = filler_of(input, tok, "obj");
  return object != kNoToken && std::ranges::any_of(input.in.senses.keys(object), [&](const std::string& key) {
           return input.cues.any(key, 'n') != nullptr && input.cues.any(key, 'n')->kind == "claim";
         });
}

// A denial of what nobody in the text has claimed is a claim of the denier; one that answers a claim only refuses it.
void keep_words(const LedgerInput& input, FoundEntry& denial, bool answers) {
  if (denial.by.empty()) {
    denial.kind = "claim";
    denial.status = "contested";
    denial.content = without_clauses_beside(input, denial);
    denial.contested_with = trigger_of(input, denial.tok);
    return;
  }
  denial.content = verb_and_after(input, denial);
  denial.kind = answers ? "refusal" : "claim";
  denial.status = answers ? "stated" : "contested";
  if (!answers) denial.contested_with = trigger_of(input, denial.tok);
}

}  // namespace

void contest_claims(const LedgerInput& input, std::vector<FoundEntry>& entries) {
  for (FoundEntry& denial : entries) {
    if (denial.kind != "denial") continue;
    FoundEntry* claim = contested_by(input, denial, entries);
    if (claim != nullptr) {
      if (claim->kind == "claim") claim->status = "contested";
      claim->contested_by = denial.by;
      claim->contested_with = trigger_of(input, denial.tok);
      for (const uint32_t e : denial.events)
        if (std::ranges::find(claim->events, e) == claim->events.end()) claim->events.push_back(e);
    }
    if (is_bare(input, denial) && !denial.by.empty()) continue;
    keep_words(input, denial, claim != nullptr || (names_a_claim(input, denial.tok) && denial.status == "stated"));
  }
  std::erase_if(entries, [](const FoundEntry& entry) { return entry.kind == "denial"; });
}

}  // namespace tocsin::coding
