// Table: a TSV file of data/ (docs/tables.md), checked while it is read. Errors name file:line:column.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// One row: as many fields as the header has columns. Views into the Table, which must outlive it.
class TableRow {
 public:
  TableRow(const std::string_view* fields, size_t line) : fields_(fields), line_(line) {}
  [[nodiscard]] std::string_view operator[](size_t column) const { return fields_[column]; }
  [[nodiscard]] size_t line() const { return line_; }  ///< 1-based, in the file

 private:
  const std::string_view* fields_;
  size_t line_;
};

/// A file read whole; immutable, movable (views stay valid).
class Table {
 public:
  /// Reads the file and gives the fields in the order of `columns`. The header must name each of them; it may name
  /// more. Lines that start with `#` and empty lines are passed over. Fails (kResource) when the file cannot be read,
  /// is not UTF-8, lacks a column, or has a row with another number of fields.
  static Result<Table> open(const std::filesystem::path& file, std::span<const std::string_view> columns);
  static Result<Table> open(const std::filesystem::path& file, std::initializer_list<std::string_view> columns) {
    return open(file, std::span(columns.begin(), columns.size()));
  }

  [[nodiscard]] const std::vector<TableRow>& rows() const { return rows_; }
  [[nodiscard]] const std::string& name() const { return name_; }  ///< file name without folder

  /// "offices.tsv:412:3", for messages. `column` counts from 0 in the order asked for; the message counts from 1 in
  /// the file's order.
  [[nodiscard]] std::string at(const TableRow& row, size_t column) const;

 private:
  std::string name_;
  std::vector<char> bytes_;
  std::vector<std::string_view> fields_;
  std::vector<TableRow> rows_;
  std::vector<size_t> file_columns_;
};

/// "a|b" as its parts; an empty field has none.
[[nodiscard]] std::vector<std::string_view> split_field(std::string_view field, char separator);

}  // namespace tocsin
