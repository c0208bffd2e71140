// A word is looked at letter by letter: the skeleton of a single letter says which Latin letter it resembles.
#include "ingest/lookalikes.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>

#include "base/utf8.h"

namespace tocsin {
namespace {

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_presentation_letter(char32_t c) { return (c >= 0xFF21 && c <= 0xFF5A) || (c >= 0x1D400 && c <= 0x1D7FF); }

/// Bytes that begin Greek, Cyrillic, full-width and mathematical letters. Most text has none of them.
bool may_hold_lookalikes(std::string_view text) {
  return text.find_first_of("\xCD\xCE\xCF\xD0\xD1\xD2\xD3") != std::string_view::npos || text.contains("\xEF\xBC") ||
         text.contains("\xEF\xBD") || text.contains("\xF0\x9D");
}

/// ICU's tables, opened for one text.
class Lookalikes {
 public:
  Lookalikes() : checker_(uspoof_open(&error_), &uspoof_close), nfkc_(icu::Normalizer2::getNFKCInstance(error_)) {}
  [[nodiscard]] bool is_open() const { return U_SUCCESS(error_) != 0; }

  /// The ASCII letter that `point` resembles; 0 = none.
  [[nodiscard]] char latin_of(char32_t point) {
    UErrorCode error = U_ZERO_ERROR;
    const auto from = icu::UnicodeString(static_cast<UChar32>(point));
    icu::UnicodeString to;
    if (is_presentation_letter(point))
      to = nfkc_->normalize(from, error);
    else
      uspoof_getSkeletonUnicodeString(checker_.get(), 0, from, to, &error);
    if (U_FAILURE(error) != 0 || to.length() != 1 || !is_ascii_letter(to[0])) return 0;
    const auto letter = static_cast<char>(to[0]);
    // Skeletons do not keep case: Cyrillic І becomes l, as Latin I does.
    if (letter == 'l' && u_isupper(static_cast<UChar32>(point)) != 0) return 'I';
    return letter;
  }

 private:
  UErrorCode error_ = U_ZERO_ERROR;
  std::unique_ptr<USpoofChecker, void (*)(USpoofChecker*)> checker_;
  const icu::Normalizer2* nfkc_;
};

/// Does a word hold Latin letters beside others, or letters that are Latin in another dress?
bool is_mixed(std::string_view word) {
  bool latin = false, other = false;
  for (size_t at = 0; at < word.size();) {
    const DecodedPoint next = decode_point(word.substr(at));
    at += next.size;
    if (is_presentation_letter(next.point)) return true;
    if (u_isalpha(static_cast<UChar32>(next.point)) == 0) continue;
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(next.point), &error);
    latin = latin || script == USCRIPT_LATIN;
    other = other || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK;
  }
  return latin && other;
}

}  // namespace

MappedText read_lookalikes(MappedText clean, std::vector<std::string>& notes) {
  if (!may_hold_lookalikes(clean.text())) return clean;
  Lookalikes table;
  if (!table.is_open()) return clean;
  MappedText out;
  size_t count = 0;
  const std::string_view text = clean.text();
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of(" \n", begin), text.size() - 1) + 1;
    const bool mixed = is_mixed(text.substr(begin, end - begin));
    for (size_t at = begin; mixed && at < end;) {
      const DecodedPoint next = decode_point(text.substr(at));
      const char letter = next.point < 0x80 ? char{0} : table.latin_of(next.point);
      if (letter != 0) {
        out.copy_from(clean, {static_cast<uint32_t>(begin), static_cast<uint32_t>(at)});
        out.make(std::string_view(&letter, 1));
        begin = at + next.size;
        ++count;
      }
      at += next.size;
    }
    out.copy_from(clean, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    begin = end;
  }
  if (count == 0) return clean;
  notes.push_back("confusable: read " + std::to_string(count) + " look-alike letters as Latin ones");
  return out;
}

}  // namespace tocsin
