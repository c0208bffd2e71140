// Letters of other alphabets that pass for Latin ones.
#pragma once

#include <string>
#include <vector>

#include "ingest/mapped_text.h"

namespace tocsin {

/// The text with look-alikes read as the Latin letters they stand for, which is noted: in words that mix Latin letters
/// with letters of other scripts, those that look like Latin ones (UTS 39, by ICU); and full-width and mathematical
/// letters (NFKC). Words of another script alone are left as they are. `clean` is valid UTF-8.
[[nodiscard]] MappedText read_lookalikes(MappedText clean, std::vector<std::string>& notes);

}  // namespace tocsin
