// Byte by byte: bytes above ASCII are kept, but for the block of general punctuation (E2 80 xx).
#include "ingest/letters.h"

#include "base/ascii.h"

namespace tocsin {

std::string letters_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with("\xE2\x80"))
      i += 2;
    else if (text.substr(i).starts_with("\xC2\xA0"))
      ++i;
    else if (static_cast<unsigned char>(c) >= 0x80 || ascii::is_alnum(c))
      out += ascii::lower(c);
  }
  return out;
}

}  // namespace tocsin
