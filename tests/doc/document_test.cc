// Document: what follows from heads, sentence starts and entity flags, and what stays valid when it moves.
#include "doc/document.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace tocsin {
namespace {

/// "Talks ended. Both sides agreed." with heads as a parser would set them; tokens are cut at blanks and full stops.
Document two_sentences() {
  Document doc("Talks ended. Both sides agreed.");
  constexpr std::array<Range, 7> kRanges = {{{0, 5}, {6, 11}, {11, 12}, {13, 17}, {18, 23}, {24, 30}, {30, 31}}};
  constexpr std::array<uint32_t, 7> kHeads = {1, 1, 1, 4, 5, 5, 5};
  for (size_t i = 0; i < kRanges.size(); ++i) {
    Token tok;
    tok.range = kRanges[i];
    tok.text = doc.text(tok.range);
    tok.head = kHeads[i];
    tok.sent_start = i == 0 || i == 3;
    doc.tokens.push_back(tok);
  }
  doc.link_sentences();
  return doc;
}

TEST(Document, SentencesFollowFromTheirStarts) {
  const Document doc = two_sentences();
  ASSERT_EQ(doc.sentences.size(), 2U);
  EXPECT_EQ(doc.sentences[0].tokens, (Range{0, 3}));
  EXPECT_EQ(doc.sentences[1].tokens, (Range{3, 7}));
  EXPECT_EQ(doc.tokens[2].sent, 0U);
  EXPECT_EQ(doc.tokens[3].sent, 1U);
}

TEST(Document, TheRootOfASentenceGovernsItself) {
  const Document doc = two_sentences();
  EXPECT_EQ(doc.sentences[0].root, 1U);
  EXPECT_EQ(doc.sentences[1].root, 5U);
}

TEST(Document, EdgesReachOverTheWholeSubtree) {
  const Document doc = two_sentences();
  EXPECT_EQ(doc.tokens[5].left_edge, 3U);  // agreed ← sides ← Both
  EXPECT_EQ(doc.tokens[5].right_edge, 6U);
  EXPECT_EQ(doc.tokens[4].left_edge, 3U);
  EXPECT_EQ(doc.tokens[4].right_edge, 4U);
  EXPECT_EQ(doc.tokens[3].left_edge, 3U);
}

TEST(Document, BytesOfTokensAreThoseFromTheFirstToTheLast) {
  const Document doc = two_sentences();
  EXPECT_EQ(doc.text(doc.bytes_of({3, 6})), "Both sides agreed");
  EXPECT_TRUE(doc.bytes_of({3, 3}).empty());
}

TEST(Document, TokenAtGivesTheOneThatCoversOrFollowsTheByte) {
  const Document doc = two_sentences();
  EXPECT_EQ(doc.token_at(0), 0U);
  EXPECT_EQ(doc.token_at(4), 0U);
  EXPECT_EQ(doc.token_at(5), 1U);  // the blank before "ended"
  EXPECT_EQ(doc.token_at(11), 2U);
  EXPECT_EQ(doc.token_at(31), 7U);
}

TEST(Document, ViewsStayValidWhenItMoves) {
  Document first = two_sentences();
  const std::string_view kept = first.keep("meeting");
  const std::string_view text = first.text();
  const Document second = std::move(first);
  EXPECT_EQ(second.text().data(), text.data());
  EXPECT_EQ(second.tokens[3].text, "Both");
  EXPECT_EQ(kept, "meeting");
}

TEST(Document, KeepCopiesSoThatTheSourceMayGo) {
  Document doc("x");
  std::string source = "a lemma that is longer than any small string";
  const std::string_view kept = doc.keep(source);
  source.assign(source.size(), '#');
  EXPECT_EQ(kept, "a lemma that is longer than any small string");
  EXPECT_TRUE(doc.keep("").empty());
}

TEST(Document, EntitiesRunFromABeginningOverWhatIsInside) {
  Document doc = two_sentences();
  doc.tokens[0].ent_iob = 'B', doc.tokens[0].ent_type = "ORG";
  doc.tokens[1].ent_iob = 'B', doc.tokens[1].ent_type = "GPE";
  doc.tokens[2].ent_iob = 'I', doc.tokens[2].ent_type = "GPE";
  doc.tokens[5].ent_iob = 'B', doc.tokens[5].ent_type = "DATE";
  doc.link_entities();
  ASSERT_EQ(doc.entities.size(), 3U);
  EXPECT_EQ(doc.entities[0].tokens, (Range{0, 1}));
  EXPECT_EQ(doc.entities[1].tokens, (Range{1, 3}));
  EXPECT_EQ(doc.entities[1].label, "GPE");
  EXPECT_EQ(doc.entities[2].tokens, (Range{5, 6}));
}

TEST(Document, AnEmptyOneHasNoSentencesAndNoEntities) {
  Document doc("");
  doc.link_sentences();
  doc.link_entities();
  EXPECT_TRUE(doc.sentences.empty());
  EXPECT_TRUE(doc.entities.empty());
  EXPECT_EQ(doc.token_at(0), 0U);
}

TEST(DocumentDeathTest, TokensOutsideTheDocumentBreakALaw) {
  const Document doc = two_sentences();
  EXPECT_EXIT((void)doc.bytes_of({3, 99}), testing::ExitedWithCode(4), "a token range lies inside its document");
}

TEST(LabelNames, EveryPartOfSpeechAndDependencyIsFoundByItsName) {
  for (uint8_t i = 0; i <= static_cast<uint8_t>(Pos::kSpace); ++i)
    EXPECT_EQ(pos_named(name_of(static_cast<Pos>(i))), static_cast<Pos>(i)) << int{i};
  for (uint8_t i = 0; i < static_cast<uint8_t>(Dep::kOther); ++i)
    EXPECT_EQ(dep_named(name_of(static_cast<Dep>(i))), static_cast<Dep>(i)) << int{i};
}

TEST(LabelNames, ALabelOfAnotherSchemeIsOtherAndNeverAWrongOne) {
  EXPECT_EQ(dep_named("obl"), Dep::kOther);
  EXPECT_EQ(pos_named("NN"), Pos::kNone);
  EXPECT_EQ(name_of(Dep::kRoot), "ROOT");
  EXPECT_EQ(name_of(Pos::kSpace), "SPACE");
}

}  // namespace
}  // namespace tocsin
