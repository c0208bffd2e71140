// Quoting by style; numbers and codes go in as they are.
#include "store/export_text.h"

#include <array>
#include <utility>

namespace tocsin {

void Rows::separate() {
  if (in_row_) out_ += style_ == RowStyle::kTsv || style_ == RowStyle::kBare ? '\t' : ',';
  in_row_ = true;
}

Rows& Rows::literal(std::string_view value) {
  separate();
  out_ += value;
  return *this;
}

Rows& Rows::number(double value) { return literal(number_text(value)); }

Rows& Rows::text(std::string_view value) {
  separate();
  std::string field;
  const bool has_lines = style_ == RowStyle::kCsv || style_ == RowStyle::kSheet;
  const bool is_formula =
      style_ == RowStyle::kSheet && !value.empty() && std::string_view("=+-@\t\r\n").contains(value.front());
  if (is_formula) field += '\'';
  for (const char c : value) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (c == '"' && style_ == RowStyle::kBare)
      field += '\'';
    else if (is_control && !(has_lines && (c == '\n' || c == '\t' || c == '\r')))
      field += ' ';
    else
      field += c;
  }
  const bool is_quoted = has_lines ? field.find_first_of(",\"\n\r") != std::string::npos
                                   : style_ == RowStyle::kTsv && field.find('"') != std::string::npos;
  if (!is_quoted) {
    out_ += field;
    return *this;
  }
  out_ += '"';
  for (const char c : field) out_.append(c == '"' ? 2 : 1, c);
  out_ += '"';
  return *this;
}

void Rows::end_row() {
  out_ += '\n';
  in_row_ = false;
}

std::string Rows::take() { return std::exchange(out_, {}); }

std::string header_row(RowStyle style, const std::vector<std::string>& columns) {
  Rows rows(style);
  for (const std::string& column : columns) rows.literal(column);
  rows.end_row();
  return rows.take();
}

std::string joined(const std::vector<std::string>& values, std::string_view separator) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += separator;
    out += value;
  }
  return out;
}

std::string number_text(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::string compact_day(std::string_view day) {
  if (day.size() != 10) return std::string(day);
  return std::string(day.substr(0, 4)) + std::string(day.substr(5, 2)) + std::string(day.substr(8, 2));
}

}  // namespace tocsin
