// Dates: what is read as a day, and what is rather left unknown.
#include "base/dates.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

/// The ISO form of what was read; "-" when it was not.
std::string shown(std::optional<Date> date) { return date ? format_date(*date) : "-"; }

std::string written(std::string_view text) {
  const auto found = parse_written_date(text);
  return found ? format_date(found->date) + " " + std::to_string(found->size) : "-";
}

TEST(ParseDate, ReadsIsoDaysAndNothingElse) {
  EXPECT_EQ(shown(parse_date("2025-05-22")), "2025-05-22");
  EXPECT_EQ(shown(parse_date("0987-01-02")), "0987-01-02");
  for (const char* other :
       {"", "2025-05", "2025/05/22", "20250522", "2025-5-22", "2025-05-22T10:00", "22-05-2025", "2025-05-2x"})
    EXPECT_EQ(shown(parse_date(other)), "-") << other;
}

TEST(ParseDate, DaysThatTheCalendarLacksAreUnknown) {
  for (const char* none : {"2025-02-31", "2025-13-01", "2025-00-10", "2025-06-31", "0000-01-01", "2023-02-29"})
    EXPECT_EQ(shown(parse_date(none)), "-") << none;
  EXPECT_EQ(shown(parse_date("2024-02-29")), "2024-02-29");
}

TEST(ParseTimestamp, GivesTheDayAsTheWriterWroteItWhateverTheZone) {
  for (const char* same : {"2025-05-22", "2025-05-22T23:59:59Z", "2025-05-22T00:10:00+14:00", "2025-05-22 10:00",
                           "20250522", "20250522T101500Z", "2025/05/22", "  2025-05-22"})
    EXPECT_EQ(shown(parse_timestamp(same)), "2025-05-22") << same;
}

TEST(ParseTimestamp, OtherFormsAreUnknown) {
  for (const char* other : {"", "yesterday", "22/05/2025", "2025", "2025-05", "202505221", "2025-05/22", "2025-05-22x"})
    EXPECT_EQ(shown(parse_timestamp(other)), "-") << other;
}

TEST(MonthNamed, KnowsFullAndUsualShortNamesOfAnyCase) {
  EXPECT_EQ(month_named("March"), 3U);
  EXPECT_EQ(month_named("mar"), 3U);
  EXPECT_EQ(month_named("MAY"), 5U);
  EXPECT_EQ(month_named("Sept"), 9U);
  EXPECT_EQ(month_named("September"), 9U);
}

TEST(MonthNamed, WordsThatOnlyBeginLikeAMonthAreNone) {
  for (const char* other : {"", "ma", "marc", "mayor", "decide", "junta", "sep t"})
    EXPECT_EQ(month_named(other), std::nullopt) << other;
}

TEST(ParseWrittenDate, ReadsBothOrdersAndSaysHowFarItRead) {
  EXPECT_EQ(written("March 3, 2024 in Geneva"), "2024-03-03 13");
  EXPECT_EQ(written("3 March 2024"), "2024-03-03 12");
  EXPECT_EQ(written("Mar. 3 2024"), "2024-03-03 11");
  EXPECT_EQ(written("3rd of nothing 2024"), "-");
  EXPECT_EQ(written("July 22nd, 2022"), "2022-07-22 15");
}

TEST(ParseWrittenDate, AWeekdayMayStandInFront) {
  EXPECT_EQ(written("Friday, July 22, 2022"), "2022-07-22 21");
  EXPECT_EQ(written("Fri. 22 July 2022"), "2022-07-22 17");
}

TEST(ParseWrittenDate, ADayWithoutYearOrOutsideTheCalendarIsUnknown) {
  for (const char* other : {"", "March 3", "March 2024", "February 30, 2024", "Friday", "3 2024", "the 3 March 2024"})
    EXPECT_EQ(written(other), "-") << other;
}

}  // namespace
}  // namespace tocsin
