// Text reduced to what two renderings of it have in common.
#pragma once

#include <string>
#include <string_view>

namespace tocsin {

/// ASCII letters in lower case, digits, and the letters of other scripts; without blanks, ASCII punctuation and general
/// punctuation (quotation marks, dashes).
[[nodiscard]] std::string letters_of(std::string_view text);

}  // namespace tocsin
