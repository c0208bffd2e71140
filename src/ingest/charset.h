// From the bytes of a file to UTF-8: which character set they are in, and the map back to them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/mapped_text.h"

namespace tocsin {

struct DecodedBytes {
  MappedText text;      ///< valid UTF-8
  std::string charset;  ///< "UTF-8", "UTF-16LE", "windows-1252" …
  std::vector<std::string> notes;
};

/// Decodes `bytes`, which stand at `raw_begin` of the source. A byte-order mark decides; then UTF-8 when the bytes are
/// valid UTF-8; then UTF-16 and UTF-32 by their zero bytes; then the first of `declared` (names as in a meta tag) that
/// says more, UTF-7 never; else UTF-8 with its bad sequences replaced by U+FFFD when most of it is UTF-8, and
/// what ICU guesses, or windows-1252, when it is not. Fails (kInput) when the bytes are no text at all: a compressed
/// file, a picture, a program.
[[nodiscard]] Result<DecodedBytes> decode_bytes(std::string_view bytes, uint64_t raw_begin,
                                                std::span<const std::string_view> declared);

}  // namespace tocsin
