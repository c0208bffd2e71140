// Claims about expressions in Python's syntax, and about the two ways to run fewer of them.
#include "nlp/python_regex.h"

#include <gtest/gtest.h>

#include <random>

#include "nlp/address_pattern.h"
#include "nlp/model_folders.h"
#include "nlp/model_table.h"
#include "nlp/suffix_reach.h"

namespace tocsin::nlp {
namespace {

bool found(std::string_view pattern, std::string_view subject) {
  const auto regex = PythonRegex::compile(pattern);
  EXPECT_TRUE(regex) << pattern << ": " << regex.error().message;
  RegexScratch scratch;
  return regex && regex->search(subject, scratch).has_value();
}

TEST(PythonRegex, SpaceIsWhatPythonCallsSpace) {
  EXPECT_TRUE(found("^\\s$", "\x1C"));
  EXPECT_TRUE(found("^[\\s]$", "\u2003"));
  EXPECT_FALSE(found("^\\S$", "\u00A0"));
  EXPECT_FALSE(found("^\\s$", "\u200B"));
}

TEST(PythonRegex, WordCharactersAreLettersAndNumbersOfAllScripts) {
  EXPECT_TRUE(found("^\\w+$", "naïve_Ж中²"));
  EXPECT_FALSE(found("^\\w$", "-"));
  EXPECT_TRUE(found("^\\d+$", "1٣"));
  EXPECT_FALSE(found("^\\d$", "²"));
}

TEST(PythonRegex, EscapedCodePointsAreRead) {
  EXPECT_TRUE(found("^[\\u00e0-\\u00ff]$", "é"));
  EXPECT_TRUE(found("^\\U0001F600$", "😀"));
}

TEST(PythonRegex, ABracketInAClassIsACharacter) { EXPECT_TRUE(found("^[[:a]+$", "[a:")); }
TEST(PythonRegex, AnOpenLowerBoundIsZero) { EXPECT_TRUE(found("^a{,2}$", "")); }
TEST(PythonRegex, DollarHoldsBeforeAFinalLineEnd) { EXPECT_TRUE(found("a$", "a\n")); }
TEST(PythonRegex, WordEdgesAreThoseOfAllScripts) {
  EXPECT_TRUE(found("\\bЖ\\b", "a Ж b"));
  EXPECT_FALSE(found("\\bЖ", "aЖ"));
}

TEST(PythonRegex, FlagsAreRefusedByName) {
  const auto regex = PythonRegex::compile("(?i)a");
  ASSERT_FALSE(regex);
  EXPECT_NE(regex.error().message.find("\"(?i\" at offset 0"), std::string::npos) << regex.error().message;
}

TEST(SuffixReach, AlternativesAreMeasuredInCodePoints) {
  const auto reach = suffix_reach("…$|’s$|(?<=[0-9])(?:km²|US\\$)$|[\\u00A6\\]|]$|\\.\\.+$");
  ASSERT_TRUE(reach);
  EXPECT_EQ(reach->most_code_points, 3U);
  EXPECT_EQ(reach->runs, ".");
}

TEST(SuffixReach, WhatIsNotBoundedIsNotMeasured) {
  EXPECT_FALSE(suffix_reach("a$|b"));
  EXPECT_FALSE(suffix_reach("[a-z]+$"));
  EXPECT_FALSE(suffix_reach("a\\$"));
  EXPECT_FALSE(suffix_reach("(?:ab*)$"));
}

/// A pattern of the real tokenizer; empty where there is no model.
std::string real_pattern(std::string_view key) {
  const auto table = ModelTable::open(real_model() / "tokenizer");
  const auto field = table ? table->root().field(key) : std::nullopt;
  return field && field->text() ? std::string(*field->text()) : std::string();
}

std::string random_word(std::mt19937& random, const std::vector<std::string_view>& pieces) {
  std::string word;
  const size_t count = std::uniform_int_distribution<size_t>(1, 14)(random);
  for (size_t i = 0; i < count; ++i)
    word += pieces[std::uniform_int_distribution<size_t>(0, pieces.size() - 1)(random)];
  return word;
}

TEST(SuffixReach, ASearchFromTheReachFindsWhatAFullSearchFinds) {
  SKIP_WITHOUT_MODEL();
  const std::string pattern = real_pattern("suffix_search");
  const auto regex = PythonRegex::compile(pattern);
  const auto reach = suffix_reach(pattern);
  ASSERT_TRUE(regex);
  ASSERT_TRUE(reach);
  RegexScratch scratch;
  std::mt19937 random(1);
  const std::vector<std::string_view> pieces = {".",  "..", "a",  "A", "9", "'s", "’s",    "km²", "US$", "%",
                                                "°C", "é",  "中", "…", ")", "\"", "اكواب", "م",   "\n"};
  for (int i = 0; i < 50'000; ++i) {
    const std::string word = random_word(random, pieces);
    const auto full = regex->search(word, scratch);
    const auto near = regex->search(word, scratch, {.from = reach->search_from(word)});
    ASSERT_EQ(full, near) << word;
  }
}

TEST(AddressPattern, TheFastOneMatchesTheSameWords) {
  SKIP_WITHOUT_MODEL();
  const std::string pattern = real_pattern("url_match");
  const std::string fast = linear_address_pattern(pattern);
  ASSERT_NE(pattern, fast);
  const auto slow_regex = PythonRegex::compile(pattern, PythonRegex::Begin::kAtStart);
  const auto fast_regex = PythonRegex::compile(fast, PythonRegex::Begin::kAtStart);
  ASSERT_TRUE(slow_regex);
  ASSERT_TRUE(fast_regex);
  RegexScratch scratch;
  std::mt19937 random(2);
  const std::vector<std::string_view> pieces = {"http://", "a",  "b.",  ".com", "@", ":",       "80",
                                                "/",       "?q", "#",   "-",    "_", "8.8.8.8", "192.168.1.1",
                                                "中国",    ".",  "org", "Z",    "1"};
  size_t matched = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string word = random_word(random, pieces);
    const bool slow = slow_regex->search(word, scratch).has_value();
    ASSERT_EQ(slow, fast_regex->search(word, scratch).has_value()) << word;
    matched += slow ? 1 : 0;
  }
  EXPECT_GT(matched, 1000U);
}

}  // namespace
}  // namespace tocsin::nlp
