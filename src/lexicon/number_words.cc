// Reads the rows of size_words.tsv that are numbers.
#include "lexicon/number_words.h"

#include "base/table.h"

namespace tocsin::lexicon {

Result<std::vector<std::string>> number_words(const std::filesystem::path& data_folder) {
  TRY(const Table table, Table::open(data_folder / "size_words.tsv", {"word", "kind"}));
  std::vector<std::string> words;
  for (const TableRow& row : table.rows())
    if (row[1] == "number" || row[1] == "times") words.emplace_back(row[0]);
  return words;
}

}  // namespace tocsin::lexicon
