// CLD2, asked carefully.
#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

namespace tocsin {
namespace {
constexpr size_t kSampleBytes = size_t{16} << 10;
constexpr int kShare = 60;               // of a hundred, of the text in the first language
constexpr int kLetterBytes = 120;        // CLD2 is often wrong about less
constexpr size_t kBytesAnArticle = 250;  // English has one "the" or more in so many

size_t article_count(std::string_view text) {
  size_t count = 0;
  for (size_t at = text.find(" the "); at != std::string_view::npos; at = text.find(" the ", at + 1)) ++count;
  return count;
}
}  // namespace

std::string language_of(std::string_view text) {
  size_t size = std::min(text.size(), kSampleBytes);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  CLD2::Language languages[3];
  int shares[3];
  int letter_bytes = 0;
  bool is_reliable = false;
  CLD2::DetectLanguageSummary(text.data(), static_cast<int>(size), true, languages, shares, &letter_bytes,
                              &is_reliable);
  if (!is_reliable || letter_bytes < kLetterBytes || shares[0] < kShare) return {};
  // Foreign names by the dozen mislead CLD2; but no other language has the article.
  if (languages[0] != CLD2::ENGLISH && article_count(text.substr(0, size)) * kBytesAnArticle > size) return {};
  const std::string code = CLD2::LanguageCode(languages[0]);
  if (code == "iw") return "he";  // CLD2 keeps the old codes
  if (code == "un") return {};
  return code.substr(0, code.find('-'));
}

}  // namespace tocsin
