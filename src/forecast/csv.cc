// Reads CSV: gzip or plain into memory, then one pass over the characters.
#include "forecast/csv.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace tocsin {
namespace {

/// zlib hands plain files through as they are.
Result<std::string> read_file(const std::filesystem::path& file) {
  gzFile in = gzopen(file.c_str(), "rb");
  if (in == nullptr) return fail(ErrorKind::kInput, file.string() + ": cannot be opened; is the path right?");
  std::string text;
  char buffer[1 << 16];
  int got = 0;
  while ((got = gzread(in, buffer, sizeof buffer)) > 0) text.append(buffer, static_cast<size_t>(got));
  const bool is_whole = got == 0 && gzclose_r(in) == Z_OK;
  if (!is_whole) return fail(ErrorKind::kInput, file.string() + ": cannot be read to its end; is the file cut off?");
  return text;
}

/// The fields of the record at `at`, which moves behind it; `line` counts the line ends passed.
std::vector<std::string> next_record(std::string_view text, size_t& at, size_t& line) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (is_quoted) {
      if (c != '"') {
        fields.back().push_back(c);
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        fields.back().push_back('"');
        ++at;
      } else {
        is_quoted = false;
      }
    } else if (c == '"') {
      is_quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      fields.back().push_back(c);
    }
  }
  return fields;
}

}  // namespace

Result<Csv> Csv::open(const std::filesystem::path& file) {
  TRY(std::string text, read_file(file));
  return parse(std::move(text), file.filename().string());
}

Result<Csv> Csv::parse(std::string text, std::string name) {
  Csv csv;
  csv.name_ = std::move(name);
  size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  size_t line = 1;
  csv.header_ = next_record(text, at, line);
  if (csv.header_.size() < 2)
    return fail(ErrorKind::kInput, csv.name_ + ":1: no header with commas (found: \"" +
                                       csv.header_.front().substr(0, 60) + "\"); a CSV file of outcomes is wanted");
  while (at < text.size()) {
    const size_t begins = line;
    std::vector<std::string> fields = next_record(text, at, line);
    if (fields.size() == 1 && fields.front().empty()) continue;
    if (fields.size() != csv.header_.size())
      return fail(ErrorKind::kInput, csv.name_ + ":" + std::to_string(begins) + ": " + std::to_string(fields.size()) +
                                         " fields where the header has " + std::to_string(csv.header_.size()));
    std::ranges::move(fields, std::back_inserter(csv.cells_));
    csv.lines_.push_back(begins);
    ++csv.rows_;
  }
  if (csv.rows_ == 0) return fail(ErrorKind::kInput, csv.name_ + ": no row below the header");
  return csv;
}

std::optional<size_t> Csv::column(std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<size_t>(found - header_.begin());
}

Result<double> Csv::number(size_t row, size_t column) const {
  const std::string& text = at(row, column);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(ErrorKind::kInput, name_ + ":" + std::to_string(lines_[row]) + ": " + header_[column] + " is \"" +
                                       text.substr(0, 40) + "\" where a number is wanted");
  return value;
}

}  // namespace tocsin
