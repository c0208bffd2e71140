// Outcome files to panels.
#include "forecast/outcomes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "forecast/history.h"

namespace tocsin {
namespace {

const Units& units() {
  static const Result<Units> kUnits = Units::open(std::filesystem::path(TOCSIN_SOURCE_DIR) / "data");
  EXPECT_TRUE(kUnits) << kUnits.error().message;
  return *kUnits;
}

Csv csv(std::string text) {
  Result<Csv> parsed = Csv::parse(std::move(text), "made.csv");
  EXPECT_TRUE(parsed) << parsed.error().message;
  return std::move(*parsed);
}

TEST(Csv, QuotesAndCommasInsideThemAreRead) {
  const Csv file = csv("a,b\r\n\"x, \"\"y\"\"\",2\r\n");
  EXPECT_EQ(file.at(0, 0), "x, \"y\"");
  EXPECT_EQ(*file.number(0, 1), 2);
}

TEST(Csv, ARowWithAFieldTooFewIsNamedWithItsLine) {
  const Result<Csv> file = Csv::parse("a,b\n1,2\n3\n", "made.csv");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message, "made.csv:3: 1 fields where the header has 2");
}

TEST(Csv, AWordWhereANumberIsWantedIsNamed) {
  const Result<double> number = csv("a,b\n1,many\n").number(0, 1);
  ASSERT_FALSE(number);
  EXPECT_EQ(number.error().message, "made.csv:2: b is \"many\" where a number is wanted");
}

TEST(Outcomes, CountryMonthsGetTheirStates) {
  const Result<Outcomes> read = read_country_months(
      csv("country_id,year,month,ged_best_sb,ged_best_ns\n125,2000,1,3,0\n126,2000,2,0,1\n"), units());
  ASSERT_TRUE(read) << read.error().message;
  const Panel& panel = read->panel;
  ASSERT_EQ(panel.units.size(), 2U);
  EXPECT_EQ(panel.units[0].name, "ARM");
  EXPECT_EQ(format_month(panel.first_month), "2000-01");
  EXPECT_EQ(panel.grids[0].at(0, 0), 3);
  EXPECT_TRUE(panel.is_there(0, 0));
  EXPECT_FALSE(panel.is_there(0, 1));
}

TEST(Outcomes, ASuccessorStateContinuesTheHistoryOfTheOneBefore) {
  const Result<Outcomes> read = read_country_months(
      csv("country_id,year,month,ged_best_sb\n59,2011,6,50\n245,2011,7,2\n246,2011,7,0\n"), units());
  ASSERT_TRUE(read) << read.error().message;
  const Grid history = chained(read->panel, 0);
  EXPECT_EQ(history.at(1, 0), 50);
  EXPECT_EQ(history.at(2, 0), 50);
  EXPECT_EQ(read->panel.grids[0].at(1, 0), 0);
}

TEST(Outcomes, BothDirectionsOfAPairAreOneDyad) {
  const Result<Outcomes> read = read_dyad_months(csv("si,oi,m,n,force\nAZE,ARM,0,2,1\nARM,AZE,0,1,0\n"), units());
  ASSERT_TRUE(read) << read.error().message;
  const Panel& panel = read->panel;
  const auto dyad = std::ranges::find(panel.units, "ARM-AZE", &Unit::name);
  ASSERT_NE(dyad, panel.units.end());
  const size_t at = static_cast<size_t>(dyad - panel.units.begin());
  EXPECT_EQ(panel.grids[0].at(at, 0), 1);
  EXPECT_EQ(panel.grids[1].at(at, 0), 3);
}

TEST(Outcomes, ADisputeToldFromBothSidesCountsOnceAndLastsFromStartToEnd) {
  const Result<Outcomes> read =
      read_disputes(csv("disno,statea,stateb,strtmnth,strtyr,endmnth,endyear,hihost\n1,371,373,1,1993,3,1993,4\n"
                        "1,373,371,1,1993,3,1993,4\n"),
                    units());
  ASSERT_TRUE(read) << read.error().message;
  const Panel& panel = read->panel;
  const auto dyad = std::ranges::find(panel.units, "ARM-AZE", &Unit::name);
  ASSERT_NE(dyad, panel.units.end());
  const size_t at = static_cast<size_t>(dyad - panel.units.begin());
  for (size_t month = 0; month < 3; ++month) EXPECT_EQ(panel.grids[0].at(at, month), 1);
}

TEST(Outcomes, EventsOfAnAcledShapedFileAreAddedUpByMonth) {
  const Result<Outcomes> read =
      read_events(csv("event_date,event_type,iso3,fatalities\n2020-01-05,Battles,MLI,4\n"
                      "2020-01-20,Battles,MLI,3\n2020-02-01,Violence against civilians,MLI,2\n"),
                  units());
  ASSERT_TRUE(read) << read.error().message;
  const Panel& panel = read->panel;
  const auto unit = std::ranges::find(panel.units, "MLI", &Unit::name);
  ASSERT_NE(unit, panel.units.end());
  const size_t at = static_cast<size_t>(unit - panel.units.begin());
  EXPECT_EQ(panel.grids[0].at(at, 0), 7);
  EXPECT_EQ(panel.grids[2].at(at, 1), 2);
}

TEST(History, SumsLagsAndTimesSinceLookBackOnly) {
  Grid grid(1, 5);
  grid.at(0, 1) = 2;
  grid.at(0, 3) = 4;
  EXPECT_EQ(sum_over(grid, 2).at(0, 3), 4);
  EXPECT_EQ(sum_over(grid, 3).at(0, 3), 6);
  EXPECT_EQ(lagged(grid, 2).at(0, 3), 2);
  EXPECT_EQ(months_since(grid).at(0, 2), 1);
  EXPECT_EQ(months_since(grid).at(0, 3), 0);
  EXPECT_NEAR(decayed(reaches(grid, 1), 1).at(0, 3), 0.5 + 0.125, 1e-12);
}

}  // namespace
}  // namespace tocsin
