// Reads time_words.tsv: see time_words.h.
#include "lexicon/time_words.h"

#include <algorithm>
#include <charconv>

#include "base/table.h"

namespace tocsin::lexicon {
namespace {

std::string key_of(std::string_view word, std::string_view kind) {
  std::string key(kind);
  key += ' ';
  key += word;
  return key;
}

}  // namespace

Result<TimeWords> TimeWords::open(const std::filesystem::path& folder) {
  TRY(const Table table, Table::open(folder / "time_words.tsv", {"word", "kind", "value"}));
  TimeWords words;
  for (const TableRow& row : table.rows()) {
    if (row[0].empty()) return fail(ErrorKind::kResource, table.at(row, 0) + ": the word is missing");
    if (row[1].empty()) return fail(ErrorKind::kResource, table.at(row, 1) + ": the kind is missing");
    words.values_.emplace(key_of(row[0], row[1]), row[2]);
    words.longest_ = std::max<size_t>(words.longest_, 1 + static_cast<size_t>(std::ranges::count(row[0], ' ')));
  }
  return words;
}

std::optional<std::string_view> TimeWords::value(std::string_view word, std::string_view kind) const {
  const auto found = values_.find(key_of(word, kind));
  if (found == values_.end()) return std::nullopt;
  return std::string_view(found->second);
}

std::optional<int> TimeWords::number(std::string_view word, std::string_view kind) const {
  const auto text = value(word, kind);
  int parsed = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), parsed).ec != std::errc()) return std::nullopt;
  return parsed;
}

}  // namespace tocsin::lexicon
