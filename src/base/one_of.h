// Membership in a short list of words.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace tocsin {

[[nodiscard]] inline bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}
[[nodiscard]] inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace tocsin
