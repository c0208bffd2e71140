// Reads rows line by line, so that a pipe gets each answer when it is there.
#include "tsv.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>

#include "base/table.h"
#include "base/utf8.h"
#include "terminal.h"

namespace tocsin {
namespace {

Result<std::vector<size_t>> column_places(std::string_view header, std::initializer_list<std::string_view> columns) {
  const std::vector<std::string_view> found = split_field(header, '\t');
  std::vector<size_t> places;
  for (const std::string_view column : columns) {
    const auto at = std::ranges::find(found, column);
    if (at == found.end())
      return fail(ErrorKind::kInput, "no column \"" + std::string(column) +
                                         "\" in the header (found: " + std::string(header.substr(0, 80)) + ")");
    places.push_back(static_cast<size_t>(at - found.begin()));
  }
  return places;
}

std::optional<std::string> next_line(std::istream& in) {
  std::string line;
  if (!std::getline(in, line)) return std::nullopt;
  if (line.ends_with('\r')) line.pop_back();
  return is_valid_utf8(line) ? line : repair_utf8(line).text;
}

}  // namespace

std::string tsv_field(std::string_view value) {
  std::string field(value);
  std::ranges::replace_if(
      field, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return field;
}

int answer_rows(const std::string& input, std::initializer_list<std::string_view> columns, std::string_view out_header,
                const std::function<Result<std::string>(const TsvRow&)>& answer) {
  std::ifstream file;
  const bool from_pipe = input == "-";
  const std::string name = from_pipe ? "standard input" : input;
  if (!from_pipe) file.open(input, std::ios::binary);
  std::istream& in = from_pipe ? std::cin : file;
  const std::optional<std::string> header = in ? next_line(in) : std::nullopt;
  if (!header) return say(name + ": cannot be read, or is empty; a table with a header line is wanted"), 2;
  const Result<std::vector<size_t>> places = column_places(*header, columns);
  if (!places) return say(name + ":1: " + places.error().message), 2;

  int exit_code = 0;
  std::cout << out_header << '\n';
  size_t line_number = 1;
  while (const std::optional<std::string> line = next_line(in)) {
    ++line_number;
    if (line->empty()) continue;
    const std::vector<std::string_view> fields = split_field(*line, '\t');
    TsvRow row;
    for (const size_t place : *places) row.push_back(place < fields.size() ? fields[place] : std::string_view());
    const Result<std::string> out = answer(row);
    if (out) {
      std::cout << *out << '\n';
      continue;
    }
    say(name + ":" + std::to_string(line_number) + ": " + out.error().message);
    exit_code = std::max(exit_code, exit_code_of(out.error().kind));
  }
  std::cout.flush();
  if (!std::cout) return say("standard output: cannot be written"), 2;
  return exit_code;
}

}  // namespace tocsin
