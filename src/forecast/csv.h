// CSV files of outcomes, plain or gzip: read whole, with the columns found by their names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// One file: header and rows, quotes taken off (RFC 4180). Owns its strings.
class Csv {
 public:
  /// Reads the file; `.gz` or a gzip head is unpacked. Fails (kInput), naming file and line, when it cannot be read, is
  /// cut off, is empty, or has a row with another number of fields than the header.
  static Result<Csv> open(const std::filesystem::path& file);
  /// The same for text in memory; `name` stands in messages.
  static Result<Csv> parse(std::string text, std::string name);

  [[nodiscard]] size_t row_count() const { return rows_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  /// Where the column stands; nothing where the header does not have it.
  [[nodiscard]] std::optional<size_t> column(std::string_view name) const;
  [[nodiscard]] const std::string& at(size_t row, size_t column) const { return cells_[row * header_.size() + column]; }
  /// The cell as a number; fails (kInput) with file, line and what was found.
  [[nodiscard]] Result<double> number(size_t row, size_t column) const;

 private:
  std::string name_;
  std::vector<std::string> header_;
  std::vector<std::string> cells_;
  std::vector<size_t> lines_;  ///< of each row, for messages
  size_t rows_ = 0;
};

}  // namespace tocsin
