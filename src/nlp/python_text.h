// Text as Python's str sees it: isspace(), lower(), isalpha(). spaCy's annotation is defined by them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tocsin::nlp {

/// A code point and its bytes, at the front of `text` (valid UTF-8, not empty).
struct CodePoint {
  char32_t value = 0;
  size_t size = 1;
};
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// str.isspace() of one character: also U+001C to U+001F, which Unicode's White_Space leaves out.
[[nodiscard]] bool is_python_space(char32_t value);

/// str.isspace() of a text: not empty, and space all through.
[[nodiscard]] bool is_python_space(std::string_view text);

/// str.isalpha() of a text: not empty, and letters all through.
[[nodiscard]] bool is_python_alpha(std::string_view text);

/// str.lower(): full Unicode lower-casing of no particular language, with the final sigma.
[[nodiscard]] std::string python_lower(std::string_view text);

/// The same into a buffer that is kept between calls.
void python_lower(std::string_view text, std::string& out);

/// Hash and equality that let maps of std::string be asked with a string_view.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const;
};

}  // namespace tocsin::nlp
