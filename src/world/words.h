// Words of a text, folded for look-up: lower case, without diacritics, punctuation and dots gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/range.h"

namespace tocsin::world {

/// How a word is written; names are matched only where the text writes them as names.
enum class Case : uint8_t { kLower, kCapitalised, kUpper, kOther };

struct Word {
  Range bytes;
  std::string folded;
  Case letter_case = Case::kOther;
};

/// Runs of letters and digits of `text` in order. A single letter before a dot ("U.S.") is a word of its own.
[[nodiscard]] std::vector<Word> split_words(std::string_view text);

/// The words of `text`, folded and joined by one blank: the key under which names are looked up.
[[nodiscard]] std::string fold_phrase(std::string_view text);

}  // namespace tocsin::world
