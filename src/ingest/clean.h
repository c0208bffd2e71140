// Takes out of decoded text what would mislead a reader, a model or a terminal, and says what it took.
#pragma once

#include <string>
#include <vector>

#include "ingest/mapped_text.h"

namespace tocsin {

struct CleanLimits {
  size_t text_bytes = size_t{4} << 20;  ///< longer text is cut
  size_t word_bytes = 1024;             ///< of a longer run without a blank the rest is dropped
  size_t marks = 16;                    ///< combining marks in a row; the rest is dropped
};

/// Line ends become \n (also CR, CRLF, NEL, VT, FF, LS, PS); every other blank character becomes a blank. Control
/// characters, terminal sequences, bidirectional controls, zero-width and tag characters and soft hyphens are dropped;
/// UTF-8 that was read as windows-1252 is read again where that is proven, and
/// look-alikes of Latin letters as those (lookalikes.h). What goes beyond blanks and line ends is
/// named in `notes`.
[[nodiscard]] MappedText clean_text(const MappedText& raw, const CleanLimits& limits, std::vector<std::string>& notes);

}  // namespace tocsin
