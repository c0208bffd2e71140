// Merges ledger entries that are told more than once.
#include "coding/ledger_merge.h"

#include <algorithm>

#include "coding/ledger_parties.h"

namespace tocsin::coding {
namespace {

std::vector<std::string> countries_of(const LedgerInput& input, const std::vector<uint32_t>& side) {
  std::vector<std::string> all;
  for (const uint32_t entity : side) all.push_back(country_or_name(input, entity));
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

bool share_a_country(const LedgerInput& input, const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  return std::ranges::any_of(a, [&](uint32_t x) {
    return std::ranges::any_of(b, [&](uint32_t y) { return country_or_name(input, x) == country_or_name(input, y); });
  });
}

bool in_title(const LedgerInput& input, const FoundEntry& entry) {
  return input.token(entry.tok).range.begin < input.doc().title_size;
}

// "demanded that they must withdraw", "vowed that it will": the word has said what the modal says again.
bool said_by_a_word(const LedgerInput& input, const FoundEntry& spoken, const std::vector<FoundEntry>& entries) {
  if (spoken.basis == "word" || spoken.kind == "precondition") return false;
  return std::ranges::any_of(entries, [&](const FoundEntry& word) {
    if (word.basis != "word" || !word.content.overlaps(spoken.content)) return false;
    return share_a_country(input, word.by, spoken.by) || word.by == spoken.by;
  });
}

// "accused Iran of denying access": what is inside an accusation is its content, not an act of the accused.
bool inside_an_accusation(const LedgerInput& input, const FoundEntry& entry, const std::vector<FoundEntry>& entries) {
  return std::ranges::any_of(entries, [&](const FoundEntry& claim) {
    return &claim != &entry && claim.kind == "claim" && claim.basis == "word" && !claim.by.empty() &&
           claim.tok != entry.tok && claim.content.covers(input.token(entry.tok).range) &&
           input.in.grammar.dominates(claim.tok, entry.tok);
  });
}

bool covers_all(const std::vector<std::string>& outer, const std::vector<std::string>& inner) {
  return std::ranges::all_of(
      inner, [&](const std::string& country) { return std::ranges::find(outer, country) != outer.end(); });
}

// "a peace treaty" after "an agreement on the final language of a peace treaty": told again, perhaps of one party only.
bool names_the_same(const LedgerInput& input, const FoundEntry& a, const FoundEntry& b) {
  const auto words = [&](const FoundEntry& entry) {
    Range tokens{input.doc().token_at(entry.content.begin), input.doc().token_at(entry.content.end)};
    while (tokens.size() > 1 && input.token(tokens.begin).pos == Pos::kDet) ++tokens.begin;
    return input.doc().text(input.doc().bytes_of(tokens));
  };
  const std::string_view first = words(a), second = words(b);
  return first.find(second) != std::string_view::npos || second.find(first) != std::string_view::npos;
}

bool same(const LedgerInput& input, const FoundEntry& a, const FoundEntry& b) {
  if (a.kind != b.kind) return false;
  const bool title = in_title(input, a) || in_title(input, b);
  const bool one_unknown = a.by.empty() != b.by.empty();
  if (title && one_unknown && (covers_all(a.about, b.about) || covers_all(b.about, a.about)) &&
      (a.kind == "warning" || a.about == b.about))
    return true;
  if (a.kind == "agreement" && names_the_same(input, a, b) &&
      (covers_all(countries_of(input, a.by), countries_of(input, b.by)) || a.by.size() == 1 || b.by.size() == 1))
    return true;
  const bool by_agrees = countries_of(input, a.by) == countries_of(input, b.by);
  if (a.content.overlaps(b.content)) return by_agrees || a.by.empty() || b.by.empty();
  if (!by_agrees) return false;
  if (a.kind == "warning") return a.about == b.about || a.about.empty() || b.about.empty();
  if (a.kind == "agreement") return a.about == b.about;
  return input.doc().text(a.content) == input.doc().text(b.content) || (title && a.about == b.about);
}

void absorb(const LedgerInput& input, FoundEntry& known, FoundEntry& entry) {
  for (const uint32_t s : entry.statements)
    if (std::ranges::find(known.statements, s) == known.statements.end()) known.statements.push_back(s);
  for (const uint32_t e : entry.events)
    if (std::ranges::find(known.events, e) == known.events.end()) known.events.push_back(e);
  if (known.contested_with.empty()) {
    known.contested_with = entry.contested_with;
    known.contested_by = entry.contested_by;
  }
  if (known.deadline == kNone) known.deadline = entry.deadline;
  if (known.condition.empty()) known.condition = entry.condition;
  // A title is short of words, and an entry without sides or countries is short of sense.
  const bool better = in_title(input, known) || known.by.empty() || (known.about.empty() && !entry.about.empty());
  if (!better) return;
  known.content = entry.content;
  if (!entry.by.empty()) known.by = std::move(entry.by);
  if (!entry.about.empty()) known.about = std::move(entry.about);
}

}  // namespace

std::vector<FoundEntry> merged(const LedgerInput& input, std::vector<FoundEntry> entries) {
  std::vector<FoundEntry> rest;
  for (const FoundEntry& entry : entries)
    if (!said_by_a_word(input, entry, entries) && !inside_an_accusation(input, entry, entries)) rest.push_back(entry);
  std::ranges::stable_sort(rest, {}, [](const FoundEntry& entry) { return entry.content.begin; });
  std::vector<FoundEntry> kept;
  for (FoundEntry& entry : rest) {
    const auto known = std::ranges::find_if(kept, [&](const FoundEntry& other) { return same(input, other, entry); });
    if (known == kept.end()) {
      kept.push_back(std::move(entry));
    } else {
      absorb(input, *known, entry);
    }
  }
  return kept;
}

}  // namespace tocsin::coding
