// Claims about the ledger: which kind of entry a sentence makes, of whom, in which words, and what ties or contests it.
#include "coding/ledger.h"

#include "base/dates.h"
#include "cases.h"
#include "coding/coder.h"

namespace tocsin::coding {
namespace {

const Coder& coder() {
  static const auto opened = Coder::open(std::string(TOCSIN_SOURCE_DIR) + "/data");
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}

std::string codes(const Reading& reading, const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids)
    for (const EntityRecord& entity : reading.entities)
      if (entity.id == id) out += (out.empty() ? "" : "+") + entity.country;
  return out;
}

/// "kind BY>TO status | content", then what ties the entry; a line an entry.
std::string entries_of(const std::string& name) {
  const Document doc = document_of_case("ledger.conllu", name);
  Article art;
  art.published = parse_date("2025-06-01");
  const Reading reading = coder().read(doc, art);
  std::string out;
  for (const LedgerRecord& rec : reading.ledger) {
    EXPECT_EQ(doc.text().substr(rec.content.begin, rec.content.end - rec.content.begin), rec.content.text)
        << "content is not the words of the text";
    out += (out.empty() ? "" : "\n") + rec.kind + " " + codes(reading, rec.by) + ">" + codes(reading, rec.to) + " " +
           rec.status + " | " + rec.content.text;
    if (!rec.condition.empty()) out += " | if " + rec.condition.text;
    if (!rec.required_for.empty()) out += " | for " + rec.required_for.text;
    if (!rec.deadline.empty()) out += " | has a deadline";
    if (!rec.contested_with.empty())
      out += " | contested " + codes(reading, rec.contested_by) + " " + rec.contested_with.text;
  }
  return out;
}

TEST(Ledger, AClaimThatTheAccusedRejectsInAnAppositionIsOneContestedClaim) {
  EXPECT_EQ(entries_of("accused_and_rejected"), "claim ETH>EGY contested | training rebels | contested EGY rejected");
}

TEST(Ledger, ADenialOfWhatNobodyHasClaimedIsAContestedClaim) {
  EXPECT_EQ(entries_of("denied"), "claim RUS> contested | denied that it attacked the convoy | contested  denied");
  EXPECT_EQ(
      entries_of("reports_rejected"),
      "claim ETH> contested | rejected reports that its soldiers had killed civilians in Amhara | contested  rejected");
}

TEST(Ledger, WhatMustComeBeforeAnotherActIsAPrecondition) {
  EXPECT_EQ(entries_of("before"),
            "precondition TUR>SWE open | Sweden extradite suspects by July | for it would ratify the accession | has a "
            "deadline");
  EXPECT_EQ(entries_of("before_in_front"),
            "precondition AZE>ARM open | Armenia must drop its claims by the end of the year | for it opens the border "
            "| has a deadline");
}

TEST(Ledger, ARefusalUntilSomethingHappensNamesThePrecondition) {
  EXPECT_EQ(entries_of("until"),
            "refusal IRN> stated | Iran will not return to talks until the United States lifts sanctions | if the "
            "United States lifts sanctions\nprecondition IRN> open | the United States lifts sanctions | for Iran will "
            "not return to talks");
}

TEST(Ledger, AgreementsAreOfAllTheirParties) {
  EXPECT_EQ(entries_of("agreed"), "agreement IND+PAK> agreed | an immediate ceasefire");
  EXPECT_EQ(entries_of("signed_passive"),
            "agreement SEN+MRT> signed | A fishing agreement between Senegal and Mauritania");
}

TEST(Ledger, WillInOnesOwnMouthIsAPledge) {
  EXPECT_EQ(entries_of("pledge"), "pledge SAU> open | it will supply Syria with 1.65 million barrels of crude oil");
  EXPECT_EQ(entries_of("keeps_on"), "pledge RUS> open | We will not stop working until that happens | if that happens");
}

TEST(Ledger, WhatOnlyBelongsToASpeakerPledgesNothing) { EXPECT_EQ(entries_of("own_thing"), ""); }

TEST(Ledger, AThreatKeepsItsCondition) {
  EXPECT_EQ(entries_of("conditional"),
            "warning RUS> stated | Russia will attack Ukraine if NATO expands | if NATO expands");
}

TEST(Ledger, TwoDemandsInOneSentenceAreTwoEntries) {
  EXPECT_EQ(entries_of("two_demands"),
            "demand USA>AZE open | finalize a peace deal with Armenia\ndemand USA>AZE open | release all prisoners");
}

TEST(Ledger, WhoeverActsOnAnAllegationClaimsIt) {
  EXPECT_EQ(entries_of("alleged"), "claim KWT> stated | an alleged plot to carry out assassinations");
}

TEST(Ledger, WhatAPartySaysOfItsForcesIsAClaim) {
  EXPECT_EQ(entries_of("claim"), "claim RUS> stated | its forces destroyed 20 Ukrainian drones overnight");
}

TEST(Ledger, ANewspaperMakesNoClaimOfItsOwn) { EXPECT_EQ(entries_of("media"), ""); }

TEST(Ledger, PraiseAndDismissedLawsuitsEnterNothing) {
  EXPECT_EQ(entries_of("obits"), "");
  EXPECT_EQ(entries_of("lawsuit"), "");
}

TEST(LedgerCues, ATableWithAnUnknownKindIsRefusedWithItsPlace) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "tocsin_ledger_cues_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "ledger_cues.tsv")
      << "lemma\tpos\twhen\tkind\tstatus\tcontent\tsource\nvow\tv\t\tboast\topen\txcomp\town\n";
  const auto opened = lexicon::LedgerCues::open(folder);
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().message, "ledger_cues.tsv:2:4: \"boast\" is no kind of entry; see docs/tables.md");
}

}  // namespace
}  // namespace tocsin::coding
