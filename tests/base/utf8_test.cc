// Claims about UTF-8: what is valid, how the rest is mended, and how bytes become code points.
#include "base/utf8.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Utf8, EveryCodePointIsReadBackAsWritten) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point < 0xE000) continue;
    std::string text;
    append_point(text, point);
    const DecodedPoint decoded = decode_point(text);
    ASSERT_TRUE(decoded.valid) << static_cast<uint32_t>(point);
    ASSERT_EQ(decoded.point, point);
    ASSERT_EQ(decoded.size, text.size());
  }
}

TEST(Utf8, OverlongSurrogateAndTooHighAreNotValid) {
  for (const std::string_view bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                     "\xF8\x88\x80\x80\x80", "\xFF", "\x80", "\xE2\x82", "a\xC3"})
    EXPECT_FALSE(is_valid_utf8(bad)) << testing::PrintToString(bad);
}

TEST(Utf8, AnAsciiTextWithOneBadByteAtAnyPlaceIsNotValid) {
  const std::string good(40, 'a');
  ASSERT_TRUE(is_valid_utf8(good));
  for (size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = '\x80';
    EXPECT_FALSE(is_valid_utf8(bad)) << i;
  }
}

// The counts are those of the Unicode standard's table 3-8.
TEST(Utf8, EachMaximalBadSubpartBecomesOneReplacement) {
  const RepairedText repaired = repair_utf8("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64");
  EXPECT_EQ(repaired.text, "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
  EXPECT_EQ(repaired.replaced_count, 6U);
}

TEST(Utf8, ValidTextIsNotChangedByRepair) {
  const std::string text = "Yeşil — “Ёлка” 🏳 日本";
  EXPECT_EQ(repair_utf8(text).text, text);
  EXPECT_EQ(repair_utf8(text).replaced_count, 0U);
}

TEST(Utf8, ByteOffsetsBecomeCodePointOffsets) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "a“é🏳";
  const CodePointIndex index(text);
  uint32_t points = 0;
  for (uint32_t byte = 0; byte < text.size(); ++byte) {
    if ((static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) continue;
    ASSERT_EQ(index.at(text, byte), points) << byte;
    ++points;
  }
  EXPECT_EQ(index.at(text, static_cast<uint32_t>(text.size())), points);
  EXPECT_EQ(index.size(), 800U);
}

TEST(Utf8, InAsciiAByteIsACodePoint) {
  const std::string text(1000, 'x');
  const CodePointIndex index(text);
  EXPECT_EQ(index.at(text, 0), 0U);
  EXPECT_EQ(index.at(text, 777), 777U);
  EXPECT_EQ(index.at(text, 1000), 1000U);
}

}  // namespace
}  // namespace tocsin
