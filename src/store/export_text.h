// Fields of TSV and CSV, written so that whoever reads them gets one row a row.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

/// How the rows of a file are written.
enum class RowStyle {
  kTsv,    ///< blanks for tabs and line ends; a field with a quotation mark is quoted as in CSV
  kBare,   ///< blanks for tabs and line ends; never quoted, " becomes ': for readers that know no quoting
  kCsv,    ///< RFC 4180: quoted where needed, quotation marks doubled, line ends kept
  kSheet,  ///< kCsv for spreadsheets: a text that would be a formula (begins with = + - @, a tab or a line end) gets a
           ///< '
};

/// One row after another.
class Rows {
 public:
  explicit Rows(RowStyle style) : style_(style) {}

  Rows& text(std::string_view value);
  Rows& number(std::integral auto value) { return literal(std::to_string(value)); }
  Rows& number(double value);
  Rows& empty() { return literal(""); }
  /// As it is: a number, a code, a name of a column.
  Rows& literal(std::string_view value);
  void end_row();

  [[nodiscard]] std::string take();

 private:
  void separate();
  RowStyle style_;
  bool in_row_ = false;
  std::string out_;
};

/// A header row.
[[nodiscard]] std::string header_row(RowStyle style, const std::vector<std::string>& columns);

/// "a; b".
[[nodiscard]] std::string joined(const std::vector<std::string>& values, std::string_view separator = "; ");

/// The shortest form that reads back the same.
[[nodiscard]] std::string number_text(double value);

/// "2025-05-22" → "20250522"; other text unchanged.
[[nodiscard]] std::string compact_day(std::string_view day);

}  // namespace tocsin
