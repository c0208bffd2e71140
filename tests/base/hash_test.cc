// Claims about ids: the same for good, and different where the parts differ.
#include "base/hash.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

// XXH64 of nothing with seed 0, as published with the algorithm.
TEST(Hash, NoPartsGiveTheHashOfNothing) { EXPECT_EQ(hash_of({}), "ef46db3751d8e999"); }

TEST(Hash, SixteenHexDigits) {
  const std::string id = hash_of({"source", "text"});
  EXPECT_EQ(id.size(), 16U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Hash, WhereAPartEndsMatters) {
  EXPECT_NE(hash_of({"ab", "c"}), hash_of({"a", "bc"}));
  EXPECT_NE(hash_of({"abc"}), hash_of({"abc", ""}));
}

TEST(Hash, TheSamePartsGiveTheSameId) { EXPECT_EQ(hash_of({"a", "b"}), hash_of({"a", "b"})); }

}  // namespace
}  // namespace tocsin
