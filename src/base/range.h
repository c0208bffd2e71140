// A half-open range of bytes or of token indices.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace tocsin {

/// [begin, end). Of bytes in a Document's text unless the name says `token`.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] uint32_t size() const { return empty() ? 0 : end - begin; }
  [[nodiscard]] bool contains(uint32_t position) const { return begin <= position && position < end; }
  [[nodiscard]] bool covers(Range inner) const { return begin <= inner.begin && inner.end <= end; }
  [[nodiscard]] bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
  auto operator<=>(const Range&) const = default;
};

}  // namespace tocsin
