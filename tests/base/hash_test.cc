// Ids made from content: the same for good, and different where the parts differ.
#include "base/hash.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

TEST(HashOf, IsSixteenHexDigitsAndTheSameEachTime) {
  const std::string id = hash_of({"a source", "a text"});
  EXPECT_EQ(id.size(), 16U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(id, hash_of({"a source", "a text"}));
}

TEST(HashOf, OfNothingIsXxh64OfNothing) {
  // The reference value of XXH64 for no bytes and seed 0.
  EXPECT_EQ(hash_of({}), "ef46db3751d8e999");
}

TEST(HashOf, WhereAPartEndsMatters) {
  EXPECT_NE(hash_of({"ab", "c"}), hash_of({"a", "bc"}));
  EXPECT_NE(hash_of({"abc"}), hash_of({"abc", ""}));
  EXPECT_NE(hash_of({"", "abc"}), hash_of({"abc", ""}));
}

}  // namespace
}  // namespace tocsin
