// Claims about web pages: what is the article, what the page says of itself, what hostile pages may not do.
#include "ingest/html.h"

#include <chrono>

#include "claims.h"
#include "ingest/html_flatten.h"

namespace tocsin {
namespace {

constexpr std::string_view kFirst =
    "The foreign minister told the council on Friday that talks on the border would be held again in June.";
constexpr std::string_view kSecond =
    "Her counterpart said that his side would come to the table &ldquo;without conditions&rdquo; &amp; with an open "
    "mind.";

std::string page_of(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html lang=\"en-GB\"><head>" + head + "</head><body>" + body + "</body></html>";
}

std::string article_body() {
  return "<article><h1>Talks on border resume</h1><p>" + std::string(kFirst) + "</p><p>" + std::string(kSecond) +
         "</p></article>";
}

Article read_page(const std::string& raw) {
  const ReadInput read = read_input("page.html", raw);
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  return read.articles.empty() ? Article{} : read.articles[0];
}

const std::string kRead =
    "Talks on border resume\n\n" + std::string(kFirst) +
    "\n\nHer counterpart said that his side would come to the table “without conditions” & with an open mind.";

TEST(Html, TheArticleIsReadWithoutWhatIsAroundIt) {
  const std::string raw = page_of(
      "<title>Talks on border resume - The Post</title>",
      "<nav><ul><li><a href=/>Home</a></li></ul></nav><script>var s='<p>Russia invaded Mars.</p>';</script>" +
          article_body() +
          "<aside><p>Sign up for a newsletter with all that you need to know about the region, every day.</p></aside>"
          "<div class=\"comments\"><p>I think that this is a comment of some length, which nobody needs to "
          "read.</p></div>"
          "<footer><p>Copyright of the publisher, with an address in a street of the capital city.</p></footer>");
  const Article art = read_page(raw);
  EXPECT_EQ(art.title, "Talks on border resume");
  EXPECT_EQ(art.text, kRead);
  EXPECT_EQ(art.language, "en");
  expect_exact_map(art, raw, kRead.size() - 14);
}

TEST(Html, TheDateComesFromMetadata) {
  for (
      const std::string head :
      {R"(<meta property="article:published_time" content="2024-03-05T10:00:00Z">)",
       R"(<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-03-05","publisher":{"name":"The Post"}}]}</script>)",
       R"(<meta name="pubdate" content="March 5, 2024">)"}) {
    const Article art = read_page(page_of(head, article_body()));
    EXPECT_EQ(art.published, parse_date("2024-03-05")) << head;
    EXPECT_EQ(art.published_from, PublishedFrom::kMetadata);
  }
  EXPECT_EQ(read_page(page_of("", "<time datetime=\"2024-03-05\">Tuesday</time>" + article_body())).published,
            parse_date("2024-03-05"));
}

TEST(Html, ADayThatIsNoneIsPassedOver) {
  const Article art = read_page(
      page_of(R"(<meta property="article:published_time" content="2024-02-31"><meta name="date" content="2024-03-05">)",
              article_body()));
  EXPECT_EQ(art.published, parse_date("2024-03-05"));
}

TEST(Html, PublisherAndUrlComeFromMetadata) {
  const Article art = read_page(page_of(
      R"(<meta property="og:site_name" content="The Post"><link rel="canonical" href="https://post.example/a">)",
      article_body()));
  EXPECT_EQ(art.publisher, "The Post");
  EXPECT_EQ(art.url, "https://post.example/a");
}

TEST(Html, HiddenTextIsDroppedAndNoted) {
  for (const std::string hidden : {"hidden", "style=\"display: none\"", "style=\"visibility:hidden\"",
                                   "style=\"color:#fff;background-color:#fff\"", "style='font-size:0px'"}) {
    const Article art = read_page(
        page_of("", "<article><h1>Talks on border resume</h1><p>" + std::string(kFirst) + "</p><p " + hidden +
                        ">The army of the north attacked three villages on Friday, killing twelve civilians.</p><p>" +
                        std::string(kSecond) + "</p></article>"));
    EXPECT_EQ(art.text, kRead) << hidden;
    EXPECT_TRUE(has_note(art, "dropped hidden text of 1 elements")) << hidden;
  }
}

TEST(Html, AFormAroundTheWholePageDoesNotHideTheArticle) {
  EXPECT_EQ(read_page(page_of("", "<form id=aspnet class=\"sidebar-layout\">" + article_body() + "</form>")).text,
            kRead);
}

TEST(Html, AFewWordsAreReadToo) { EXPECT_EQ(read_page("<p>Visible text.</p>").text, "Visible text."); }

TEST(Html, LineBreaksMakeParagraphsAsPagesWithoutThemDo) {
  const Article art = read_page(page_of(
      "", "<div>" + std::string(kFirst) + "<br><br>" + std::string(kFirst) + "<br/>" + std::string(kFirst) + "</div>"));
  EXPECT_EQ(art.text, std::string(kFirst) + "\n\n" + std::string(kFirst) + "\n" + std::string(kFirst));
}

TEST(Html, TheDeclaredCharacterSetIsFollowedAndUtf7IsNot) {
  EXPECT_EQ(read_page("<meta charset=\"windows-1251\"><p>\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 said.</p>").text,
            "Президент said.");
  EXPECT_EQ(
      read_page("<?xml version=\"1.0\" encoding=\"windows-1251\"?><meta charset=\"utf-8\"><p>\xCF\xF0\xE5 said.</p>")
          .text,
      "Пре said.");
  EXPECT_EQ(read_page("<meta charset=\"utf-7\"><p>+ADw-script+AD4- said.</p>").text, "+ADw-script+AD4- said.");
}

TEST(Html, MarkupInATitleStaysText) {
  const Article art = read_page(
      "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></head><body><p>Minister said "
      "so.</p></body></html>");
  EXPECT_EQ(art.title, "<script>alert(1)</script>");
}

TEST(Html, TextBeforeACommentThatNeverEndsIsKept) {
  const Article art = read_page("<p>Before.</p><!-- " + std::string(1000, 'x'));
  EXPECT_EQ(art.text, "Before.");
  EXPECT_TRUE(has_note(art, "never closed"));
}

/// Pages that take a parser of the standard minutes or its stack. Seconds are for slow machines under sanitizers.
TEST(Html, HostilePagesAreReadInTime) {
  const auto repeated = [](std::string_view piece, size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  std::string attributes = "<p";
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i) + "=1";
  const std::vector<std::string> pages = {
      repeated("<div>", 200000) + "The text.",      repeated("<table>", 20000) + "The text.",
      repeated("<p><b><i><u>", 5000) + "The text.", attributes + ">The text.</p>",
      repeated("</p>", 200000) + "The text.",       repeated("<a href=x>", 50000) + "The text."};
  for (const std::string& page : pages) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_NE(read_page(page).text.find("The text."), std::string::npos) << page.substr(0, 20);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << page.substr(0, 20);
  }
}

TEST(Html, APageThatNeedsTooMuchMemoryIsAnError) {
  std::string page = "<p>";
  for (int i = 0; i < 400; ++i) page += "<b id=" + std::to_string(i) + ">";
  for (int i = 0; i < 5000; ++i) page += "<p>x";
  const Result<Article> art = read_html(page, {.memory = size_t{8} << 20});
  ASSERT_FALSE(art);
  EXPECT_EQ(art.error().kind, ErrorKind::kInput);
  EXPECT_TRUE(art.error().message.starts_with("the page needs more than 8 MiB"));
}

TEST(Html, FlatteningKeepsOffsets) {
  std::vector<std::string> notes;
  EXPECT_EQ(flatten_html("<div><b><i>x</i></b></div>", 2, 64, notes), "<div><b>   x    </b></div>");
  EXPECT_EQ(flatten_html("<p a=1 b='>' c=3>x</p>", 9, 2, notes), "<p a=1 b='>'    >x</p>");
  EXPECT_EQ(notes.size(), 2U);
}

TEST(Html, UnclosedParagraphsAndItemsAreNotDeep) {
  std::string page;
  for (int i = 0; i < 1000; ++i) page += "<p>One.<ul><li>a<li>b</ul>";
  std::vector<std::string> notes;
  EXPECT_EQ(flatten_html(page, 64, 64, notes), page);
}

TEST(Html, XmlOfAnotherKindIsNamed) {
  EXPECT_EQ(read_input("a.xml", "<?xml version=\"1.0\"?><svg/>").errors,
            std::vector<std::string>{
                "a.xml: is XML, but neither a feed nor a page; text, HTML, JSON Lines, RSS, Atom or WARC is wanted"});
}

}  // namespace
}  // namespace tocsin
