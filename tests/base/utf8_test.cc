// UTF-8: what is well formed, how the rest is mended, and code points counted fast as counted slowly.
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

TEST(Utf8, EveryCodePointGoesOutAndComesBackInTheSame) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string bytes;
    append_point(bytes, point);
    const DecodedPoint back = decode_point(bytes);
    ASSERT_TRUE(back.valid && back.point == point && back.size == bytes.size())
        << std::hex << static_cast<uint32_t>(point);
  }
}

TEST(Utf8, OverlongFormsSurrogatesAndPointsBeyondTheLastAreNotValid) {
  for (const char* bad : {"\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80", "\xED\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xBF", "\xFF"}) {
    EXPECT_FALSE(is_valid_utf8(bad)) << testing::PrintToString(bad);
    EXPECT_FALSE(decode_point(bad).valid) << testing::PrintToString(bad);
  }
}

TEST(Utf8, ASequenceCutShortIsNotValid) {
  const std::string whole = "\xF0\x9F\x95\x8A";  // a dove
  EXPECT_TRUE(is_valid_utf8(whole));
  for (size_t size = 1; size < whole.size(); ++size) EXPECT_FALSE(is_valid_utf8(whole.substr(0, size))) << size;
}

TEST(Utf8, ABadByteIsFoundWhereverItStandsAmongAscii) {
  const std::string ascii(40, 'a');
  EXPECT_TRUE(is_valid_utf8(ascii));
  for (size_t at = 0; at < ascii.size(); ++at) {
    std::string text = ascii;
    text[at] = '\x80';
    EXPECT_FALSE(is_valid_utf8(text)) << at;
  }
}

TEST(Utf8, EachMaximalSubpartBecomesOneReplacement) {
  // The example of the Unicode standard, section 3.9 (table 3-11): <E1 80 E2 F0 91 92 F1 BF 41>.
  const RepairedText repaired = repair_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41");
  EXPECT_EQ(repaired.text, "\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(repaired.replaced_count, 4U);
}

TEST(Utf8, GoodTextIsLeftAsItIs) {
  const std::string text = "Ménaka, Αθήνα, 平和, 🕊\n";
  const RepairedText repaired = repair_utf8(text);
  EXPECT_EQ(repaired.text, text);
  EXPECT_EQ(repaired.replaced_count, 0U);
}

TEST(Utf8, WhatWasMendedIsValid) {
  std::string noise;
  uint32_t state = 12345;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525 + 1013904223;
    noise += static_cast<char>(state >> 24);
  }
  EXPECT_FALSE(is_valid_utf8(noise));
  EXPECT_TRUE(is_valid_utf8(repair_utf8(noise).text));
}

TEST(CodePointIndex, AgreesWithCountingFromTheFrontAtEveryByte) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "和平 " : "peace 🕊";
  const CodePointIndex index(text);
  for (uint32_t byte = 0; byte <= text.size(); ++byte)
    ASSERT_EQ(index.at(text, byte), code_point_count(std::string_view(text).substr(0, byte))) << byte;
  EXPECT_EQ(index.size(), code_point_count(text));
}

TEST(CodePointIndex, OfAsciiEveryByteIsItsOwnCodePoint) {
  const std::string text(200, 'x');
  const CodePointIndex index(text);
  EXPECT_EQ(index.at(text, 0), 0U);
  EXPECT_EQ(index.at(text, 199), 199U);
  EXPECT_EQ(index.at(text, 200), 200U);
}

TEST(CodePointIndex, WorksWhereTheTextEndsOnABlock) {
  std::string text = "é";
  text.resize(64, 'x');
  EXPECT_EQ(CodePointIndex(text).at(text, 64), 63U);
  text.resize(128, 'y');
  EXPECT_EQ(CodePointIndex(text).at(text, 128), 127U);
  EXPECT_EQ(CodePointIndex("").at("", 0), 0U);
}

}  // namespace
}  // namespace tocsin
