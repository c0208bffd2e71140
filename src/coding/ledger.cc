// The stages of the ledger in order: words, sayings, terms, contested claims, merging, confidence.
#include "coding/ledger.h"

#include "coding/ledger_contest.h"
#include "coding/ledger_input.h"
#include "coding/ledger_merge.h"
#include "coding/ledger_parties.h"
#include "coding/ledger_sayings.h"
#include "coding/ledger_terms.h"
#include "coding/ledger_words.h"

namespace tocsin::coding {

std::vector<FoundEntry> find_entries(const EventInput& events_input, const lexicon::LedgerCues& cues,
                                     const std::vector<FoundEvent>& events) {
  const LedgerInput input{events_input, cues, events};
  std::vector<FoundEntry> entries = entries_of_words(input);
  for (FoundEntry& entry : entries_of_sayings(input)) entries.push_back(std::move(entry));
  const std::vector<Tie> ties = find_ties(input);
  for (FoundEntry& entry : entries) set_terms(input, ties, entry);
  make_preconditions(input, ties, entries);
  contest_claims(input, entries);
  address_preconditions(input, entries);
  entries = merged(input, std::move(entries));
  for (FoundEntry& entry : entries)
    entry.confidence = cues.confidence(entry.kind, entry.basis, of_known_country(input, entry.by));
  return entries;
}

}  // namespace tocsin::coding
