// Claims about lemmas. Input: text, part of speech and morphology; printed form: the lemma.
#include "nlp/lemmatizer.h"

#include <gtest/gtest.h>

#include "nlp/model_folders.h"

namespace tocsin::nlp {
namespace {

std::string lemma(const Lemmatizer& lemmatizer, LemmatizerScratch& scratch, std::string_view text, Pos pos,
                  std::string_view morph) {
  Document doc{std::string(text)};
  Token tok;
  tok.text = doc.text();
  tok.pos = pos;
  tok.morph = morph;
  doc.tokens.push_back(tok);
  lemmatizer.run(doc, scratch);
  return std::string(doc.tokens[0].lemma);
}

/// Nouns with two rules, one known form and one exception. The key is spaCy's id of "noun".
class SmallLemmatizer : public testing::Test {
 protected:
  void SetUp() override {
    using namespace pack;
    const std::string noun = number(16833663260455505849ULL);
    folder_.write("lemmatizer/lookups/lookups.bin",
                  map({str("lemma_rules"), map({noun, list({list({str("s"), str("")}), list({str("ies"), str("y")})})}),
                       str("lemma_exc"), map({noun, map({str("mice"), list({str("mouse")})})}), str("lemma_index"),
                       map({noun, list({str("army")})})}));
  }
  std::string noun(std::string_view text, std::string_view morph = "Number=Plur", Pos pos = Pos::kNoun) {
    const auto lemmatizer = Lemmatizer::open(folder_.path());
    LemmatizerScratch scratch;
    return lemmatizer ? lemma(*lemmatizer, scratch, text, pos, morph) : lemmatizer.error().message;
  }
  TemporaryFolder folder_;
};

TEST_F(SmallLemmatizer, AKnownFormGoesBeforeARuledOne) { EXPECT_EQ(noun("Armies"), "army"); }
TEST_F(SmallLemmatizer, TheFirstRuleMakesTheLemmaOfAnUnknownWord) { EXPECT_EQ(noun("Dronies"), "dronie"); }
TEST_F(SmallLemmatizer, AnExceptionPrevails) { EXPECT_EQ(noun("mice"), "mouse"); }
TEST_F(SmallLemmatizer, AWordWithoutARuleStaysAsItStands) { EXPECT_EQ(noun("Cattle"), "Cattle"); }
TEST_F(SmallLemmatizer, ABaseFormIsOnlyLowered) { EXPECT_EQ(noun("News", "Number=Sing"), "news"); }
TEST_F(SmallLemmatizer, ANameStaysAsItStands) { EXPECT_EQ(noun("Paris", "Number=Sing", Pos::kPropn), "Paris"); }
TEST_F(SmallLemmatizer, OtherWordsAreLowered) { EXPECT_EQ(noun("ΟΔΟΣ", "", Pos::kX), "οδος"); }

TEST_F(SmallLemmatizer, AFormOfOtherCharactersThanLettersNeedsNoIndex) { EXPECT_EQ(noun("F-16s"), "f-16"); }

TEST_F(SmallLemmatizer, ALemmaThatIsThereIsKept) {
  const auto lemmatizer = Lemmatizer::open(folder_.path());
  ASSERT_TRUE(lemmatizer);
  Document doc("mice");
  Token tok;
  tok.text = doc.text();
  tok.pos = Pos::kNoun;
  tok.lemma = "rodent";
  doc.tokens.push_back(tok);
  LemmatizerScratch scratch;
  lemmatizer->run(doc, scratch);
  EXPECT_EQ(doc.tokens[0].lemma, "rodent");
}

TEST_F(SmallLemmatizer, ATableOfAnotherModeIsNamed) {
  folder_.write("lemmatizer/lookups/lookups.bin", pack::map({pack::str("lemma_lookup"), pack::map({})}));
  EXPECT_NE(noun("mice").find("lookups.bin: no table lemma_rules"), std::string::npos);
}

TEST_F(SmallLemmatizer, ADamagedFileIsNamed) {
  folder_.write("lemmatizer/lookups/lookups.bin", "\xC1");
  EXPECT_NE(noun("mice").find("lookups.bin: not msgpack"), std::string::npos);
}

TEST(BaseForm, FollowsPartOfSpeechAndMorphology) {
  EXPECT_TRUE(is_base_form(Pos::kNoun, "Number=Sing"));
  EXPECT_FALSE(is_base_form(Pos::kNoun, "Number=Plur"));
  EXPECT_TRUE(is_base_form(Pos::kAux, "VerbForm=Inf"));
  EXPECT_TRUE(is_base_form(Pos::kVerb, "Tense=Pres|VerbForm=Fin"));
  EXPECT_FALSE(is_base_form(Pos::kVerb, "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"));
  EXPECT_TRUE(is_base_form(Pos::kAdv, "Degree=Pos"));
  EXPECT_FALSE(is_base_form(Pos::kAdj, "Degree=Cmp"));
}

TEST(EnglishLemmatizer, LemmatizesAsSpacyDoes) {
  SKIP_WITHOUT_MODEL();
  const auto lemmatizer = Lemmatizer::open(real_model());
  ASSERT_TRUE(lemmatizer) << lemmatizer.error().message;
  LemmatizerScratch scratch;
  struct Claim {
    std::string_view text;
    Pos pos;
    std::string_view morph, lemma;
  };
  const std::vector<Claim> claims = {
      {"Troops", Pos::kNoun, "Number=Plur", "troop"},
      {"said", Pos::kVerb, "Tense=Past|VerbForm=Fin", "say"},
      {"shelled", Pos::kVerb, "Tense=Past|VerbForm=Fin", "shell"},
      {"worst", Pos::kAdj, "Degree=Sup", "bad"},
      {"“", Pos::kPunct, "", "\""},
      {"Ministers", Pos::kPropn, "Number=Plur", "Ministers"},
      {"UNDER", Pos::kAdp, "", "under"},
  };
  for (int round = 0; round < 2; ++round)  // the second from the cache
    for (const Claim& claim : claims)
      EXPECT_EQ(lemma(*lemmatizer, scratch, claim.text, claim.pos, claim.morph), claim.lemma);
}

}  // namespace
}  // namespace tocsin::nlp
