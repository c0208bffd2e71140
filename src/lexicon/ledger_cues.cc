// Reads ledger_cues.tsv.
#include "lexicon/ledger_cues.h"

#include "base/table.h"

namespace tocsin::lexicon {

Result<LedgerCues> LedgerCues::open(const std::filesystem::path& folder) {
  LedgerCues cues;
  TRY(const Table table, Table::open(folder / "ledger_cues.tsv", {"lemma", "pos", "kind", "status"}));
  for (const TableRow& row : table.rows()) {
    if (row[1] != "v" && row[1] != "n" && row[1] != "a")
      return fail(ErrorKind::kResource, table.at(row, 1) + ": part of speech \"" + std::string(row[1]) + "\" is none of v, n, a");
    std::string key(row[1]);
    key += ' ';
    key += row[0];
    cues.cues_.emplace(std::move(key), LedgerCue{std::string(row[2]), std::string(row[3]), table.name() + ":" + std::to_string(row.line())});
  }
  return cues;
}

const LedgerCue* LedgerCues::cue(std::string_view lemma, char pos) const {
  std::string key(1, pos);
  key += ' ';
  for (const char c : lemma) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  const auto found = cues_.find(key);
  return found == cues_.end() ? nullptr : &found->second;
}

}  // namespace tocsin::lexicon
