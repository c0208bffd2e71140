// Writers of flat tables, all from the field description. For src/store alone.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "record/flat.h"

namespace tocsin {

template <typename Row>
class RowSink {
 public:
  virtual ~RowSink() = default;
  [[nodiscard]] virtual Result<void> add(const Row& row) = 0;
  [[nodiscard]] virtual Result<void> finish() = 0;
};

template <typename Row>
using OpenSink = Result<std::unique_ptr<RowSink<Row>>>;

/// For spreadsheets too: texts that would be formulas get a '. Lists are joined by "; ", lists of records are JSON.
template <typename Row>
[[nodiscard]] OpenSink<Row> open_csv(const std::filesystem::path& target);
/// One object a line.
template <typename Row>
[[nodiscard]] OpenSink<Row> open_jsonl(const std::filesystem::path& target);
/// Fails (kUsage) where the program was built without Arrow, or for standard output.
template <typename Row>
[[nodiscard]] OpenSink<Row> open_parquet(const std::filesystem::path& target);

}  // namespace tocsin
