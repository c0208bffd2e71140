// Reads common_words.tsv.
#include "lexicon/common_words.h"

#include <algorithm>

#include "base/table.h"

namespace tocsin::lexicon {

Result<std::vector<std::string>> common_words(const std::filesystem::path& data_folder, std::string_view kind) {
  TRY(const Table table, Table::open(data_folder / "common_words.tsv", {"word", "kind"}));
  std::vector<std::string> words;
  for (const TableRow& row : table.rows()) {
    if (row[1] == kind) words.emplace_back(row[0]);
  }
  std::ranges::sort(words);
  return words;
}

}  // namespace tocsin::lexicon
