// Claims about one event told by many: what is one, how tellings are counted, and that nothing is averaged away.
#include "record/merged_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace tocsin {
namespace {

Party state(const std::string& code) { return {code, code.substr(0, 3), "the " + code, false, true}; }
Party person(const std::string& name, const std::string& code = "") {
  return {code, code.substr(0, 3), name, true, true};
}
Party some(const std::string& name, const std::string& code) { return {code, code.substr(0, 3), name, false, false}; }

std::vector<std::string> words(std::string_view text) { return stems_of(text, {"about", "with"}); }

auto named(const std::vector<std::string>& names) { return std::make_shared<const std::vector<std::string>>(names); }

/// A bombing of a market in Halden, as one paper tells it.
ToldEvent bombing(const std::string& id, const std::string& published) {
  ToldEvent ev;
  ev.id = id;
  ev.document = "doc-" + id;
  ev.published = published;
  ev.type = "ASSAULT";
  ev.modes = {"explosives"};
  ev.quad = 4;
  ev.factuality = "happened";
  ev.recipients = {some("people", "FRDCVL")};
  ev.since = ev.until = "2024-03-05";
  ev.place = "halden";
  ev.country = "FRD";
  ev.precision = "city";
  ev.words = words("a bomb killed people at a market in Halden on Tuesday");
  ev.names = named({"freedonia", "halden"});
  return ev;
}

SizeRecord dead(int64_t low, int64_t high) { return {"dead", low, high, {}}; }

/// Two ministers meet in Halden.
ToldEvent talks(const std::string& id, const std::string& published) {
  ToldEvent ev;
  ev.id = id;
  ev.document = "doc-" + id;
  ev.published = published;
  ev.type = "CONSULT";
  ev.quad = 1;
  ev.factuality = "happened";
  ev.reciprocal = true;
  ev.actors = {person("ada brook", "FRDGOV"), person("rufus fire", "SYLGOV")};
  ev.words = words("Ada Brook met Rufus Fire in Halden about the border");
  ev.names = named({"ada brook", "halden", "rufus fire"});
  return ev;
}

TEST(MergedEvents, TheSameBombingInTwoPapersIsOneWithTwoTellings) {
  const auto merged = merge_events({bombing("a", "2024-03-05"), bombing("b", "2024-03-06")});
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].id, "a");
  EXPECT_EQ(merged[0].documents, 2U);
  EXPECT_EQ(merged[0].independent_origins, 2U);
  EXPECT_TRUE(merged[0].disagreements.empty());
}

TEST(MergedEvents, FiftyCopiesOfOneReportAreOneOrigin) {
  std::vector<ToldEvent> events;
  for (int i = 0; i < 50; ++i) {
    events.push_back(bombing("copy" + std::to_string(100 + i), "2024-03-05"));
    events.back().origin = "wire";
  }
  events.push_back(bombing("own", "2024-03-05"));
  const auto merged = merge_events(events);
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].documents, 51U);
  EXPECT_EQ(merged[0].independent_origins, 2U);
}

TEST(MergedEvents, DifferentTollsStandSideBySide) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-05"), bombing("c", "2024-03-06")};
  events[0].sizes = {dead(12, 12)};
  events[1].sizes = {dead(12, 12)};
  events[2].sizes = {dead(15, 15)};
  const auto merged = merge_events(events);
  ASSERT_EQ(merged.size(), 1U);
  const std::vector<Disagreement> wanted = {{"dead", {{"12", {0, 1}}, {"15", {2}}}}};
  EXPECT_EQ(merged[0].disagreements, wanted);
}

TEST(MergedEvents, UndatedStrikesOfTwoDaysWithOtherTollsAreTwo) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-06")};
  for (ToldEvent& ev : events) ev.since = ev.until = "";
  EXPECT_EQ(merge_events(events).size(), 1U);
  events[0].sizes = {dead(27, 27)};
  events[1].sizes = {dead(22, 22)};
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, AtLeastTwelveAndFourteenDoNotContradict) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-05")};
  events[0].sizes = {dead(12, 99)};
  events[1].sizes = {dead(14, 14)};
  const auto merged = merge_events(events);
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_TRUE(merged[0].disagreements.empty());
}

TEST(MergedEvents, ADenialIsKeptBesideWhatItDenies) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-06")};
  events[1].factuality = "denied";
  const auto merged = merge_events(events);
  ASSERT_EQ(merged.size(), 1U);
  const std::vector<Disagreement> wanted = {{"factuality", {{"denied", {1}}, {"told as so", {0}}}}};
  EXPECT_EQ(merged[0].disagreements, wanted);
}

TEST(MergedEvents, APlanIsAnotherEventThanItsDeed) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-05")};
  events[1].factuality = "planned";
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, BombingsInTwoTownsAreTwo) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-05")};
  events[0].lat = 59.1, events[0].lon = 11.4;
  events[1].place = "mostar";
  events[1].lat = 43.3, events[1].lon = 17.8;
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, BombingsAWeekApartAreTwo) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-12")};
  events[1].since = events[1].until = "2024-03-12";
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, ANightBetweenTwoDaysIsOneEventWithTwoDays) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-06")};
  events[1].since = events[1].until = "2024-03-06";
  const auto merged = merge_events(events);
  ASSERT_EQ(merged.size(), 1U);
  ASSERT_EQ(merged[0].disagreements.size(), 1U);
  EXPECT_EQ(merged[0].disagreements[0].what, "day");
}

TEST(MergedEvents, TheAttackersOfTwoStatesMakeTwoEvents) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-05")};
  events[0].actors = {state("SYLMIL")};
  events[1].actors = {state("OSTMIL")};
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, TalksAreOneWhicheverSideIsNamedFirst) {
  std::vector<ToldEvent> events = {talks("a", "2024-03-05"), talks("b", "2024-03-06")};
  std::ranges::reverse(events[1].actors);
  EXPECT_EQ(merge_events(events).size(), 1U);
}

TEST(MergedEvents, UndatedTalksOfAnotherMonthAreOthers) {
  EXPECT_EQ(merge_events({talks("a", "2024-03-05"), talks("b", "2024-04-20")}).size(), 2U);
}

TEST(MergedEvents, TalksOfOtherMinistersAreOthers) {
  std::vector<ToldEvent> events = {talks("a", "2024-03-05"), talks("b", "2024-03-05")};
  events[1].actors = {person("mila castor", "OSTGOV"), person("jon ferrow", "BRUGOV")};
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, TwoPrivatePersonsOfOneStateAreTwo) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-05")};
  events[0].recipients = {person("ines vale", "FRDCVL")};
  events[1].recipients = {person("sam okhara", "FRDCVL")};
  EXPECT_EQ(merge_events(events).size(), 2U);
}

TEST(MergedEvents, DoNotDependOnTheOrderGiven) {
  std::vector<ToldEvent> events;
  for (int day = 1; day < 9; ++day)
    for (const std::string place : {"halden", "mostar"}) {
      const std::string date = "2024-03-0" + std::to_string(day);
      for (int paper = 0; paper < 3; ++paper) {
        events.push_back(bombing(place + std::to_string(day) + "-" + std::to_string(paper), date));
        events.back().place = place;
        events.back().since = events.back().until = paper == 2 ? "" : date;
      }
      events.push_back(talks("t" + place + std::to_string(day), date));
    }
  const auto ids = [](const std::vector<ToldEvent>& given) {
    std::vector<std::vector<std::string>> all;
    for (const MergedEvent& merged : merge_events(given)) {
      all.push_back({merged.id});
      for (const size_t telling : merged.tellings) all.back().push_back(given[telling].id);
    }
    return all;
  };
  const auto wanted = ids(events);
  std::mt19937 random(3);
  for (int i = 0; i < 20; ++i) {
    std::ranges::shuffle(events, random);
    EXPECT_EQ(ids(events), wanted);
  }
}

TEST(MergedEvents, LaterPublicationsLeaveEarlierOnesTogether) {
  std::vector<ToldEvent> events = {bombing("a", "2024-03-05"), bombing("b", "2024-03-06"), talks("c", "2024-03-06")};
  const auto before = merge_events(events);
  events.push_back(bombing("d", "2024-03-07"));
  const auto after = merge_events(events);
  ASSERT_EQ(before.size(), after.size());
  EXPECT_EQ(before[0].id, after[0].id);
  EXPECT_EQ(after[0].tellings, (std::vector<size_t>{0, 1, 3}));
}

TEST(Stems, OfWordsThatSaySomething) {
  EXPECT_EQ(stems_of("The withdrawal, withdrawn with 1,200 men", {"with"}),
            (std::vector<std::string>{"1", "200", "withd"}));
  EXPECT_EQ(stems_of("Šibenik", {}), (std::vector<std::string>{"Šibe"}));
}

TEST(Parties, AStateIsWhoeverSpeaksForIt) {
  EXPECT_TRUE(is_same_party(state("FRDGOV"), state("FRDMIL")));
  EXPECT_TRUE(is_same_party(state("FRD"), person("ada brook", "FRDGOV")));
  EXPECT_FALSE(is_same_party(state("FRDGOV"), state("SYLGOV")));
  EXPECT_FALSE(is_same_party(state("FRDGOV"), some("rebels", "FRDREB")));
}

TEST(Parties, APersonIsKnownByTheLastName) {
  EXPECT_TRUE(is_same_party(person("ada brook", "FRDGOV"), person("brook", "FRDGOV")));
  EXPECT_FALSE(is_same_party(person("ada brook", "FRDGOV"), person("ada vale", "FRDGOV")));
}

}  // namespace
}  // namespace tocsin
