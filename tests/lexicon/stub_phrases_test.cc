// Claims about pages that show no article.
#include "lexicon/stub_phrases.h"

#include <gtest/gtest.h>

namespace tocsin::lexicon {
namespace {

TEST(StubPhrases, AShortPageThatSaysSoIsAStub) {
  const Result<StubPhrases> stubs = StubPhrases::open(TOCSIN_SOURCE_DIR "/data");
  ASSERT_TRUE(stubs) << stubs.error().message;
  EXPECT_EQ(stubs->kind_of("Troops enter the town\n\nSubscribe to continue reading."), "paywall");
  EXPECT_EQ(stubs->kind_of("404 Not Found"), "error");
  EXPECT_EQ(stubs->kind_of("Please enable JavaScript to view this page."), "script");
  EXPECT_EQ(stubs->kind_of("Troops entered the town on Monday, and the government denied it."), "");
  const std::string article(2000, 'x');
  EXPECT_EQ(stubs->kind_of(article + " Subscribe to continue reading."), "");
}

}  // namespace
}  // namespace tocsin::lexicon
