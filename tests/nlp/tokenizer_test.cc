// Claims about tokens. Printed form: tokens between "|", "_" after one that a blank follows, "=norm" where a special
// case gives a norm, white space as \n, \t and \s.
#include "nlp/tokenizer.h"

#include <gtest/gtest.h>

#include <chrono>

#include "nlp/model_folders.h"

namespace tocsin::nlp {
namespace {

std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == ' ') {
      out += "\\s";
    } else {
      out += c;
    }
  }
  return out;
}

std::string print(std::string_view text, const std::vector<RawToken>& tokens) {
  std::string out;
  for (const RawToken& tok : tokens) {
    if (!out.empty()) out += '|';
    out += shown(tok.range.of(text));
    if (!tok.norm.empty()) out += "=" + std::string(tok.norm);
    if (tok.space_after) out += '_';
  }
  return out;
}

std::string tokens_of(const Tokenizer& tokenizer, std::string_view text) {
  TokenizerScratch scratch;
  std::vector<RawToken> tokens;
  tokenizer.run(text, scratch, tokens);
  return print(text, tokens);
}

/// A tokenizer of three expressions and three special cases, one of which affixes cut apart.
class SmallTokenizer : public testing::Test {
 protected:
  static std::string file(std::string_view suffix, const std::string& exceptions) {
    using namespace pack;
    return map({str("prefix_search"), str("^\\(|^\""), str("suffix_search"), str(suffix), str("infix_finditer"),
                str("(?<=[a-z])-(?=[a-z])"), str("url_match"), str("(?u)^\\S+@\\w+$"), str("faster_heuristics"),
                truth(true), str("exceptions"), exceptions});
  }
  static std::string special(std::string_view chunk, std::initializer_list<std::string> tokens) {
    return pack::str(chunk) + pack::list(tokens);
  }
  static std::string exceptions() {
    using namespace pack;
    const auto orth = [](std::string_view text) { return map({number(65), str(text)}); };
    return map({str("cannot"),
                list({map({number(65), str("can")}), map({number(65), str("not"), number(67), str("NOT")})}),
                str("Mr."), list({orth("Mr.")}), str("(c)"), list({orth("(c)")})});
  }
  void SetUp() override { folder_.write("tokenizer", file("\\)$|\"$|\\.$|\\.\\.+$", exceptions())); }

  std::string tokens(std::string_view text) {
    auto tokenizer = Tokenizer::open(folder_.path());
    return tokenizer ? tokens_of(*tokenizer, text) : tokenizer.error().message;
  }
  TemporaryFolder folder_;
};

TEST_F(SmallTokenizer, AffixesAreTakenUntilNothingIsLeftToTake) {
  EXPECT_EQ(tokens("(\"word.\")"), "(|\"|word|.|\"|)");
}
TEST_F(SmallTokenizer, ASpecialCaseIsNotCut) { EXPECT_EQ(tokens("Mr. No."), "Mr._|No|."); }
TEST_F(SmallTokenizer, ASpecialCaseInsideAffixesIsFound) { EXPECT_EQ(tokens("(cannot)"), "(|can|not=NOT|)"); }
TEST_F(SmallTokenizer, ASpecialCaseKeepsItsPrefixWhenOnlyTheSuffixIsCut) { EXPECT_EQ(tokens("Mr.)"), "Mr.|)"); }
TEST_F(SmallTokenizer, ASpecialCaseThatAffixesCutApartIsPutTogether) { EXPECT_EQ(tokens("\"\"(c)"), "\"|\"|(c)"); }
TEST_F(SmallTokenizer, ThePartsOfASpecialCaseWithABlankBetweenAreNone) { EXPECT_EQ(tokens("( c)"), "(_|c|)"); }
TEST_F(SmallTokenizer, ThePhraseIsFoundBetweenOtherAffixes) { EXPECT_EQ(tokens("\"(c)\""), "\"|(c)|\""); }
TEST_F(SmallTokenizer, InfixesCutWhatIsLeft) { EXPECT_EQ(tokens("well-to-do -x x-"), "well|-|to|-|do_|-x_|x-"); }
TEST_F(SmallTokenizer, AnAddressIsNotCut) { EXPECT_EQ(tokens("(a-b@c)"), "(|a-b@c|)"); }
TEST_F(SmallTokenizer, OneBlankIsNoTokenMoreAre) { EXPECT_EQ(tokens("a b  c"), "a_|b_|\\s|c"); }
TEST_F(SmallTokenizer, LeadingAndTrailingBlanksAreKept) { EXPECT_EQ(tokens(" a  "), "\\s|a_|\\s"); }
TEST_F(SmallTokenizer, ALineEndIsATokenWithTheBlanksThatFollow) { EXPECT_EQ(tokens("a\n b"), "a|\\n\\s|b"); }
TEST_F(SmallTokenizer, ANoBreakSpaceIsWhiteSpace) { EXPECT_EQ(tokens("a\u00A0b"), "a|\u00A0|b"); }
TEST_F(SmallTokenizer, AnEmptyTextHasNoTokens) { EXPECT_EQ(tokens(""), ""); }
TEST_F(SmallTokenizer, ARunOfDotsIsOneSuffix) { EXPECT_EQ(tokens("so...."), "so|...."); }

TEST_F(SmallTokenizer, WhatTheScratchHasSeenChangesNothing) {
  auto tokenizer = Tokenizer::open(folder_.path());
  ASSERT_TRUE(tokenizer);
  TokenizerScratch scratch;
  std::vector<RawToken> tokens;
  for (int round = 0; round < 3; ++round) {
    tokenizer->run("(cannot) x-y", scratch, tokens);
    EXPECT_EQ(print("(cannot) x-y", tokens), "(|can|not=NOT|)_|x|-|y");
  }
}

TEST_F(SmallTokenizer, AMissingFileIsNamed) {
  std::filesystem::remove(folder_.path() / "tokenizer");
  EXPECT_NE(tokens("a").find("tokenizer: no such file"), std::string::npos);
}

TEST_F(SmallTokenizer, EveryShortenedFileIsRefused) {
  const std::string whole = file("\\)$", exceptions());
  for (size_t size = 0; size < whole.size(); ++size) {
    folder_.write("tokenizer", std::string_view(whole).substr(0, size));
    const auto tokenizer = Tokenizer::open(folder_.path());
    ASSERT_FALSE(tokenizer) << size;
    EXPECT_EQ(tokenizer.error().kind, ErrorKind::kResource);
  }
}

TEST_F(SmallTokenizer, ABrokenExpressionIsNamed) {
  folder_.write("tokenizer", file("(unclosed$", exceptions()));
  const std::string message = tokens("a");
  EXPECT_NE(message.find("suffix_search: regular expression: missing closing parenthesis"), std::string::npos)
      << message;
}

TEST_F(SmallTokenizer, ASpecialCaseThatSpellsAnotherWordIsNamed) {
  using namespace pack;
  folder_.write("tokenizer", file("\\)$", map({str("abc"), list({map({number(65), str("ab")})})})));
  const std::string message = tokens("a");
  EXPECT_NE(message.find("special case \"abc\" has tokens that spell \"ab\""), std::string::npos) << message;
}

TEST(EnglishTokenizer, TokenizesAsSpacyDoes) {
  SKIP_WITHOUT_MODEL();
  const auto tokenizer = Tokenizer::open(real_model());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  const std::vector<std::pair<std::string_view, std::string_view>> pairs = {
      {"They don't know; we can't either.", "They_|do=do|n't=not_|know|;_|we_|ca=can|n't=not_|either|."},
      {"The U.S.-led talks cost $5.2bn, i.e. 4km away.", "The_|U.S.-led_|talks_|cost_|$|5.2bn|,_|i.e._|4|km_|away|."},
      {"\"Yes,\" said Mr. Smith's aide.", "\"|Yes|,|\"_|said_|Mr._|Smith|'s_|aide|."},
      {"see https://example.org/a?b=c.", "see_|https://example.org/a?b=c|."},
      {"well-known co-operation 2010-2012", "well|-|known_|co|-|operation_|2010|-|2012"},
      {"(10 a.m.)...", "(|10_|a.m.|)|..."},
      {"a/b and/or x—y", "a|/|b_|and/or=and/or_|x|—|y"},
      {":-) :(", ":-)_|:("},
  };
  for (const auto& [text, expected] : pairs) EXPECT_EQ(tokens_of(*tokenizer, text), expected);
}

TEST(EnglishTokenizer, HostileWordsTakeLinearTime) {
  SKIP_WITHOUT_MODEL();
  const auto tokenizer = Tokenizer::open(real_model());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  for (const std::string_view unit :
       {"(", "a", "a.", "a:", "a@", "a:a@", "..", "_", "-", "://", "a-", "'s", "10", "\xC3\xA9.", "(a)"}) {
    std::string word;
    while (word.size() < 1'000'000) word += unit;
    const auto begun = std::chrono::steady_clock::now();
    TokenizerScratch scratch;
    std::vector<RawToken> tokens;
    tokenizer->run(word, scratch, tokens);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20)) << unit;
    uint32_t at = 0;
    for (const RawToken& tok : tokens) {
      ASSERT_EQ(tok.range.begin, at) << unit;
      at = tok.range.end;
    }
    EXPECT_EQ(at, word.size()) << unit;
  }
}

}  // namespace
}  // namespace tocsin::nlp
