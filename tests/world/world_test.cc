// Claims about the world's tables: small ones written here, in a folder of the test's own.
#include "world/world.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "world/resolve.h"

namespace tocsin::world {
namespace {

namespace fs = std::filesystem;

class WorldTables : public testing::Test {
 protected:
  WorldTables() : folder_(fs::temp_directory_path() / ("tocsin-world-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    write("sectors.tsv",
          "sector\tmeaning\nGOV\tgovernment\nMIL\tmilitary\nELI\telite\nREB\trebels\nPTY\tparty\nOPP\topposition\n");
    write("party_words.tsv", "lemma\tkind\tsource\nside\ttwo\town\n");
    write("states.tsv",
          "iso3\tname\tregion\tcow\tgw\tviews_"
          "id\tsince\tuntil\tsource\nZZA\tArcadia\tEurope\t\t\t\t\t\town\nZZB\tBorduria\tEurope\t\t\t\t\t\town\n");
    write("names.tsv",
          "text\tcode\tkind\tsince\tuntil\tsource\nArcadian\tZZA\tadjective\t\t\town\nCAR\tZZB\tabbreviation\t\t\town\n"
          "Szohod\tZZB\tcapital\t\t\town\n");
    write("offices.tsv",
          "person\tnames\tcode\ttitle\toffice\tsince\tuntil\tsource\n"
          "Ada Meer\t\tZZAGOV\tPresident\thead-of-state\t2010-03-01\t2015-03-01\town\n"
          "Ada Meer\t\tZZAGOV\tForeign Minister\tforeign-minister\t2005\t2010-02\town\n"
          "Mohamed Roble\t\tZZBGOV\tPrime Minister\thead-of-government\t2020\t\town\n"
          "Tom Meer\t\tZZBGOV\tJudge\tjudge\t2012\t\town\n");
    write("agents.tsv", "lemma\tcode\tkind\tsource\nrebel\tREB\tperson\town\nsoldier\tMIL\tperson\town\n");
    write("organisations.tsv",
          "name\taliases\tcode\tkind\tsince\tuntil\tsource\nPeople's League\tPLAN\tZZAOPP\tparty\t\t\town\n");
    write("titles.tsv", "title\toffice\tsector\trank\tsource\nforeign minister\tforeign-minister\tGOV\t2\town\n");
  }
  ~WorldTables() override { fs::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) const { std::ofstream(folder_ / file) << text; }
  [[nodiscard]] World open() const {
    auto world = World::open(folder_);
    EXPECT_TRUE(world.has_value()) << (world ? "" : world.error().message);
    return std::move(*world);
  }
  [[nodiscard]] std::string error() const {
    const auto world = World::open(folder_);
    return world ? "" : world.error().message;
  }
  [[nodiscard]] std::string code(std::string_view text, std::string_view day) const {
    const Resolved found = resolve(world_ ? *world_ : world_.emplace(open()), text, day);
    std::string all = found.country;
    for (const std::string& sector : found.sectors) all += "+" + sector;
    return all;
  }

  fs::path folder_;
  mutable std::optional<World> world_;
};

TEST_F(WorldTables, an_abbreviation_is_a_name_only_in_capitals) {
  const World world = open();
  EXPECT_TRUE(world.find("the car stopped").empty());
  EXPECT_TRUE(world.find("The Car stopped").empty());
  const auto hits = world.find("the CAR stopped");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].names[0]->code, "ZZB");
  EXPECT_TRUE(world.named("car").empty());
  EXPECT_EQ(world.named("CAR").size(), 1U);
}

TEST_F(WorldTables, a_name_written_small_is_no_name_but_shares_its_key_with_a_common_noun) {
  write("agents.tsv", "lemma\tcode\tkind\tsource\nplan\t!\tbody\town\n");
  const World world = open();
  const auto small = world.find("a plan");
  ASSERT_EQ(small.size(), 1U);
  EXPECT_EQ(small[0].names.size(), 1U);
  EXPECT_EQ(small[0].names[0]->kind, NameKind::kAgent);
  EXPECT_EQ(world.find("the PLAN")[0].names.size(), 2U);
}

TEST_F(WorldTables, the_longest_name_wins_and_does_not_run_over_a_comma) {
  const World world = open();
  const auto hits = world.find("Ada Meer, of Arcadia");
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].bytes, (Range{0, 8}));
  EXPECT_TRUE(world.find("Ada, Meer").empty());
}

TEST_F(WorldTables, an_office_holds_from_its_first_day_to_its_last) {
  const World world = open();
  const uint32_t ada = world.named("Ada Meer")[0]->person;
  ASSERT_NE(world.office_on(ada, "2010-03-01"), nullptr);
  EXPECT_EQ(world.office_on(ada, "2010-03-01")->title, "President");
  EXPECT_EQ(world.office_on(ada, "2010-02-28")->title, "Foreign Minister");
  EXPECT_EQ(world.office_on(ada, "2015-03-01")->title, "President");
  EXPECT_EQ(world.office_on(ada, "2015-03-02"), nullptr);
  EXPECT_EQ(world.holder("ZZA", "head-of-state", "2012-01-01")->person, "Ada Meer");
  EXPECT_EQ(world.holder("ZZA", "head-of-state", "2016-01-01"), nullptr);
}

TEST_F(WorldTables, of_two_people_of_one_last_name_the_higher_office_on_the_day_comes_first) {
  const World world = open();
  const auto both = world.by_last_name("Meer", "2013-01-01");
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(world.terms(both[0])[0].person, "Ada Meer");
  EXPECT_EQ(world.by_last_name("Meer", "2020-01-01").size(), 1U);
  EXPECT_EQ(world.namesakes("Meer").size(), 2U);
}

TEST_F(WorldTables, a_faulty_table_is_named_by_file_line_and_column) {
  write("names.tsv", "text\tcode\tkind\tsince\tuntil\tsource\nArcadian\tZZA\tnickname\t\t\town\n");
  EXPECT_NE(error().find("names.tsv:2:3"), std::string::npos) << error();
  write("names.tsv", "text\tcode\tkind\tsince\tuntil\tsource\nArcadian\tZZA\n");
  EXPECT_NE(error().find("names.tsv:2"), std::string::npos) << error();
  fs::remove(folder_ / "names.tsv");
  EXPECT_NE(error().find("names.tsv"), std::string::npos) << error();
}

TEST_F(WorldTables, a_person_is_what_the_day_makes_of_them) {
  EXPECT_EQ(code("Ada Meer", "2012-05-05"), "ZZA+GOV");
  EXPECT_EQ(code("Ada Meer", "2019-05-05"), "ZZA+ELI");
  EXPECT_EQ(code("Meer", "2012-05-05"), "ZZA+GOV");
}

TEST_F(WorldTables, a_mayor_who_leads_the_opposition_is_the_mayor) {
  write("offices.tsv",
        "person\tnames\tcode\ttitle\toffice\tsince\tuntil\tsource\n"
        "Bo Quist\t\tZZAGOV\tMayor\tother\t2010\t2014\town\n"
        "Bo Quist\t\tZZAOPP\tLeader of the Plain Party\topposition-leader\t2012\t\town\n");
  EXPECT_EQ(code("Bo Quist", "2013-05-05"), "ZZA+GOV");
  EXPECT_EQ(code("Bo Quist", "2016-05-05"), "ZZA+PTY+OPP");
}

TEST_F(WorldTables, a_body_named_after_another_state_is_another_body) {
  write("armed_groups.tsv", "name\taliases\tcode\tsince\tuntil\tsource\nPlain Liberation Front\t\tZZBREB\t\t\town\n");
  EXPECT_EQ(code("Plain Liberation Front", "2012-05-05"), "ZZB+REB");
  EXPECT_EQ(code("Arcadian Plain Liberation Front", "2012-05-05"), "ZZA+REB");
}

TEST_F(WorldTables, another_transcription_is_the_same_person_and_a_longer_name_another) {
  EXPECT_EQ(code("Mohammed Roble", "2021-01-01"), "ZZB+GOV");
  EXPECT_EQ(code("Ada Meer Quist", "2012-05-05"), "");
}

TEST_F(WorldTables, kinds_of_actors_take_the_country_that_the_words_give) {
  EXPECT_EQ(code("Arcadian soldiers", "2012-05-05"), "ZZA+MIL");
  EXPECT_EQ(code("Arcadian-backed rebels", "2012-05-05"), "+REB");
  EXPECT_EQ(code("Arcadian foreign minister", "2012-05-05"), "ZZA+GOV");
}

TEST_F(WorldTables, a_capital_alone_is_its_government_and_a_party_is_a_party_in_opposition_too) {
  EXPECT_EQ(code("Szohod", "2012-05-05"), "ZZB+GOV");
  EXPECT_EQ(code("People's League", "2012-05-05"), "ZZA+PTY+OPP");
}

}  // namespace
}  // namespace tocsin::world
