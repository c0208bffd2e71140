// read_conllu: annotation of another program laid over a text.
#include "doc/conllu.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

constexpr const char* kText = "Sánchez met Wang. He left.";

std::string row(const std::string& id, const std::string& form, const std::string& head, const std::string& dep,
                const std::string& misc) {
  return id + "\t" + form + "\t" + form + "\tX\tXX\t_\t" + head + "\t" + dep + "\t_\t" + misc + "\n";
}

std::string both_sentences() {
  return "# text = Sánchez met Wang.\n" + row("1", "Sánchez", "2", "nsubj", "Entity=B-PERSON|TokenRange=0:7") +
         row("2", "met", "0", "ROOT", "TokenRange=8:11") +
         row("3", "Wang", "2", "dobj", "SpaceAfter=No|Entity=B-PERSON|TokenRange=12:16") +
         row("4", ".", "2", "punct", "TokenRange=16:17") + "\n" + row("1", "He", "2", "nsubj", "TokenRange=18:20") +
         row("2", "left", "0", "ROOT", "SpaceAfter=No|TokenRange=21:25") +
         row("3", ".", "2", "punct", "SpaceAfter=No|TokenRange=25:26") + "\n";
}

std::string message_of(const std::string& conllu) {
  const auto doc = read_conllu(kText, conllu);
  return doc ? "" : doc.error().message;
}

TEST(ReadConllu, CodePointsOfTheFileBecomeBytesOfTheText) {
  const auto doc = read_conllu(kText, both_sentences());
  ASSERT_TRUE(doc.has_value()) << doc.error().message;
  ASSERT_EQ(doc->tokens.size(), 7U);
  EXPECT_EQ(doc->tokens[0].text, "Sánchez");  // 7 code points, 8 bytes
  EXPECT_EQ(doc->tokens[2].text, "Wang");
  EXPECT_EQ(doc->tokens[6].text, ".");
}

TEST(ReadConllu, HeadsAreIndicesIntoTheWholeDocumentAndRootsGovernThemselves) {
  const auto doc = read_conllu(kText, both_sentences());
  ASSERT_TRUE(doc.has_value()) << doc.error().message;
  EXPECT_EQ(doc->tokens[0].head, 1U);
  EXPECT_EQ(doc->tokens[1].head, 1U);
  EXPECT_EQ(doc->tokens[4].head, 5U);
  EXPECT_EQ(doc->tokens[5].head, 5U);
  EXPECT_EQ(doc->tokens[4].dep, Dep::kNsubj);
}

TEST(ReadConllu, ABlankLineEndsASentence) {
  const auto doc = read_conllu(kText, both_sentences());
  ASSERT_TRUE(doc.has_value()) << doc.error().message;
  ASSERT_EQ(doc->sentences.size(), 2U);
  EXPECT_EQ(doc->sentences[1].tokens, (Range{4, 7}));
  EXPECT_EQ(doc->sentences[1].root, 5U);
}

TEST(ReadConllu, EntitiesAndBlanksAreReadFromMisc) {
  const auto doc = read_conllu(kText, both_sentences());
  ASSERT_TRUE(doc.has_value()) << doc.error().message;
  ASSERT_EQ(doc->entities.size(), 2U);
  EXPECT_EQ(doc->entities[1].label, "PERSON");
  EXPECT_TRUE(doc->tokens[0].space_after);
  EXPECT_FALSE(doc->tokens[2].space_after);
}

TEST(ReadConllu, ALineWithTooFewFieldsIsRefusedWithItsNumber) {
  EXPECT_EQ(message_of("# comment\n1\tHe\n"), "conllu:2: a token line has 10 fields");
}

TEST(ReadConllu, ATokenOutsideTheTextIsRefused) {
  EXPECT_EQ(message_of(row("1", "He", "0", "ROOT", "TokenRange=25:99")), "conllu:1: no TokenRange inside the text");
  EXPECT_EQ(message_of(row("1", "He", "0", "ROOT", "TokenRange=20:18")), "conllu:1: no TokenRange inside the text");
  EXPECT_EQ(message_of(row("1", "He", "0", "ROOT", "_")), "conllu:1: no TokenRange inside the text");
}

TEST(ReadConllu, AHeadOutsideItsSentenceIsRefused) {
  EXPECT_NE(message_of(row("1", "Sánchez", "2", "nsubj", "TokenRange=0:7")).find("outside its sentence"),
            std::string::npos);
  // Token 3 of the first sentence would be the first of the second.
  const std::string across = row("1", "Sánchez", "3", "nsubj", "TokenRange=0:7") +
                             row("2", "met", "0", "ROOT", "TokenRange=8:11") + "\n" +
                             row("1", "He", "0", "ROOT", "TokenRange=18:20");
  EXPECT_NE(message_of(across).find("outside its sentence"), std::string::npos);
}

TEST(ReadConllu, AHeadThatIsNoNumberIsRefused) {
  EXPECT_EQ(message_of(row("1", "He", "x", "ROOT", "TokenRange=18:20")), "conllu:1: HEAD is no number");
}

}  // namespace
}  // namespace tocsin
