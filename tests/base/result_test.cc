// Result, TRY and TOCSIN_CHECK: how a failure travels.
#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/check.h"

namespace tocsin {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorKind::kInput, std::to_string(number) + " is odd");
  return number / 2;
}

Result<int> quarter(int number) {
  TRY(const int once, half(number));
  TRY(const int twice, half(once));
  return twice;
}

Result<void> must_halve(int number, int& reached) {
  TRY_VOID(half(number));
  reached = 1;
  return {};
}

Result<std::unique_ptr<int>> boxed(int number) {
  TRY(auto value, Result<std::unique_ptr<int>>(std::make_unique<int>(number)));
  return value;
}

TEST(Result, TryGivesTheValueWhenThereIsOne) {
  const Result<int> value = quarter(12);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(*value, 3);
}

TEST(Result, TryReturnsTheFirstErrorUnchanged) {
  const Result<int> at_once = quarter(7);
  ASSERT_FALSE(at_once.has_value());
  EXPECT_EQ(at_once.error().message, "7 is odd");
  EXPECT_EQ(at_once.error().kind, ErrorKind::kInput);
  const Result<int> later = quarter(6);
  ASSERT_FALSE(later.has_value());
  EXPECT_EQ(later.error().message, "3 is odd");
}

TEST(Result, TryVoidStopsTheFunctionAtTheError) {
  int reached = 0;
  EXPECT_FALSE(must_halve(5, reached).has_value());
  EXPECT_EQ(reached, 0);
  EXPECT_TRUE(must_halve(4, reached).has_value());
  EXPECT_EQ(reached, 1);
}

TEST(Result, TryMovesWhatCannotBeCopied) {
  const auto value = boxed(9);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(**value, 9);
}

TEST(Result, ContextIsPutInFrontOfTheMessageAndKeepsTheKind) {
  const Error error = Error{ErrorKind::kResource, "no such column"}.in("states.tsv").in("tables");
  EXPECT_EQ(error.message, "tables: states.tsv: no such column");
  EXPECT_EQ(error.kind, ErrorKind::kResource);
}

TEST(CheckDeathTest, ABrokenLawEndsTheProcessWithFourAndNamesTheLaw) {
  const int one = 1;
  EXPECT_EXIT(TOCSIN_CHECK(one == 2, "one is not two"), testing::ExitedWithCode(4),
              "result_test\\.cc:[0-9]+: broken invariant: one is not two \\(one == 2\\)");
}

TEST(Check, ALawThatHoldsEvaluatesItsConditionOnceAndGoesOn) {
  int count = 0;
  TOCSIN_CHECK(++count == 1, "counted once");
  EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace tocsin
