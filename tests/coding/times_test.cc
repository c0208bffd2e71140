// Claims about times: value, interval and anchor of the expressions in a sentence.
#include "coding/times.h"

#include "base/dates.h"
#include "cases.h"

namespace tocsin::coding {
namespace {

const lexicon::TimeWords& words() {
  static const auto opened = lexicon::TimeWords::open(std::string(TOCSIN_SOURCE_DIR) + "/data");
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}

std::string shown(const Document& doc, const FoundTime& time) {
  std::string line = std::string(doc.text(time.bytes)) + " = " + time.value;
  if (!time.mod.empty()) line += " " + std::string(time.mod);
  if (time.start) line += " " + format_date(*time.start) + "/" + format_date(*time.end);
  return line;
}

/// The times of a case in one line, counted from a day (empty = unknown).
std::string times_of(const std::string& name, const std::string& day) {
  const Document doc = document_of_case("times.conllu", name);
  std::string out;
  for (const FoundTime& time : find_times(doc, parse_date(day), words()))
    out += (out.empty() ? "" : "; ") + shown(doc, time);
  return out;
}

TEST(Times, WithoutADayTheYearStaysUnknown) {
  EXPECT_EQ(times_of("march17", ""), "March 17 = XXXX-03-17");
  EXPECT_EQ(times_of("late_march", ""), "late March = XXXX-03 END");
  EXPECT_EQ(times_of("monday_past", ""), "Monday = XXXX-WXX-1");
}

TEST(Times, TheDayOfPublicationGivesTheYear) {
  EXPECT_EQ(times_of("march17", "2025-05-22"), "March 17 = 2025-03-17 2025-03-17/2025-03-17");
}

TEST(Times, LateMarchIsFromThe21st) {
  EXPECT_EQ(times_of("late_march", "2025-05-22"), "late March = 2025-03 END 2025-03-21/2025-03-31");
}

TEST(Times, AMonthNotYetReachedIsOfTheYearBefore) {
  EXPECT_EQ(times_of("late_march", "2025-01-10"), "late March = 2024-03 END 2024-03-21/2024-03-31");
}

TEST(Times, FullDatesNeedNoAnchor) {
  EXPECT_EQ(times_of("full", ""), "12 March 2014 = 2014-03-12 2014-03-12/2014-03-12");
  EXPECT_EQ(times_of("american", ""), "March 12, 2014 = 2014-03-12 2014-03-12/2014-03-12");
  EXPECT_EQ(times_of("iso", ""), "2014-03-12 = 2014-03-12 2014-03-12/2014-03-12");
  EXPECT_EQ(times_of("slashes", ""), "3/12/89 = 1989-03-12 1989-03-12/1989-03-12");
}

TEST(Times, TenseSaysOnWhichSideAWeekdayLies) {
  EXPECT_EQ(times_of("monday_past", "2025-05-22"), "Monday = 2025-05-19 2025-05-19/2025-05-19");
  EXPECT_EQ(times_of("monday_future", "2025-05-22"), "Monday = 2025-05-26 2025-05-26/2025-05-26");
  EXPECT_EQ(times_of("until", "2025-05-22"), "Tuesday = 2025-05-27 2025-05-27/2025-05-27");
}

TEST(Times, WeeksAreIsoWeeks) {
  EXPECT_EQ(times_of("last_week", "2025-05-22"),
            "last week = 2025-W20 2025-05-12/2025-05-18; next month = 2025-06 2025-06-01/2025-06-30");
}

TEST(Times, ALastMonthIsOver) {
  EXPECT_EQ(times_of("last_november", "2025-05-22"), "last November = 2024-11 2024-11-01/2024-11-30");
}

TEST(Times, AgoCountsFromPublicationEarlierFromWhatWasTold) {
  EXPECT_EQ(times_of("ago", "2025-05-22"),
            "two days ago = 2025-05-20 2025-05-20/2025-05-20; a year earlier = 2024 2024-01-01/2024-12-31");
  EXPECT_EQ(times_of("day_later", ""),
            "March 3, 2014 = 2014-03-03 2014-03-03/2014-03-03; A day later = 2014-03-04 2014-03-04/2014-03-04");
}

TEST(Times, DecadesAndQuartersHaveTheirOwnValues) {
  EXPECT_EQ(times_of("nineties", ""),
            "the 1990s = 199 1990-01-01/1999-12-31; the third quarter of 1998 = 1998-Q3 1998-07-01/1998-09-30");
}

TEST(Times, StretchesAreDurations) {
  EXPECT_EQ(times_of("durations", ""), "two years = P2Y; 24 hours = PT24H; the next few months = PXM");
}

TEST(Times, WhatRepeatsIsASet) {
  EXPECT_EQ(times_of("sets", ""), "daily = P1D; every Thursday = XXXX-WXX-4");
  const Document doc = document_of_case("times.conllu", "sets");
  EXPECT_EQ(find_times(doc, std::nullopt, words()).at(0).kind, "set");
}

TEST(Times, VagueWordsAreReferences) {
  EXPECT_EQ(times_of("refs", ""), "now = PRESENT_REF; recently = PAST_REF; soon = FUTURE_REF");
}

TEST(Times, AClockTakesItsDay) {
  EXPECT_EQ(times_of("clock", "2025-05-22"), "10:30 a.m. on Tuesday = 2025-05-20T10:30 2025-05-20/2025-05-20");
}

TEST(Times, YearsAreYearsAfterAPreposition) {
  EXPECT_EQ(times_of("between", ""),
            "2003 = 2003 2003-01-01/2003-12-31; 2005 = 2005 2005-01-01/2005-12-31; 2014 = 2014 2014-01-01/2014-12-31");
}

TEST(Times, AnAgeAndACountAreNoTimes) { EXPECT_EQ(times_of("age", ""), ""); }
TEST(Times, MayAndMarchCanBeVerbs) { EXPECT_EQ(times_of("verbs", "2025-05-22"), ""); }

TEST(Times, TheSecondDayHasTheMonthOfTheFirst) {
  EXPECT_EQ(times_of("second_day", "2025-03-22"),
            "April 24 = 2025-04-24 2025-04-24/2025-04-24; 25 = 2025-04-25 2025-04-25/2025-04-25");
}

TEST(Times, SeasonsOfThisAndOtherYears) {
  EXPECT_EQ(times_of("summer", "2025-05-22"),
            "last summer = 2024-SU 2024-06-01/2024-08-31; spring 1998 = 1998-SP 1998-03-01/1998-05-31");
}

TEST(Times, LastNightIsOfTheDayBefore) {
  EXPECT_EQ(times_of("yesterday_night", "2025-05-22"), "last night = 2025-05-21TNI 2025-05-21/2025-05-21");
}

TEST(Times, AStatementHasItsOwnWeek) {
  const Document doc = document_of_case("times.conllu", "this_week");
  std::vector<FoundTime> times = find_times(doc, parse_date("2025-05-22"), words());
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].value, "2025-W21");
  EXPECT_EQ(times[0].anchor, "published");
  resolve_in(times[0], doc, *parse_date("2025-03-17"), "statement", words());
  EXPECT_EQ(shown(doc, times[0]), "this week = 2025-W12 2025-03-17/2025-03-23");
  EXPECT_EQ(times[0].anchor, "statement");
}

TEST(Times, AStatementDoesNotMoveWhatHasItsYear) {
  const Document doc = document_of_case("times.conllu", "full");
  std::vector<FoundTime> times = find_times(doc, std::nullopt, words());
  resolve_in(times.at(0), doc, *parse_date("2025-03-17"), "statement", words());
  EXPECT_EQ(times[0].value, "2014-03-12");
  EXPECT_EQ(times[0].anchor, "text");
}

}  // namespace
}  // namespace tocsin::coding
