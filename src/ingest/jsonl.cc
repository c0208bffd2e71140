// simdjson checks the line and gives the fields; the two long strings are unescaped here once more, because the map
// back to the source needs to know where each piece stood.
#include "ingest/jsonl.h"

#include <simdjson.h>

#include "base/dates.h"
#include "base/utf8.h"
#include "ingest/article_text.h"
#include "ingest/unwrap.h"

namespace tocsin {
namespace {

namespace dom = simdjson::dom;

/// Of valid JSON: where a string that begins at `quote` ends, past its closing quotation mark.
size_t end_of_string(std::string_view json, size_t quote) {
  size_t at = quote + 1;
  while (json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return at + 1;
}

/// Of a valid JSON object: the contents, still escaped, of the first string that is the value of `key` at its top.
/// Empty range when a key is written with escapes or there is no such string.
Range find_string(std::string_view json, std::string_view key) {
  int depth = 0;
  std::string_view last_key;
  for (size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      const size_t end = end_of_string(json, at);
      const size_t next = json.find_first_not_of(" \t\r\n", end);
      const bool is_key = next != std::string_view::npos && json[next] == ':';
      const Range inside{static_cast<uint32_t>(at + 1), static_cast<uint32_t>(end - 1)};
      if (depth == 1 && is_key) last_key = inside.of(json);
      if (depth == 1 && !is_key && last_key == key) return inside;
      at = end;
      continue;
    }
    depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    if (depth == 1 && c == ',') last_key = {};
    ++at;
  }
  return {};
}

unsigned hex_value(std::string_view digits) {
  return static_cast<unsigned>(std::stoul(std::string(digits), nullptr, 16));
}

/// Unescapes the string that stands at `inside`; simdjson has found it valid.
MappedText unescape(std::string_view json, Range inside, uint64_t raw_begin) {
  MappedText text;
  text.reserve(inside.size());
  for (size_t at = inside.begin; at < inside.end;) {
    const size_t stop = std::min<size_t>(json.find('\\', at), inside.end);
    text.copy(json.substr(at, stop - at), raw_begin + at);
    if (stop == inside.end) break;
    const char escape = json[stop + 1];
    at = stop + 2;
    if (escape != 'u') {
      constexpr std::string_view kNames = "bfnrt", kMeans = "\b\f\n\r\t";
      const size_t named = kNames.find(escape);
      const char meant = named == std::string_view::npos ? escape : kMeans[named];
      text.make({&meant, 1});
      continue;
    }
    char32_t point = hex_value(json.substr(at, 4));
    at += 4;
    if (point >= 0xD800 && point < 0xDC00) {
      point = 0x10000 + ((point - 0xD800) << 10) + (hex_value(json.substr(at + 2, 4)) - 0xDC00);
      at += 6;
    }
    std::string made;
    append_point(made, point);
    text.make(made);
  }
  return text;
}

std::string shortened(std::string_view line) {
  std::string shown = repair_utf8(line.substr(0, 40)).text;
  return line.size() > 40 ? shown + "…" : shown;
}

/// A short field as text; numbers as written by the input's author.
std::string field_text(const dom::object& object, const std::string& name, std::vector<std::string>& notes) {
  dom::element value;
  if (name.empty() || object.at_key(name).get(value) != simdjson::SUCCESS || value.is_null()) return {};
  if (value.is_string()) return std::string(trimmed(std::string_view(value)));
  if (value.is_int64() || value.is_uint64() || value.is_double()) return simdjson::minify(value);
  notes.push_back("field \"" + name + "\" is no string: left out");
  return {};
}

}  // namespace

struct JsonLineParser::Parser {
  dom::parser parser;
  simdjson::padded_string padded;
};

JsonLineParser::JsonLineParser(JsonFields fields, CleanLimits limits)
    : fields_(std::move(fields)), limits_(limits), parser_(std::make_unique<Parser>()) {}
JsonLineParser::~JsonLineParser() = default;

Result<Article> JsonLineParser::parse(std::string_view line, uint64_t raw_begin, std::string_view file_name) {
  if (line.starts_with("\xEF\xBB\xBF")) {
    line.remove_prefix(3);
    raw_begin += 3;
  }
  dom::element root;
  if (const auto error = parser_->parser.parse(line.data(), line.size()).get(root); error != simdjson::SUCCESS)
    return fail(ErrorKind::kInput,
                std::string("not JSON: ") + simdjson::error_message(error) + " (found: " + shortened(line) + ")");
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS)
    return fail(ErrorKind::kInput, "a JSON object is wanted (found: " + shortened(line) + ")");
  dom::element text;
  if (object.at_key(fields_.text).get(text) != simdjson::SUCCESS || !text.is_string())
    return fail(ErrorKind::kInput,
                "no string under \"" + fields_.text +
                    "\"; name the field that holds the text (--field text=KEY) (found: " + shortened(line) + ")");

  Article art;
  art.external_id = field_text(object, fields_.id, art.notes);
  art.source = field_text(object, fields_.source, art.notes);
  if (art.source.empty()) art.source = file_name;
  art.publisher = field_text(object, fields_.publisher, art.notes);
  art.url = field_text(object, fields_.url, art.notes);
  if (const std::string date = field_text(object, fields_.date, art.notes); !date.empty()) {
    art.published = parse_timestamp(date);
    if (art.published)
      art.published_from = PublishedFrom::kMetadata;
    else
      art.notes.push_back("the date \"" + shortened(date) + "\" is no ISO date: left out");
  }
  const auto cleaned = [&](const std::string& name) {
    const Range inside = find_string(line, name);
    MappedText raw = unescape(line, inside, raw_begin);
    std::string_view value;  // a key written with escapes is found by simdjson alone: its text has no map
    if (inside.empty() && object.at_key(name).get(value) == simdjson::SUCCESS) raw.make(value);
    return clean_text(raw, limits_, art.notes);
  };
  MappedText title = cleaned(fields_.title), body = unwrap_lines(cleaned(fields_.text));
  if (trimmed(title.text()).empty()) {
    const TitleSplit split = split_title(body.text());
    MappedText rest;
    title.copy_from(body, split.title);
    rest.copy_from(body, split.body);
    body = std::move(rest);
  }
  set_text(art, title, body);
  date_from_dateline(art);
  return art;
}

}  // namespace tocsin
