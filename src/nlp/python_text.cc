// str.isspace, lower and isalpha over UTF-8, with ICU behind them where the text is not ASCII.
#include "nlp/python_text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>

#include "base/ascii.h"

namespace tocsin::nlp {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0 && text.size() >= 2) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (lead < 0xF0 && text.size() >= 3) return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  if (text.size() < 4) return {0xFFFD, 1};
  return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F), 4};
}

bool is_python_space(char32_t value) {
  if (value < 0x80) return (value >= 0x09 && value <= 0x0D) || (value >= 0x1C && value <= 0x20);
  return value == 0x85 || value == 0xA0 || value == 0x1680 || (value >= 0x2000 && value <= 0x200A) || value == 0x2028 ||
         value == 0x2029 || value == 0x202F || value == 0x205F || value == 0x3000;
}

bool is_python_space(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (!is_python_space(point.value)) return false;
    text.remove_prefix(point.size);
  }
  return true;
}

bool is_python_alpha(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (!u_isalpha(static_cast<UChar32>(point.value))) return false;
    text.remove_prefix(point.size);
  }
  return true;
}

void python_lower(std::string_view text, std::string& out) {
  out.clear();
  if (!is_ascii(text)) {
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink(&out);
    icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr,
                              status);
    return;
  }
  out.resize(text.size());
  std::transform(text.begin(), text.end(), out.begin(), [](char c) { return ascii::lower(c); });
}

std::string python_lower(std::string_view text) {
  std::string out;
  python_lower(text, out);
  return out;
}

size_t TextHash::operator()(std::string_view text) const { return XXH3_64bits(text.data(), text.size()); }

}  // namespace tocsin::nlp
