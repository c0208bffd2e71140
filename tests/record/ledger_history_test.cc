// Claims about the ledger over time: stories of three reports each, and which move each report makes.
#include "record/ledger_history.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

const LedgerWords& language() {
  static const LedgerWords words{{"from", "that", "their", "will", "with", "would"}, {"end", "not", "refrain", "stop"}};
  return words;
}

std::vector<Party> parties(const std::vector<std::string>& codes) {
  std::vector<Party> all;
  for (const std::string& code : codes) all.push_back({code, code.substr(0, 3), "the " + code, false, true});
  return all;
}

/// A story: its reports come a day apart, with one entry or one deed each.
class Story {
 public:
  struct Entry {
    std::string kind, status, content;
    std::vector<std::string> by, to, about;
    std::vector<std::string> contested_by = {};
  };

  Story& report(const Entry& told) {
    ToldEntry entry;
    entry.id = "L" + std::to_string(day_);
    entry.document = document();
    entry.kind = told.kind;
    entry.status = told.status;
    entry.by = parties(told.by);
    entry.to = parties(told.to);
    entry.about = told.about;
    entry.contested_by = parties(told.contested_by);
    entry.content = {0, static_cast<uint32_t>(told.content.size()), told.content};
    entry.words = stems_of(told.content, language().common);
    return add({document(), day(), {entry}, {}, {}});
  }

  Story& deed(const std::string& type, int quad, const std::string& actor, const std::string& words,
              const std::string& factuality = "happened") {
    ToldEvent ev;
    ev.id = "E" + std::to_string(day_);
    ev.type = type;
    ev.quad = quad;
    ev.factuality = factuality;
    ev.actors = parties({actor});
    ev.words = stems_of(words, language().common);
    return add({document(), day(), {}, {ev}, {Span{0, static_cast<uint32_t>(words.size()), words}}});
  }

  /// "L1 signed by L2" for each move, in order.
  [[nodiscard]] std::vector<std::string> moves() const {
    std::vector<std::string> all;
    for (const EntryMove& move : moves_)
      all.push_back(move.entry + " " + (move.status.empty() ? "again" : move.status) + " by " + move.told_as);
    return all;
  }
  [[nodiscard]] const std::vector<EntryMove>& raw_moves() const { return moves_; }
  [[nodiscard]] size_t entry_count() const { return history_.entries().size(); }

 private:
  [[nodiscard]] std::string document() const { return "doc" + std::to_string(day_); }
  [[nodiscard]] std::string day() const { return "2024-03-0" + std::to_string(day_); }
  Story& add(const LedgerReport& report) {
    for (EntryMove& move : history_.add(report)) moves_.push_back(std::move(move));
    ++day_;
    return *this;
  }

  LedgerHistory history_{language().ending};
  std::vector<EntryMove> moves_;
  int day_ = 1;
};

using Moves = std::vector<std::string>;

TEST(LedgerHistory, AnAgreementIsAgreedThenSignedThenInForce) {
  Story story;
  story.report({"agreement", "agreed", "a treaty on the shared border river", {"FRDGOV", "SYLGOV"}, {}, {}})
      .report({"agreement", "signed", "the border river treaty", {"SYLGOV"}, {}, {}})
      .report({"agreement", "in-force", "The treaty on the border river", {"FRDGOV", "SYLGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), (Moves{"L1 signed by L2", "L1 in-force by L3"}));
  EXPECT_EQ(story.entry_count(), 1U);
}

TEST(LedgerHistory, ASignedAgreementIsNotSetBackByAnOlderTelling) {
  Story story;
  story.report({"agreement", "signed", "the border river treaty", {"FRDGOV", "SYLGOV"}, {}, {}})
      .report({"agreement", "agreed", "a border river treaty", {"FRDGOV"}, {}, {}})
      .report({"agreement", "signed", "the border river treaty", {"SYLGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), (Moves{"L1 again by L2", "L1 again by L3"}));
}

TEST(LedgerHistory, ACeasefireIsBrokenAndANewOneIsAnotherEntry) {
  Story story;
  story.report({"agreement", "agreed", "a ceasefire", {"FRDGOV", "SYLGOV"}, {}, {}})
      .report({"agreement", "broken", "the ceasefire", {"SYLMIL"}, {"FRDGOV"}, {}})
      .report({"agreement", "agreed", "a ceasefire", {"FRDGOV", "SYLGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), Moves{"L1 broken by L2"});
  EXPECT_EQ(story.entry_count(), 2U);
}

TEST(LedgerHistory, ACeasefireOfOtherPartiesIsAnother) {
  Story story;
  story.report({"agreement", "agreed", "a ceasefire", {"FRDGOV", "SYLGOV"}, {}, {}})
      .report({"agreement", "broken", "the ceasefire", {"OSTGOV"}, {"BRUGOV"}, {}})
      .report({"agreement", "broken", "the ceasefire", {"OSTGOV"}, {"FRDGOV"}, {}});
  EXPECT_EQ(story.moves(), Moves{});
}

TEST(LedgerHistory, APartyLeavesATreaty) {
  Story story;
  story.report({"agreement", "in-force", "the grain corridor treaty", {"FRDGOV", "SYLGOV"}, {}, {}})
      .report({"agreement", "withdrawn", "the grain corridor treaty", {"SYLGOV"}, {}, {}})
      .report({"agreement", "signed", "a grain corridor treaty", {"FRDGOV", "SYLGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), Moves{"L1 withdrawn by L2"});
  EXPECT_EQ(story.entry_count(), 2U);
}

TEST(LedgerHistory, APledgeIsMetByTheDeed) {
  Story story;
  story.report({"pledge", "open", "withdraw its troops from the Halden bridge", {"SYLGOV"}, {"FRDGOV"}, {}})
      .report({"pledge", "open", "would withdraw its troops from the Halden bridge", {"SYLMIL"}, {"FRDGOV"}, {}})
      .deed("RETREAT", 2, "SYLMIL", "Sylvania's army withdrew its troops from the bridge near Halden");
  EXPECT_EQ(story.moves(), (Moves{"L1 again by L2", "L1 met by E3"}));
}

TEST(LedgerHistory, APlanDoesNotMeetAPledge) {
  Story story;
  story.report({"pledge", "open", "withdraw its troops from the Halden bridge", {"SYLGOV"}, {}, {}})
      .deed("RETREAT", 2, "SYLMIL", "to withdraw troops from the bridge near Halden", "planned")
      .deed("RETREAT", 2, "OSTMIL", "withdrew its troops from the bridge near Halden");
  EXPECT_EQ(story.moves(), Moves{});
}

TEST(LedgerHistory, APledgeIsTakenBack) {
  Story story;
  story.report({"pledge", "open", "open the Halden crossing to refugees", {"SYLGOV"}, {}, {}})
      .report({"refusal", "stated", "will not open the Halden crossing to refugees", {"SYLGOV"}, {}, {}})
      .report({"refusal", "stated", "not open the Halden crossing", {"SYLGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), (Moves{"L1 withdrawn by L2", "L2 again by L3"}));
}

TEST(LedgerHistory, APledgeNotToShellIsBrokenByShelling) {
  Story story;
  story.report({"pledge", "open", "stop shelling villages along the river", {"SYLGOV"}, {"FRDGOV"}, {}})
      .deed("ASSAULT", 4, "FRDMIL", "shelled villages along the river")
      .deed("ASSAULT", 4, "SYLMIL", "shelled two villages along the river");
  EXPECT_EQ(story.moves(), Moves{"L1 broken by E3"});
}

TEST(LedgerHistory, APledgeToAidIsNotBrokenByShelling) {
  Story story;
  story.report({"pledge", "open", "rebuild the villages along the river", {"SYLGOV"}, {"FRDGOV"}, {}})
      .deed("ASSAULT", 4, "SYLMIL", "shelled villages along the river")
      .deed("AID", 2, "SYLGOV", "paid to rebuild villages along the river");
  EXPECT_EQ(story.moves(), Moves{"L1 met by E3"});
}

TEST(LedgerHistory, AnOfferIsAccepted) {
  Story story;
  story.report({"offer", "open", "an exchange of all prisoners", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"agreement", "agreed", "the exchange of prisoners", {"SYLGOV"}, {"FRDGOV"}, {}})
      .report({"agreement", "signed", "the exchange of prisoners", {"SYLGOV", "FRDGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), (Moves{"L1 accepted by L2", "L2 signed by L3"}));
}

TEST(LedgerHistory, AnOfferIsRefusedByWhomItWasMadeTo) {
  Story story;
  story.report({"offer", "open", "a thirty-day truce along the river", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"refusal", "stated", "a truce along the river", {"OSTGOV"}, {}, {}})
      .report({"refusal", "stated", "no truce along the river", {"SYLGOV"}, {"FRDGOV"}, {}});
  EXPECT_EQ(story.moves(), Moves{"L1 refused by L3"});
}

TEST(LedgerHistory, ADemandIsRefusedAndThenNoLongerMet) {
  Story story;
  story.report({"demand", "open", "release the two captured border guards", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"refusal", "stated", "will not release the captured guards", {"SYLGOV"}, {}, {}})
      .deed("RETREAT", 2, "SYLGOV", "released the two captured border guards");
  EXPECT_EQ(story.moves(), Moves{"L1 refused by L2"});
}

TEST(LedgerHistory, ADemandIsMet) {
  Story story;
  story.report({"demand", "open", "release the two captured border guards", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"demand", "open", "that Sylvania release the captured border guards", {"FRDGOV"}, {"SYLGOV"}, {}})
      .deed("RETREAT", 2, "SYLGOV", "Sylvania released two border guards captured in May");
  EXPECT_EQ(story.moves(), (Moves{"L1 again by L2", "L1 met by E3"}));
}

TEST(LedgerHistory, APreconditionIsMetByTheOtherSide) {
  Story story;
  story.report({"precondition", "open", "withdraw heavy weapons behind the river", {"FRDGOV"}, {"SYLGOV"}, {}})
      .deed("RETREAT", 2, "FRDMIL", "withdrew heavy weapons behind the river")
      .deed("RETREAT", 2, "SYLMIL", "withdrew its heavy weapons behind the river");
  EXPECT_EQ(story.moves(), Moves{"L1 met by E3"});
}

TEST(LedgerHistory, AClaimIsContestedThenConfirmed) {
  Story story;
  story.report({"claim", "stated", "Sylvanian drones struck the Halden depot", {"FRDGOV"}, {}, {"SYL"}})
      .report({"claim", "contested", "no drones struck the Halden depot", {"SYLGOV"}, {}, {"FRD"}})
      .report({"claim", "confirmed", "its drones struck the Halden depot", {"SYLMIL"}, {}, {}});
  EXPECT_EQ(story.moves(), (Moves{"L1 contested by L2", "L1 confirmed by L3"}));
}

TEST(LedgerHistory, AClaimIsContestedByADenierThatTheLaterEntryNames) {
  Story story;
  story.report({"claim", "stated", "Sylvania arms the mountain rebels", {"FRDGOV"}, {}, {"SYL"}})
      .report({"claim", "contested", "Sylvania arms mountain rebels", {"FRDGOV"}, {}, {"SYL"}, {"SYLGOV"}})
      .report({"claim", "stated", "Sylvania arms the mountain rebels", {"FRDGOV"}, {}, {"SYL"}});
  EXPECT_EQ(story.moves(), (Moves{"L1 contested by L2", "L1 again by L3"}));
}

TEST(LedgerHistory, AStrangersDoubtContestsNoClaim) {
  Story story;
  story.report({"claim", "stated", "Sylvania arms the mountain rebels", {"FRDGOV"}, {}, {"SYL"}})
      .report({"claim", "contested", "nobody arms the mountain rebels", {"OSTGOV"}, {}, {}})
      .report({"claim", "denied", "Sylvania arms mountain rebels", {"SYLGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), Moves{"L1 denied by L3"});
}

TEST(LedgerHistory, EntriesThatShareAPartyAndOneWordAreTwo) {
  Story story;
  story.report({"demand", "open", "pay for the gas delivered in winter", {"SYLGOV"}, {"FRDGOV"}, {}})
      .report({"demand", "open", "close the gas plant on the island", {"SYLGOV"}, {"FRDGOV"}, {}})
      .report({"refusal", "stated", "will not close the gas plant on the island", {"FRDGOV"}, {}, {}});
  EXPECT_EQ(story.moves(), Moves{"L2 refused by L3"});
  EXPECT_EQ(story.entry_count(), 3U);
}

TEST(LedgerHistory, AWarningIsOnlyEverToldAgain) {
  Story story;
  story.report({"warning", "stated", "any crossing of the river brings war", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"refusal", "stated", "not afraid of a war over the river crossing", {"SYLGOV"}, {}, {}})
      .report({"warning", "stated", "a crossing of the river brings war", {"FRDGOV"}, {"SYLGOV"}, {}});
  EXPECT_EQ(story.moves(), Moves{"L1 again by L3"});
}

TEST(LedgerHistory, AMoveSaysWhoSaysSoWhenAndWhere) {
  Story story;
  story.report({"offer", "open", "an exchange of all prisoners", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"refusal", "stated", "an exchange of prisoners", {"SYLGOV"}, {}, {}});
  ASSERT_EQ(story.raw_moves().size(), 1U);
  const EntryMove& move = story.raw_moves()[0];
  EXPECT_EQ(move.document, "doc2");
  EXPECT_EQ(move.day, "2024-03-02");
  EXPECT_EQ(move.evidence.text, "an exchange of prisoners");
  EXPECT_EQ(move.why, "the other side refuses");
}

TEST(LedgerHistory, NamesAreNoPartOfWhatIsToBeDone) {
  Reading reading;
  reading.entities = {{.id = "N1", .name = "President Ada Brook", .kind = "person"}};
  LedgerRecord demand;
  demand.content = {0, 40, "President Brook release the border guards"};
  const std::vector<std::string> none;
  EXPECT_EQ(told_entry(DocumentWords(reading, none), demand, "L1").words, stems_of("release the border guards", {}));
}

TEST(LedgerHistory, WhatIsDoneAYearLaterMeetsNoPledge) {
  LedgerHistory history(language().ending);
  ToldEntry pledge{.id = "L1",
                   .document = "doc1",
                   .day = "2023-03-01",
                   .kind = "pledge",
                   .status = "open",
                   .by = parties({"FRDGOV"}),
                   .words = stems_of("withdraw heavy weapons", {})};
  EXPECT_TRUE(history.add({"doc1", "2023-03-01", {pledge}, {}, {}}).empty());
  ToldEvent ev;
  ev.id = "E1";
  ev.published = "2024-03-01";
  ev.type = "RETREAT";
  ev.quad = 2;
  ev.factuality = "happened";
  ev.actors = parties({"FRDMIL"});
  ev.words = stems_of("withdraw heavy weapons", {});
  LedgerHistory other = history;
  EXPECT_TRUE(history.add({"doc2", "2024-03-01", {}, {ev}, {Span{}}}).empty());
  EXPECT_TRUE(history.entries().empty());
  ev.published = "2023-04-01";
  EXPECT_EQ(other.add({"doc3", "2023-04-01", {}, {ev}, {Span{}}}).size(), 1U);
}

TEST(LedgerHistory, AMeetingMeetsNothing) {
  Story story;
  story.report({"pledge", "open", "rebuild the villages along the river", {"SYLGOV"}, {"FRDGOV"}, {}})
      .deed("CONSULT", 1, "SYLGOV", "met engineers to rebuild the villages along the river");
  EXPECT_EQ(story.moves(), Moves{});
}

TEST(LedgerHistory, TwoWordsOfThreeAreNotEnoughForAMove) {
  Story story;
  story.report({"offer", "open", "a proposal for deficit reduction", {"FRDGOV"}, {"SYLGOV"}, {}})
      .report({"refusal", "stated", "a proposal on pension reduction", {"SYLGOV"}, {"FRDGOV"}, {}});
  EXPECT_EQ(story.moves(), Moves{});
}

TEST(LedgerHistory, WordsThatManyEntriesHaveMoveNothing) {
  LedgerHistory history(language().ending);
  const auto entry = [](const std::string& id, const std::string& kind, const std::string& by, const std::string& to) {
    return ToldEntry{.id = id,
                     .document = id,
                     .day = "2024-03-01",
                     .kind = kind,
                     .status = kind == "refusal" ? "stated" : "open",
                     .by = parties({by}),
                     .to = parties({to}),
                     .words = stems_of("support comprehensive peace talks", {})};
  };
  for (const char* by : {"AAAGOV", "BBBGOV", "CCCGOV", "DDDGOV"})
    EXPECT_TRUE(history.add({by, "2024-03-01", {entry(by, "demand", by, "EEEGOV")}, {}, {}}).empty());
  EXPECT_TRUE(history.add({"E", "2024-03-02", {entry("E", "refusal", "EEEGOV", "AAAGOV")}, {}, {}}).empty());
}

TEST(LedgerHistory, GoesOnFromRestoredEntries) {
  LedgerHistory first(language().ending);
  ToldEntry offer{.id = "L1",
                  .document = "doc1",
                  .day = "2024-03-01",
                  .kind = "offer",
                  .status = "open",
                  .by = parties({"FRDGOV"}),
                  .to = parties({"SYLGOV"}),
                  .words = stems_of("exchange prisoners", {})};
  ToldEntry answer{.id = "L2",
                   .document = "doc2",
                   .day = "2024-03-02",
                   .kind = "refusal",
                   .status = "stated",
                   .by = parties({"SYLGOV"}),
                   .words = stems_of("prisoners exchange", {})};
  EXPECT_TRUE(first.add({"doc1", "2024-03-01", {offer}, {}, {}}).empty());
  LedgerHistory second(language().ending);
  for (const ToldEntry& entry : first.entries()) second.restore(entry);
  EXPECT_EQ(second.add({"doc2", "2024-03-02", {answer}, {}, {}}), first.add({"doc2", "2024-03-02", {answer}, {}, {}}));
  EXPECT_EQ(second.entries().front().status, "refused");
}

}  // namespace
}  // namespace tocsin
