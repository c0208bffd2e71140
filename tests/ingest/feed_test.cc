// Claims about feeds: fields, dates, maps, refusals.
#include "claims.h"

namespace tocsin {
namespace {

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Post</title>
<item><title>Talks &amp; tea resume</title><link>https://post.example/1</link><guid>g-1</guid>
  <pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>The two sides <b>met</b> in Geneva.</p><script>x()</script><p>They left.</p>]]></content:encoded></item>
<item><title>Second</title><dc:date>2024-03-06T23:00:00Z</dc:date><description>&lt;p&gt;A minister said &amp;quot;no&amp;quot;.&lt;/p&gt;</description></item>
</channel></rss>)";

TEST(Feed, AnItemIsAnArticle) {
  const ReadInput read = read_input("post.rss", kRss);
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  ASSERT_EQ(read.articles.size(), 2U);
  const Article& first = read.articles[0];
  EXPECT_EQ(first.title, "Talks & tea resume");
  EXPECT_EQ(first.text, "Talks & tea resume\n\nThe two sides met in Geneva.\n\nThey left.");
  EXPECT_EQ(first.url, "https://post.example/1");
  EXPECT_EQ(first.external_id, "g-1");
  EXPECT_EQ(first.published, parse_date("2024-03-05"));
  EXPECT_EQ(first.published_from, PublishedFrom::kFeed);
  EXPECT_EQ(read.articles[1].text, "Second\n\nA minister said \"no\".");
  EXPECT_EQ(read.articles[1].published, parse_date("2024-03-06"));
}

TEST(Feed, TheMapLeadsToTheBytesOfTheFeed) {
  const ReadInput read = read_input("post.rss", kRss);
  ASSERT_EQ(read.articles.size(), 2U);
  expect_exact_map(read.articles[0], kRss, 44);
  expect_exact_map(read.articles[1], kRss, 20);
}

TEST(Feed, AtomHasEntries) {
  const ReadInput read = read_input("f.xml", R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>
<entry><id>urn:1</id><title type="html">&lt;i&gt;Envoys&lt;/i&gt; meet</title><link rel="self" href="https://a.example/feed"/>
<link rel="alternate" href="https://a.example/1"/><updated>2024-05-01T08:00:00Z</updated><published>2024-04-30T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met.</p><p>They spoke.</p></div></content></entry></feed>)");
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "Envoys meet\n\nThey met.\n\nThey spoke.");
  EXPECT_EQ(read.articles[0].url, "https://a.example/1");
  EXPECT_EQ(read.articles[0].published, parse_date("2024-04-30"));
}

TEST(Feed, EntitiesOfHtmlAndOtherEncodingsAreRead) {
  const ReadInput read = read_input("x.rss",
                                    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><item><title>Caf\xE9 "
                                    "&eacute;t&eacute;</title></item></channel></rss>");
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "Café été");
}

TEST(Feed, DeclaredEntitiesAreRefused) {
  const ReadInput read =
      read_input("x.rss", R"(<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>&e;</title></item></channel></rss>)");
  EXPECT_EQ(read.articles.size(), 0U);
  ASSERT_EQ(read.errors.size(), 1U);
  EXPECT_TRUE(read.errors[0].contains("declares entities"));
}

TEST(Feed, ABrokenFeedGivesWhatStandsBeforeTheBreak) {
  const ReadInput read = read_input("x.rss", "<rss><channel><item><title>Talks resume</title></item><item><title>Cut");
  ASSERT_GE(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "Talks resume");
  EXPECT_EQ(read.errors.size(), 1U);
}

TEST(Feed, ADateThatCannotBeIsNoDate) {
  const auto item = [](std::string_view date) {
    return "<rss><channel><item><title>A title</title><pubDate>" + std::string(date) +
           "</pubDate></item></channel></rss>";
  };
  IngestOptions options;
  options.latest = parse_date("2026-01-01");
  for (const std::string_view date :
       {"31 Feb 2024", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:60 +9999", "yesterday"}) {
    const ReadInput read = read_input("x.rss", item(date), options);
    ASSERT_EQ(read.articles.size(), 1U);
    EXPECT_FALSE(read.articles[0].published) << date;
    EXPECT_TRUE(has_note(read.articles[0], "is not believed")) << date;
  }
}

TEST(Feed, RepeatedAndSurplusItemsAreCounted) {
  std::string feed = "<rss><channel>";
  for (int i = 0; i < 40; ++i)
    feed += "<item><guid>" + std::to_string(i / 4) + "</guid><title>News</title><description>Text " +
            std::to_string(i / 4) + ".</description></item>";
  feed += "</channel></rss>";
  const InputFolder folder;
  IngestOptions options;
  options.feed_items = 6;
  Result<ArticleStream> stream = ArticleStream::open(folder.write("f.rss", feed), options);
  ASSERT_TRUE(stream);
  size_t count = 0;
  while (stream->next()) ++count;
  EXPECT_EQ(count, 6U);
  EXPECT_EQ(stream->counts().repeated, 15U);  // three of each of five, before the sixth is given
  EXPECT_EQ(stream->counts().deferred, 19U);
  EXPECT_EQ(count + stream->counts().repeated + stream->counts().deferred, 40U);
}

}  // namespace
}  // namespace tocsin
