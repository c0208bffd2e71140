// Splits text into words and folds them (case and diacritics) so that "Côte d'Ivoire" and "cote d'ivoire" meet.
#include "world/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/ascii.h"

namespace tocsin::world {
namespace {

bool is_ascii_alnum(unsigned char c) { return ascii::is_alnum(c); }

// Bytes of UTF-8 punctuation and spaces (curly quotes, dashes, no-break space …) must not glue words together.
bool is_word_byte_sequence(std::string_view text, size_t at, size_t& size) {
  const auto lead = static_cast<unsigned char>(text[at]);
  size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + size > text.size()) size = text.size() - at;
  int32_t code = size == 2 ? lead & 0x1F : size == 3 ? lead & 0x0F : lead & 0x07;
  for (size_t i = 1; i < size; ++i) code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  return u_isalnum(code) || u_charType(code) == U_NON_SPACING_MARK;
}

std::string fold_unicode(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  text.foldCase();
  if (U_SUCCESS(status)) text = nfd->normalize(text, status);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (c == 0x131) {  // dotless i
      bare.append(static_cast<UChar32>('i'));
    } else if (c == 0x142) {  // l with stroke
      bare.append(static_cast<UChar32>('l'));
    } else if (c == 0xF8) {  // o with stroke
      bare.append(static_cast<UChar32>('o'));
    } else {
      bare.append(c);
    }
  }
  std::string out;
  bare.toUTF8String(out);
  return out;
}

Word make_word(std::string_view text, Range bytes, bool is_ascii) {
  Word word{bytes, {}, Case::kOther};
  const std::string_view raw = bytes.of(text);
  bool upper = false, lower = false;
  for (const char c : raw) {
    if (ascii::is_upper(c)) upper = true;
    if (ascii::is_lower(c)) lower = true;
  }
  const auto first = static_cast<unsigned char>(raw[0]);
  bool first_upper = ascii::is_upper(first);
  if (!is_ascii) {
    const icu::UnicodeString unicode =
        icu::UnicodeString::fromUTF8(icu::StringPiece(raw.data(), static_cast<int32_t>(raw.size())));
    if (first >= 0x80) first_upper = u_isupper(unicode.char32At(0));
    word.folded = fold_unicode(raw);
    lower = lower || !upper;
  } else {
    word.folded = ascii::lower(raw);
  }
  if (first_upper) {
    word.letter_case = lower || raw.size() == 1 ? Case::kCapitalised : Case::kUpper;
  } else if (lower || first >= 0x80) {
    word.letter_case = Case::kLower;
  }
  return word;
}

}  // namespace

std::vector<Word> split_words(std::string_view text) {
  std::vector<Word> words;
  words.reserve(text.size() / 5);
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    bool is_ascii = true;
    while (at < text.size()) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c < 0x80) {
        if (!is_ascii_alnum(c)) break;
        ++at;
        continue;
      }
      size_t size = 1;
      if (!is_word_byte_sequence(text, at, size)) break;
      is_ascii = false;
      at += size;
    }
    if (at > begin) {
      words.push_back(make_word(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(at)}, is_ascii));
      continue;
    }
    size_t size = 1;
    if (static_cast<unsigned char>(text[at]) >= 0x80) is_word_byte_sequence(text, at, size);
    at += size;
  }
  return words;
}

std::string fold_phrase(std::string_view text) {
  std::string key;
  for (const Word& word : split_words(text)) {
    if (!key.empty()) key += ' ';
    key += word.folded;
  }
  return key;
}

}  // namespace tocsin::world
