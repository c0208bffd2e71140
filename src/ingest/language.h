// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace tocsin {

/// ISO 639-1 code ("en") of the language of most of the text, by CLD2 from at most its first 16 KiB; empty when that
/// cannot be told (a short text, or a mixed one). Any number of threads may call it.
[[nodiscard]] std::string language_of(std::string_view text);

}  // namespace tocsin
