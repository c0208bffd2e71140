// Reads stub_phrases.tsv: see stub_phrases.h.
#include "lexicon/stub_phrases.h"

#include "base/ascii.h"
#include "base/table.h"

namespace tocsin::lexicon {
namespace {
constexpr size_t kStubBytes = 1500;  // a longer text says more than that it is not there
}

Result<StubPhrases> StubPhrases::open(const std::filesystem::path& folder) {
  TRY(const Table table, Table::open(folder / "stub_phrases.tsv", {"phrase", "kind"}));
  StubPhrases stubs;
  for (const TableRow& row : table.rows()) {
    for (const size_t column : {size_t{0}, size_t{1}})
      if (row[column].empty()) return fail(ErrorKind::kResource, table.at(row, column) + ": is empty");
    stubs.phrases_.emplace_back(row[0], row[1]);
  }
  return stubs;
}

std::string_view StubPhrases::kind_of(std::string_view text) const {
  if (text.size() > kStubBytes) return {};
  const std::string small = ascii::lower(text);
  for (const auto& [phrase, kind] : phrases_)
    if (small.contains(phrase)) return kind;
  return {};
}

}  // namespace tocsin::lexicon
