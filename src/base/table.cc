// Reads TSV tables: one pass over the bytes, then rows as views in the order that the caller asked for.
#include "base/table.h"

#include <algorithm>
#include <fstream>

#include "base/utf8.h"

namespace tocsin {
namespace {

Result<std::vector<char>> read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorKind::kResource, file.string() + ": table cannot be opened; is the data folder right?");
  std::vector<char> bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return fail(ErrorKind::kResource, file.string() + ": table cannot be read to its end");
  return bytes;
}

Result<std::vector<size_t>> places_of(std::span<const std::string_view> columns, std::string_view header,
                                      const std::string& name) {
  const std::vector<std::string_view> found = split_field(header, '\t');
  std::vector<size_t> places;
  for (const std::string_view column : columns) {
    const auto at = std::ranges::find(found, column);
    if (at == found.end())
      return fail(ErrorKind::kResource, name + ":1: no column \"" + std::string(column) +
                                            "\" in the header (found: " + std::string(header) + ")");
    places.push_back(static_cast<size_t>(at - found.begin()));
  }
  return places;
}

}  // namespace

std::vector<std::string_view> split_field(std::string_view field, char separator) {
  std::vector<std::string_view> parts;
  if (field.empty()) return parts;
  for (size_t begin = 0;;) {
    const size_t end = field.find(separator, begin);
    parts.push_back(field.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

Result<Table> Table::open(const std::filesystem::path& file, std::span<const std::string_view> columns) {
  Table table;
  table.name_ = file.filename().string();
  TRY(table.bytes_, read_bytes(file));
  const std::string_view text(table.bytes_.data(), table.bytes_.size());
  size_t file_column_count = 0, line_number = 0;
  std::vector<size_t> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    if (!is_valid_utf8(line))
      return fail(ErrorKind::kResource, table.name_ + ":" + std::to_string(line_number) + ": the line is not UTF-8");
    if (file_column_count == 0) {
      TRY(table.file_columns_, places_of(columns, line, table.name_));
      file_column_count = split_field(line, '\t').size();
      continue;
    }
    const std::vector<std::string_view> fields = split_field(line, '\t');
    if (fields.size() != file_column_count)
      return fail(ErrorKind::kResource, table.name_ + ":" + std::to_string(line_number) + ": " +
                                            std::to_string(fields.size()) + " fields where the header has " +
                                            std::to_string(file_column_count) + " (row \"" +
                                            std::string(line.substr(0, 60)) + "\")");
    for (const size_t place : table.file_columns_) table.fields_.push_back(fields[place]);
    lines.push_back(line_number);
  }
  if (file_column_count == 0)
    return fail(ErrorKind::kResource, table.name_ + ": the table is empty; a header line is wanted");
  for (size_t i = 0; i < lines.size(); ++i)
    table.rows_.emplace_back(table.fields_.data() + i * columns.size(), lines[i]);
  return table;
}

std::string Table::at(const TableRow& row, size_t column) const {
  return name_ + ":" + std::to_string(row.line()) + ":" + std::to_string(file_columns_[column] + 1);
}

}  // namespace tocsin
