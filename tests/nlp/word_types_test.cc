// Claims about word types: ids, shapes and norms as spaCy 3.8 gives them, and what the cache keeps.
#include "nlp/word_types.h"

#include <gtest/gtest.h>

#include <set>

#include "nlp/model_folders.h"
#include "nlp/msgpack_reader.h"
#include "nlp/string_ids.h"

namespace tocsin::nlp {
namespace {

TEST(StringIds, AreTheHashOfTheUtf8Bytes) {
  EXPECT_EQ(string_id("coffee"), 3197928453018144401U);
  EXPECT_EQ(string_id("apple"), 8566208034543834098U);
  EXPECT_EQ(string_id("naïve"), 16224804062388677344U);
}

TEST(StringIds, HashTextsOfWholeBlocksAndOfOneByteMore) {
  EXPECT_EQ(string_id("abcdefgh"), 17751780907874141760U);
  EXPECT_EQ(string_id("abcdefghi"), 13885881106499164936U);
}

TEST(StringIds, AreFixedNumbersForReservedSymbolsEvenWhenTheyAreOrdinaryWords) {
  EXPECT_EQ(string_id(""), 0U);
  EXPECT_EQ(string_id("mark"), 423U);
  EXPECT_EQ(string_id("DATE"), 391U);
  EXPECT_EQ(string_id("FLAG20"), 20U);
  EXPECT_EQ(string_id("DEPRECATED001"), 104U);
  EXPECT_EQ(string_id("_"), 456U);
}

TEST(WordShape, WritesLettersAndDigitsAsKindsAndCutsRunsAfterFour) {
  EXPECT_EQ(word_shape("Berlin"), "Xxxxx");
  EXPECT_EQ(word_shape("12345678"), "dddd");
  EXPECT_EQ(word_shape("U.S."), "X.X.");
  EXPECT_EQ(word_shape("iPhone"), "xXxxxx");
}

TEST(WordShape, KnowsCaseAndDigitsBeyondAscii) {
  EXPECT_EQ(word_shape("ÅÄÖ"), "XXX");
  EXPECT_EQ(word_shape("²"), "d");
  EXPECT_EQ(word_shape("Ǆ"), "X");
  EXPECT_EQ(word_shape("ǅx"), "xx");
  EXPECT_EQ(word_shape("……"), "……");
}

TEST(WordShape, IsLongFromAHundredCharactersOn) {
  EXPECT_EQ(word_shape(std::string(99, 'x')), "xxxx");
  EXPECT_EQ(word_shape(std::string(100, 'x')), "LONG");
}

class LexiconTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write("config.cfg", "[nlp]\nlang = \"en\"\n");
    folder_.write("meta.json", R"({"lang": "en", "name": "test", "version": "1"})");
    folder_.write("vocab/lookups.bin", pack::map({pack::str("lexeme_norm"),
                                                  pack::map({pack::number(string_id("colour")), pack::str("color")})}));
  }
  Result<Lexicon> lexicon() {
    auto model = ModelFolder::open(folder_.path());
    EXPECT_TRUE(model.has_value());
    return Lexicon::open(*model, vectors_);
  }
  TemporaryFolder folder_;
  StaticVectors vectors_;
};

TEST_F(LexiconTest, TakesTheNormFromTheTableThenFromTheBaseNormsThenFromLowerCase) {
  const auto words = lexicon();
  ASSERT_TRUE(words.has_value());
  std::string buffer;
  EXPECT_EQ(words->norm_of("colour", buffer), "color");
  EXPECT_EQ(words->norm_of("’s", buffer), "'s");
  EXPECT_EQ(words->norm_of("—", buffer), "-");
  EXPECT_EQ(words->norm_of("€", buffer), "$");
  EXPECT_EQ(words->norm_of("ΣΑΣ", buffer), "σας");
}

TEST_F(LexiconTest, HashesPrefixAndSuffixByCharacterNotByByte) {
  const auto words = lexicon();
  ASSERT_TRUE(words.has_value());
  std::string buffer;
  const WordType type = words->describe("naïveté", "", buffer);
  EXPECT_EQ(type.prefix, string_id("n"));
  EXPECT_EQ(type.suffix, string_id("eté"));
  EXPECT_EQ(words->describe("é", "", buffer).prefix, string_id("é"));
}

TEST_F(LexiconTest, PrefersTheNormOfATokenizerException) {
  const auto words = lexicon();
  ASSERT_TRUE(words.has_value());
  std::string buffer;
  EXPECT_EQ(words->describe("wo", "will", buffer).norm_id, string_id("will"));
}

TEST_F(LexiconTest, RefusesACutTable) {
  folder_.write("vocab/lookups.bin", pack::map({pack::str("lexeme_norm"), pack::map({pack::number(7)})}));
  const auto words = lexicon();
  ASSERT_FALSE(words.has_value());
  EXPECT_EQ(words.error().kind, ErrorKind::kResource);
  EXPECT_NE(words.error().message.find("vocab/lookups.bin"), std::string::npos);
}

TEST_F(LexiconTest, CacheGivesOneSlotToOneTypeAndAnotherWhereABlankFollows) {
  const auto words = lexicon();
  ASSERT_TRUE(words.has_value());
  WordTypeCache cache(8);
  const auto first = cache.find("talks", "", true, *words);
  const auto again = cache.find("talks", "", true, *words);
  const auto closed = cache.find("talks", "", false, *words);
  EXPECT_TRUE(first.is_new);
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(first.slot, again.slot);
  EXPECT_NE(first.slot, closed.slot);
  EXPECT_NE(cache.find("talks", "talk", true, *words).slot, first.slot);
}

TEST_F(LexiconTest, CacheNeverGivesAwayASlotThatTheBatchUses) {
  const auto words = lexicon();
  ASSERT_TRUE(words.has_value());
  WordTypeCache cache(16);
  for (int batch = 0; batch < 200; ++batch) {
    cache.next_batch();
    std::set<uint32_t> slots;
    for (int i = 0; i < 8; ++i) {
      const std::string text = "w" + std::to_string((batch * 5 + i) % 61);
      const uint32_t slot = cache.find(text, "", true, *words).slot;
      slots.insert(slot);
      EXPECT_EQ(cache.entry(slot).type.text, text);
    }
    EXPECT_EQ(slots.size(), 8U);
  }
}

TEST(MsgpackReader, FailsOnACountThatTheBytesCannotHold) {
  MsgpackReader reader(std::string_view("\xdf\xff\xff\xff\xff\x01", 6));
  EXPECT_EQ(reader.map(), 0U);
  EXPECT_TRUE(reader.failed());
}

TEST(MsgpackReader, FailsOnNestingWithoutEnd) {
  const std::string nested(100'000, '\x91');
  MsgpackReader reader(nested);
  reader.skip();
  EXPECT_TRUE(reader.failed());
}

}  // namespace
}  // namespace tocsin::nlp
