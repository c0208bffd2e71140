// A store's events as series of pairs.
#include "forecast/series.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tocsin {
namespace {

const Units& units() {
  static const Result<Units> kUnits = Units::open(std::filesystem::path(TOCSIN_SOURCE_DIR) / "data");
  EXPECT_TRUE(kUnits) << kUnits.error().message;
  return *kUnits;
}

Reading two_states() {
  Reading reading;
  reading.entities.push_back({.id = "N1", .country = "ARM"});
  reading.entities.push_back({.id = "N2", .country = "AZE"});
  reading.entities.push_back({.id = "N3", .country = ""});
  return reading;
}

EventRecord event(std::string type, int quad, std::string factuality) {
  EventRecord ev;
  ev.type = std::move(type);
  ev.quad = quad;
  ev.factuality = std::move(factuality);
  ev.actors = {"N2"};
  ev.recipients = {"N1"};
  return ev;
}

TEST(Series, AnEventStandsBetweenItsStatesWhicheverActs) {
  const std::vector<SeriesEvent> events =
      series_events(two_states(), event("ASSAULT", 4, "happened"), "id1", "2020-09-27", units());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].first, "ARM");
  EXPECT_EQ(events[0].second, "AZE");
}

TEST(Series, WhatIsPlannedDeniedOrPossibleIsNoPartOfIt) {
  for (const char* factuality : {"planned", "denied", "possible", "historical"})
    EXPECT_TRUE(series_events(two_states(), event("ASSAULT", 4, factuality), "id", "2020-09-27", units()).empty());
}

TEST(Series, AnActorWithoutACountryMakesNoPair) {
  EventRecord ev = event("ASSAULT", 4, "happened");
  ev.recipients = {"N3"};
  EXPECT_TRUE(series_events(two_states(), ev, "id", "2020-09-27", units()).empty());
}

Panel panel_of(std::vector<SeriesEvent> events, double monthly_events) {
  const Volume volume{month_of(2020, 1), {1, 1, 1}};
  return series_panel(events, volume, {"ARM-AZE", "", "ARM", "AZE", -1}, month_of(2020, 3), monthly_events);
}

TEST(Series, ADayPairAndTypeToldByManyPapersCountsOnce) {
  const SeriesEvent told = {"a", "2020-02-03", "ARM", "AZE", "THREATEN", {1, 4, 7}, -3};
  SeriesEvent again = told;
  again.id = "b";
  const Panel panel = panel_of({told, again}, 0);
  EXPECT_EQ(panel.grids[1].at(0, 1), 1);
  EXPECT_EQ(panel.grids[7].at(0, 1), 1);
}

TEST(Series, WhatHappensAfterTheLastMonthIsNotInThePanel) {
  const Panel panel = panel_of({{"a", "2020-04-01", "ARM", "AZE", "THREATEN", {1}, 0}}, 0);
  EXPECT_EQ(panel.month_count, 3U);
  for (size_t month = 0; month < 3; ++month) EXPECT_EQ(panel.grids[1].at(0, month), 0);
}

TEST(Series, ALoudStoreIsScaledDownAndForceIsNot) {
  std::vector<SeriesEvent> events;
  for (int day = 10; day < 20; ++day)
    events.push_back({"x", "2020-01-" + std::to_string(day), "ARM", "AZE", "ASSAULT", {0, 1}, 0});
  const Panel panel = panel_of(events, 5);
  EXPECT_EQ(panel.grids[0].at(0, 0), 10);
  EXPECT_NEAR(panel.grids[1].at(0, 0), 5, 1e-12);
}

TEST(Series, ItsChannelsAreThoseOfDyadFilesInTheirOrder) {
  std::string names;
  for (const Channel& channel : series_channels()) names += channel.name + " ";
  EXPECT_EQ(names, "force n vc mc vk mk gold threat demand posture coop ");
}

}  // namespace
}  // namespace tocsin
