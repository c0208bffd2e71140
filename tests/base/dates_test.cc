// Claims about dates: forms that are read, forms that are not, days that do not exist.
#include "base/dates.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

std::string stamp(std::string_view text) {
  const std::optional<Date> date = parse_timestamp(text);
  return date ? format_date(*date) : "none";
}

std::string written(std::string_view text) {
  const std::optional<WrittenDate> date = parse_written_date(text);
  return date ? format_date(date->date) + " " + std::to_string(date->size) : "none";
}

TEST(Dates, AnIsoDateIsReadAndWritten) {
  const std::optional<Date> date = parse_date("2025-05-22");
  ASSERT_TRUE(date);
  EXPECT_EQ(format_date(*date), "2025-05-22");
}

TEST(Dates, ADayThatIsNotInTheCalendarIsNoDate) {
  for (const std::string_view text :
       {"2024-02-31", "2023-02-29", "2024-13-01", "0000-00-00", "2024-00-10", "2024-01-00", "0000-05-05"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_TRUE(parse_date("2024-02-29"));
}

TEST(Dates, OnlyTheWholeIsoFormIsADate) {
  for (const std::string_view text :
       {"2025-5-22", "22-05-2025", "2025-05-22 ", "2025/05/22", "2025-05", "", "2025-05-2x"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Dates, ATimestampKeepsTheDayThatWasWritten) {
  EXPECT_EQ(stamp("2025-05-22T23:30:00-05:00"), "2025-05-22");
  EXPECT_EQ(stamp("2025-05-22 10:00"), "2025-05-22");
  EXPECT_EQ(stamp("20250522"), "2025-05-22");
  EXPECT_EQ(stamp("20250522T101500Z"), "2025-05-22");
  EXPECT_EQ(stamp("2025/5/2"), "2025-05-02");
}

TEST(Dates, WhatIsNoTimestampGivesNothing) {
  for (const std::string_view text :
       {"253402300800", "-62135596801", "1e308", "24:00", "13/01/02", "2025-05/22", "2025-05-223", "tomorrow"})
    EXPECT_EQ(stamp(text), "none") << text;
}

TEST(Dates, MonthsHaveLongAndShortNames) {
  EXPECT_EQ(month_named("March"), 3U);
  EXPECT_EQ(month_named("SEPT"), 9U);
  EXPECT_EQ(month_named("dec"), 12U);
  EXPECT_FALSE(month_named("Marches"));
  EXPECT_FALSE(month_named("Ma"));
}

TEST(Dates, WrittenDatesAreReadWithTheirSize) {
  EXPECT_EQ(written("March 3, 2024 (Agency)"), "2024-03-03 13");
  EXPECT_EQ(written("3 March 2024"), "2024-03-03 12");
  EXPECT_EQ(written("Friday, January 4, 2019 \n"), "2019-01-04 23");
  EXPECT_EQ(written("Thu, 22 May 2025 10:00:00 GMT"), "2025-05-22 16");
  EXPECT_EQ(written("Sept. 1st, 1939"), "1939-09-01 15");
}

TEST(Dates, AWrittenDateWithoutItsYearIsNotGuessed) {
  for (const std::string_view text :
       {"March 3", "March 3, 12:00", "Friday", "31 Feb 2024", "1 January 10000", "May said 3 2024"})
    EXPECT_EQ(written(text), "none") << text;
}

}  // namespace
}  // namespace tocsin
