// Lists of codes and ids as JSON text, so that SQL can ask for them (json_each).
#include "store/rows.h"

#include "record/json.h"

namespace tocsin::store {

std::string json_list(const std::vector<std::string>& values) {
  std::string out = "[";
  for (const std::string& value : values) {
    if (out.size() > 1) out += ',';
    append_json_string(out, value);
  }
  return out + "]";
}

namespace {

/// The character that an escape of append_json_string stands for; `at` is behind the backslash and moves on.
std::optional<char> unescaped(std::string_view text, size_t& at) {
  if (at == text.size()) return std::nullopt;
  const char c = text[at++];
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '"':
    case '\\':
      return c;
    case 'u':
      break;
    default:
      return std::nullopt;
  }
  if (text.size() - at < 4) return std::nullopt;
  int value = 0;
  for (size_t end = at + 4; at < end; ++at) {
    const size_t digit = std::string_view("0123456789abcdef").find(text[at]);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<int>(digit);
  }
  return value < 0x80 ? std::optional(static_cast<char>(value)) : std::nullopt;
}

/// The string whose quotation mark opens at `at`, which moves behind the closing one.
std::optional<std::string> parse_string(std::string_view text, size_t& at) {
  std::string value;
  for (++at; at < text.size();) {
    const char c = text[at++];
    if (c == '"') return value;
    if (c != '\\') {
      value += c;
      continue;
    }
    const std::optional<char> plain = unescaped(text, at);
    if (!plain) return std::nullopt;
    value += *plain;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> parse_json_list(std::string_view text) {
  std::vector<std::string> values;
  if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
  if (text == "[]") return values;
  for (size_t at = 1; at < text.size() && text[at] == '"';) {
    std::optional<std::string> value = parse_string(text, at);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
    if (at + 1 == text.size()) return values;
    if (text[at++] != ',') return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace tocsin::store
