// Claims about sayings: which words were said, by whom, in which form, where.
#include "coding/sayings.h"

#include <algorithm>

#include "cases.h"
#include "coding/quotations.h"

namespace tocsin::coding {
namespace {

const lexicon::SpeechCues& cues() {
  static const auto opened = lexicon::SpeechCues::open(std::string(TOCSIN_SOURCE_DIR) + "/data");
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}

/// "speaker+speaker | form | content … content", a line a saying.
class Told {
 public:
  explicit Told(const std::string& name, size_t title_size = 0) : doc_(document_of_case("sayings.conllu", name)) {
    doc_.title_size = title_size;
    sayings_ = find_sayings(Grammar(doc_), cues());
  }
  std::string line(const Saying& saying) const {
    std::string out;
    for (const uint32_t speaker : saying.speakers)
      out += (out.empty() ? "" : "+") + std::string(doc_.tokens[speaker].text);
    out += saying.form == Form::kDirect ? " | direct |" : saying.form == Form::kMixed ? " | mixed |" : " | indirect |";
    for (const Range content : saying.content)
      out += (content == saying.content.front() ? " " : " … ") + std::string(doc_.text(content));
    return out;
  }
  std::string statements() const {
    std::string out;
    for (const Saying& saying : sayings_)
      if (is_statement(saying, doc_)) out += (out.empty() ? "" : "\n") + line(saying);
    return out;
  }
  const Saying& first() const { return sayings_.at(0); }
  const std::vector<Saying>& all() const { return sayings_; }
  const Document& doc() const { return doc_; }

 private:
  Document doc_;
  std::vector<Saying> sayings_;
};

TEST(Sayings, AClauseAfterThatIsIndirectAndLosesThat) {
  EXPECT_EQ(Told("indirect").statements(), "minister | indirect | the army had left the valley");
}

TEST(Sayings, DirectContentHasNeitherMarksNorTheLastComma) {
  const Told told("direct");
  EXPECT_EQ(told.statements(), "minister | direct | The army has left the valley");
  ASSERT_NE(told.first().when, kNone);
  EXPECT_EQ(told.doc().tokens[told.first().when].text, "Monday");
}

TEST(Sayings, QuotedSentencesUnderOneAttributionAreOneStatement) {
  EXPECT_EQ(Told("split").statements(), "minister | direct | We have left the valley … We shall not return.");
}

TEST(Sayings, AQuotationGoesOnOverParagraphs) {
  EXPECT_EQ(Told("two_paragraphs").statements(),
            "minister | direct | We have left the valley … It was time. … Nobody was hurt.");
}

TEST(Sayings, QuotedWordsInsideAClauseAreMixed) {
  EXPECT_EQ(Told("mixed").statements(), "envoy | mixed | the talks had been “frank and useful” for both sides");
}

TEST(Sayings, AStatementToABodyHasMediumAndVenue) {
  const Told told("venue");
  EXPECT_EQ(told.first().venue, "Senate Foreign Relations Committee");
  EXPECT_EQ(told.first().medium, "statement");
  EXPECT_EQ(told.doc().text(told.first().venue_bytes), told.first().venue);
}

TEST(Sayings, TheSentenceAfterAPostIsThePostToo) {
  const Told told("post");
  EXPECT_EQ(told.statements(), "Waltz | direct | Conflict must end … I spoke this week with the adviser.");
  EXPECT_EQ(told.first().medium, "post");
  EXPECT_EQ(told.doc().tokens[told.first().when].text, "March");
}

TEST(Sayings, AnAnnouncementAsANounIsMadeByWhoAnnounced) {
  EXPECT_EQ(Told("announcement").statements(), "Armenia+Azerbaijan | indirect | they had reached an agreement");
}

TEST(Sayings, AccordingToNamesTheSpeaker) {
  EXPECT_EQ(Told("according").statements(), "governor | indirect | The bridge was destroyed overnight");
}

TEST(Sayings, WhatIsToldInsideAStatementIsNested) {
  const Told told("nested");
  EXPECT_EQ(told.statements(), "Waltz | indirect | he had told leaders in Baku to free all prisoners");
  ASSERT_EQ(told.all().size(), 2u);
  EXPECT_TRUE(told.all()[1].nested);
  EXPECT_EQ(told.line(told.all()[1]), "he | indirect | free all prisoners");
  ASSERT_EQ(told.all()[1].addressees.size(), 1u);
}

TEST(Sayings, ADenialKeepsWhatItDenies) {
  const Told told("denial");
  EXPECT_EQ(told.statements(), "Kyiv | indirect | it had shelled the plant");
  EXPECT_TRUE(told.first().denied);
}

TEST(Sayings, ALoneQuotedWordIsNoStatement) { EXPECT_EQ(Told("no_cue").statements(), ""); }

TEST(Sayings, AnOutletIsTheVenueNotTheSpeaker) {
  const Told told("television");
  EXPECT_EQ(told.statements(), "minister | indirect | Tehran would not negotiate under threat");
  EXPECT_EQ(told.first().venue, "state television");
}

TEST(Sayings, AddingIsAStatementOfItsOwnByTheSameSpeaker) {
  EXPECT_EQ(Told("adding").statements(),
            "general | indirect | the road was open\ngeneral | indirect | convoys would leave soon");
}

TEST(Sayings, OtherMarksThanCurlyOnesAreRead) {
  EXPECT_EQ(Told("tex").statements(), "president | direct | We are ready");
  EXPECT_EQ(Told("single").statements(), "spokesman | direct | We are ready");
}

TEST(Sayings, TheCueMayStandBehindTheClause) {
  EXPECT_EQ(Told("final").statements(), "spokesman | indirect | No soldier crossed the line");
  EXPECT_EQ(Told("speaker_after").statements(), "Novak | direct | There will be no deal");
}

TEST(Sayings, WhoIsQuotedAsSayingSpeaks) {
  EXPECT_EQ(Told("passive").statements(), "pilot | indirect | the engine had failed");
}

TEST(Sayings, WhoIsUrgedIsAddressed) {
  const Told told("demand");
  EXPECT_EQ(told.statements(), "council | indirect | leave the town");
  ASSERT_EQ(told.first().addressees.size(), 1u);
  EXPECT_EQ(told.doc().tokens[told.first().addressees[0]].text, "rebels");
}

TEST(Sayings, ATitleIsNoSecondStatement) {
  EXPECT_EQ(Told("title", 24).statements(), "minister | indirect | famine was near");
}

TEST(Sayings, PraiseHasATopicAndIsNoStatement) {
  const Told told("praise");
  EXPECT_EQ(told.statements(), "");
  ASSERT_EQ(told.all().size(), 1u);
  EXPECT_EQ(told.first().kind, "topic");
}

TEST(Sayings, WhoIssuesAStatementSpeaksInIt) {
  EXPECT_EQ(Told("statement_by_body").first().speakers.size(), 1u);
  EXPECT_TRUE(Told("statement_by_body").statements().starts_with("ministers | "));
}

TEST(Sayings, AVerbThatNoTableListsIsACueBesideAQuotation) {
  EXPECT_EQ(Told("guffawed").statements(), "she | direct | You must be joking, my friend");
}

TEST(Quotations, AnApostropheIsNoMark) {
  EXPECT_TRUE(find_quotations("The leaders' talks didn't fail in the '90s.").empty());
}

TEST(Quotations, AStrayMarkOpensNothing) { EXPECT_TRUE(find_quotations("He left the \"room and went.").empty()); }

TEST(Quotations, ALineBreakInsideASentenceIsNoParagraph) {
  EXPECT_EQ(find_paragraphs("The army left\nthe valley.\nIt was cold.", 0).size(), 2u);
}

}  // namespace
}  // namespace tocsin::coding
