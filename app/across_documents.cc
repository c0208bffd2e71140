// Reads the tables, and prints a line of counts.
#include "across_documents.h"

#include <fmt/format.h>

#include <cstdio>

#include "lexicon/common_words.h"
#include "lexicon/number_words.h"
#include "terminal.h"

namespace tocsin {

Result<LanguageTables> language_tables(const std::filesystem::path& data) {
  LanguageTables tables;
  TRY(tables.numbers, lexicon::number_words(data));
  TRY(tables.words.common, lexicon::common_words(data, "common"));
  TRY(tables.words.ending, lexicon::common_words(data, "ending"));
  return tables;
}

int relate_documents(Store& store, const LedgerWords& words) {
  const Result<AcrossCounts> counts = derive_across(store, words);
  if (!counts) return fault(counts.error());
  const std::string line = fmt::format("in the store: {} stories, {} events, {} moves of the ledger\n", counts->origins,
                                       counts->merged_events, counts->ledger_moves);
  std::fputs(line.c_str(), stdout);
  return 0;
}

}  // namespace tocsin
