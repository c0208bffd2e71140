// Lines that a fixed width broke become paragraphs again.
#pragma once

#include "ingest/mapped_text.h"

namespace tocsin {

/// Old wires, mail and transcripts break lines at a fixed width, in the middle of sentences. Where a text reads so
/// (most of its single line ends follow a line of 40 to 120 bytes that does not end like a sentence), each single line
/// end becomes a blank, but before list items and behind lines too short to have been broken. Other texts are not
/// changed.
[[nodiscard]] MappedText unwrap_lines(MappedText text);

/// Does a line end with a sentence's mark, perhaps with closing quotation marks or brackets behind it?
[[nodiscard]] bool ends_like_sentence(std::string_view line);

}  // namespace tocsin
