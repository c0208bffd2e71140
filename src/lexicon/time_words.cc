// Reads time_words.tsv: see time_words.h.
#include "lexicon/time_words.h"

#include <algorithm>
#include <charconv>

#include "base/table.h"

namespace tocsin::lexicon {

Result<TimeWords> TimeWords::open(const std::filesystem::path& folder) {
  TRY(const Table table, Table::open(folder / "time_words.tsv", {"word", "kind", "value"}));
  TimeWords words;
  for (const TableRow& row : table.rows()) {
    if (row[0].empty()) return fail(ErrorKind::kResource, table.at(row, 0) + ": the word is missing");
    if (row[1].empty()) return fail(ErrorKind::kResource, table.at(row, 1) + ": the kind is missing");
    words.entries_[std::string(row[0])].emplace_back(row[1], row[2]);
    for (size_t blank = row[0].find(' '); blank != std::string_view::npos; blank = row[0].find(' ', blank + 1))
      words.entries_[std::string(row[0].substr(0, blank))];
    words.longest_ = std::max<size_t>(words.longest_, 1 + static_cast<size_t>(std::ranges::count(row[0], ' ')));
  }
  return words;
}

std::optional<std::string_view> TimeWords::value(std::string_view word, std::string_view kind) const {
  const auto found = entries_.find(word);
  if (found == entries_.end()) return std::nullopt;
  for (const auto& [entry_kind, entry_value] : found->second)
    if (entry_kind == kind) return std::string_view(entry_value);
  return std::nullopt;
}

std::optional<int> TimeWords::number(std::string_view word, std::string_view kind) const {
  const auto text = value(word, kind);
  int parsed = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), parsed).ec != std::errc())
    return std::nullopt;
  return parsed;
}

}  // namespace tocsin::lexicon
