// Range: half open, so that neighbours touch and do not overlap.
#include "base/range.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Range, GivesTheCharactersFromBeginUpToEnd) {
  EXPECT_EQ((Range{4, 9}.of("the talks end")), "talks");
  EXPECT_EQ((Range{4, 9}.size()), 5U);
}

TEST(Range, NeighboursTouchButDoNotOverlap) {
  const Range first{0, 3}, second{3, 7};
  EXPECT_FALSE(first.overlaps(second));
  EXPECT_FALSE(second.overlaps(first));
  EXPECT_TRUE(first.overlaps({2, 7}));
  EXPECT_TRUE(first.contains(2));
  EXPECT_FALSE(first.contains(3));
}

TEST(Range, CoversItselfAndWhatLiesInside) {
  const Range outer{2, 10};
  EXPECT_TRUE(outer.covers(outer));
  EXPECT_TRUE(outer.covers({3, 9}));
  EXPECT_FALSE(outer.covers({1, 9}));
  EXPECT_FALSE(outer.covers({3, 11}));
}

TEST(Range, IsEmptyWhenItEndsWhereOrBeforeItBegins) {
  EXPECT_TRUE((Range{5, 5}.empty()));
  EXPECT_TRUE((Range{6, 5}.empty()));
  EXPECT_EQ((Range{6, 5}.size()), 0U);
  EXPECT_EQ((Range{3, 3}.of("peace")), "");
}

TEST(Range, IsOrderedByBeginningThenByEnd) {
  EXPECT_LT((Range{1, 9}), (Range{2, 3}));
  EXPECT_LT((Range{1, 3}), (Range{1, 9}));
}

}  // namespace
}  // namespace tocsin
