// Detects character sets and decodes with ICU, character by character, so that each keeps its place in the source.
#include "ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/utf8.h"

namespace tocsin {
namespace {

constexpr size_t kSample = 65536;

struct Magic {
  std::string_view bytes;
  std::string_view what;
};
constexpr std::array<Magic, 9> kMagics = {{{"\x1F\x8B", "gzip data"},
                                           {"\x28\xB5\x2F\xFD", "zstd data"},
                                           {"PK\x03\x04", "a zip archive"},
                                           {"%PDF-", "a PDF"},
                                           {"\x89PNG", "a picture"},
                                           {"\xFF\xD8\xFF", "a picture"},
                                           {"GIF8", "a picture"},
                                           {"\x7F"
                                            "ELF",
                                            "a program"},
                                           {"BZh", "bzip2 data"}}};

/// Bytes that no text holds: control characters other than tab, line ends, form feed, escape and NUL.
bool is_strange(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  return (c < 0x20 && c != 0 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B) ||
         c == 0x7F;
}

/// UTF-16 without a mark: in text of Latin letters every other byte is zero. Empty when it is not.
std::string_view utf16_by_zeros(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.size() < 8) return {};
  std::array<size_t, 2> zeros{};
  for (size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == 0;
  const size_t half = sample.size() / 2;
  if (zeros[1] * 10 > half * 7 && zeros[0] * 20 < half) return "UTF-16LE";
  if (zeros[0] * 10 > half * 7 && zeros[1] * 20 < half) return "UTF-16BE";
  return {};
}

Result<void> check_magic(std::string_view bytes) {
  for (const Magic& magic : kMagics)
    if (bytes.starts_with(magic.bytes))
      return fail(ErrorKind::kInput, "not text but " + std::string(magic.what) + "; unpack or convert it first");
  return {};
}

Result<void> check_is_text(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  const auto strange = static_cast<size_t>(std::ranges::count_if(sample, is_strange));
  const auto zeros = static_cast<size_t>(std::ranges::count(sample, '\0'));
  if (sample.size() >= 32 && (strange * 12 > sample.size() || zeros * 4 > sample.size()))
    return fail(ErrorKind::kInput, "not text: " + std::to_string(strange + zeros) + " of the first " +
                                       std::to_string(sample.size()) +
                                       " bytes are control characters; text, HTML or JSON Lines is wanted");
  return {};
}

/// "utf-7" and the names of UTF-8 declare nothing that helps once the bytes are known not to be valid UTF-8.
bool is_usable(std::string_view declared) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(declared);
  if (name.empty() || ucnv_compareNames(name.c_str(), "utf-7") == 0 || ucnv_compareNames(name.c_str(), "utf-8") == 0)
    return false;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return false;
  const UConverterType type = ucnv_getType(converter.get());
  return type == UCNV_SBCS || type == UCNV_DBCS || type == UCNV_MBCS || type == UCNV_LATIN_1 || type == UCNV_US_ASCII;
}

/// UTF-32 has two zeros in every character, on its high side; at least 64 bytes are wanted for that to be no accident.
std::string_view utf32_by_zeros(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample - kSample % 4);
  size_t little = 0, big = 0;
  for (size_t i = 0; i + 4 <= sample.size(); i += 4) {
    little += sample[i + 3] == 0 && static_cast<unsigned char>(sample[i + 2]) <= 0x10 &&
              (sample[i] != 0 || sample[i + 1] != 0);
    big += sample[i] == 0 && static_cast<unsigned char>(sample[i + 1]) <= 0x10 &&
           (sample[i + 2] != 0 || sample[i + 3] != 0);
  }
  const size_t count = sample.size() / 4;
  if (count < 16) return {};
  if (little * 20 >= count * 19 && little > big) return "UTF-32LE";
  return big * 20 >= count * 19 && big > little ? "UTF-32BE" : "";
}

/// What ICU makes of bytes that nobody named, when so many are above ASCII that the text is hardly Western; empty = it
/// is not sure.
std::string guess_charset(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  const auto high = std::ranges::count_if(sample, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (static_cast<size_t>(high) * 6 < sample.size()) return {};
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status)) return {};
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &status);
  constexpr int kSure = 20;  // of a hundred
  if (U_FAILURE(status) || ucsdet_getConfidence(match, &status) < kSure || !is_usable(name)) return {};
  return name;
}

/// How many sequences above ASCII are UTF-8, and how many bytes are not.
struct Utf8Share {
  size_t good = 0;
  size_t bad = 0;
};
Utf8Share utf8_share(std::string_view bytes) {
  Utf8Share share;
  const std::string_view sample = bytes.substr(0, kSample);
  for (size_t i = 0; i < sample.size();) {
    const DecodedPoint next = decode_point(sample.substr(i, 4));
    if (next.size > 1 && next.valid) ++share.good;
    if (!next.valid) ++share.bad;
    i += next.size;
  }
  return share;
}

void decode_utf8(std::string_view bytes, uint64_t raw_begin, DecodedBytes& out) {
  size_t copied = 0, replaced = 0;
  for (size_t i = 0; i < bytes.size();) {
    const DecodedPoint next = decode_point(bytes.substr(i, 4));
    if (!next.valid) {
      out.text.copy(bytes.substr(copied, i - copied), raw_begin + copied);
      out.text.make("\uFFFD");
      copied = i + next.size;
      ++replaced;
    }
    i += next.size;
  }
  out.text.copy(bytes.substr(copied), raw_begin + copied);
  if (replaced > 0)
    out.notes.push_back("replaced " + std::to_string(replaced) + " sequences that are not UTF-8 by U+FFFD");
}

/// Through ICU. A character whose one byte is the same in UTF-8 stays mapped to it.
void decode_by_icu(std::string_view bytes, uint64_t raw_begin, const std::string& charset, DecodedBytes& out) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset.c_str(), &status), &ucnv_close);
  const char* at = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  size_t bad = 0;
  std::string made;
  while (at < end) {
    const char* const begin = at;
    status = U_ZERO_ERROR;
    const UChar32 point = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    const auto offset = static_cast<size_t>(begin - bytes.data());
    const bool good = U_SUCCESS(status) && point != static_cast<UChar32>(kReplacementPoint);
    bad += !good;
    if (good && point < 0x80 && at - begin == 1 && *begin == static_cast<char>(point)) {
      out.text.copy(bytes.substr(offset, 1), raw_begin + offset);
      continue;
    }
    made.clear();
    append_point(made, good ? static_cast<char32_t>(point) : kReplacementPoint);
    out.text.make(made);
    if (at == begin) ++at;
  }
  out.notes.push_back("decoded from " + charset);
  if (bad > 0)
    out.notes.push_back("replaced " + std::to_string(bad) + " sequences that are not " + charset + " by U+FFFD");
}

}  // namespace

Result<DecodedBytes> decode_bytes(std::string_view bytes, uint64_t raw_begin,
                                  std::span<const std::string_view> declared) {
  DecodedBytes out;
  const auto by_icu = [&](std::string_view charset, size_t skipped) {
    out.charset = charset;
    decode_by_icu(bytes.substr(skipped), raw_begin + skipped, out.charset, out);
    return std::move(out);
  };
  TRY_VOID(check_magic(bytes));
  if (const std::string_view utf32 = utf32_by_zeros(bytes); !utf32.empty())
    return by_icu(utf32, bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
                                 bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))
                             ? 4
                             : 0);
  if (bytes.starts_with("\xFF\xFE")) return by_icu("UTF-16LE", 2);
  if (bytes.starts_with("\xFE\xFF")) return by_icu("UTF-16BE", 2);
  const size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  if (const std::string_view utf16 = utf16_by_zeros(bytes); mark == 0 && !utf16.empty()) return by_icu(utf16, 0);
  TRY_VOID(check_is_text(bytes));
  out.charset = "UTF-8";
  if (mark == 0 && !is_valid_utf8(bytes)) {
    const Utf8Share share = utf8_share(bytes);
    const auto named = std::ranges::find_if(declared, is_usable);
    if (named != declared.end()) return by_icu(*named, 0);
    if (share.good < share.bad)
      if (const std::string guessed = guess_charset(bytes); !guessed.empty()) return by_icu(guessed, 0);
    const bool is_legacy =
        share.good < share.bad && std::ranges::none_of(bytes.substr(0, kSample), [](char c) {
          const auto byte =
              static_cast<unsigned char>(c);  // the five bytes that windows-1252 leaves open, and 0xFF's kin
          return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D || byte == 0xFF;
        });
    if (is_legacy) return by_icu("windows-1252", 0);
  }
  decode_utf8(bytes.substr(mark), raw_begin + mark, out);
  return out;
}

}  // namespace tocsin
