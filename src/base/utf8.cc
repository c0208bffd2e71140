// UTF-8 by the table of well-formed sequences of the Unicode standard (15.0, table 3-7).
#include "base/utf8.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace tocsin {
namespace {

struct Lead {
  uint8_t size = 0;  ///< bytes of the whole sequence; 0: cannot lead one
  unsigned char second_low = 0x80;
  unsigned char second_high = 0xBF;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1};
  if (byte < 0xC2) return {0};
  if (byte < 0xE0) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

bool starts_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

bool is_ascii_word(const char* bytes) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080ULL) == 0;
}

}  // namespace

DecodedPoint decode_point(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  const Lead lead = lead_of(first);
  if (lead.size == 1) return {first, 1, true};
  if (lead.size == 0) return {};
  char32_t point = first & (0x7FU >> lead.size);
  for (uint8_t i = 1; i < lead.size; ++i) {
    const unsigned char low = i == 1 ? lead.second_low : 0x80, high = i == 1 ? lead.second_high : 0xBF;
    if (i >= bytes.size()) return {kReplacementPoint, i, false};
    const auto next = static_cast<unsigned char>(bytes[i]);
    if (next < low || next > high) return {kReplacementPoint, i, false};
    point = (point << 6) | (next & 0x3FU);
  }
  return {point, lead.size, true};
}

void append_point(std::string& text, char32_t point) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xE0 | (point >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0 | (point >> 18));
    tail(12), tail(6), tail(0);
  }
}

bool is_valid_utf8(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    if (i + 8 <= bytes.size() && is_ascii_word(bytes.data() + i)) {
      i += 8;
      continue;
    }
    const DecodedPoint next = decode_point(bytes.substr(i, 4));
    if (!next.valid) return false;
    i += next.size;
  }
  return true;
}

RepairedText repair_utf8(std::string_view bytes) {
  RepairedText repaired;
  repaired.text.reserve(bytes.size());
  for (size_t i = 0; i < bytes.size();) {
    const DecodedPoint next = decode_point(bytes.substr(i, 4));
    if (next.valid)
      repaired.text.append(bytes, i, next.size);
    else
      append_point(repaired.text, kReplacementPoint), ++repaired.replaced_count;
    i += next.size;
  }
  return repaired;
}

size_t code_point_count(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(text, starts_point));
}

CodePointIndex::CodePointIndex(std::string_view text)
    : code_point_count_(static_cast<uint32_t>(code_point_count(text))) {
  if (code_point_count_ == text.size()) return;
  before_block_.reserve(text.size() / kBlock + 1);
  uint32_t before = 0;
  for (size_t begin = 0; begin <= text.size(); begin += kBlock) {
    before_block_.push_back(before);
    before += static_cast<uint32_t>(code_point_count(text.substr(begin, kBlock)));
  }
}

uint32_t CodePointIndex::at(std::string_view text, uint32_t byte) const {
  TOCSIN_CHECK(byte <= text.size(), "a span ends inside its text");
  if (before_block_.empty()) return byte;
  const size_t block = byte / kBlock;
  return before_block_[block] +
         static_cast<uint32_t>(code_point_count(text.substr(block * kBlock, byte - block * kBlock)));
}

}  // namespace tocsin
