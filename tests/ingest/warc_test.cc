// Claims about WARC archives: a record that lies costs that record alone.
#include "claims.h"

namespace tocsin {
namespace {

std::string record(std::string_view type, std::string_view payload, std::string_view length = {}) {
  return "WARC/1.0\r\nWARC-Type: " + std::string(type) +
         "\r\nWARC-Target-URI: http://news.example/1\r\nContent-Length: " +
         (length.empty() ? std::to_string(payload.size()) : std::string(length)) + "\r\n\r\n" + std::string(payload) +
         "\r\n\r\n";
}

std::string response(std::string_view body, std::string_view header = "Content-Type: text/html; charset=utf-8") {
  return "HTTP/1.1 200 OK\r\n" + std::string(header) + "\r\n\r\n" + std::string(body);
}

const std::string kGood = record("response", response("<p>The envoys met in Geneva.</p>"));

std::vector<std::string> texts(const ReadInput& read) {
  std::vector<std::string> out;
  for (const Article& art : read.articles) out.push_back(art.text);
  return out;
}

TEST(Warc, PagesAreReadAndTheRestIsCounted) {
  const std::string archive =
      record("warcinfo", "software: x") + record("request", "GET / HTTP/1.1\r\n\r\n") + kGood +
      record("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.</p>") +
      record("response", response("\x89PNG", "Content-Type: image/png"));
  const InputFolder folder;
  Result<ArticleStream> stream = ArticleStream::open(folder.write("a.warc", archive), {});
  ASSERT_TRUE(stream);
  const auto art = stream->next();
  ASSERT_TRUE(art && *art);
  EXPECT_EQ((*art)->text, "The envoys met in Geneva.");
  EXPECT_EQ((*art)->url, "http://news.example/1");
  expect_exact_map(**art, archive, 25);
  EXPECT_FALSE(stream->next());
  EXPECT_EQ(stream->counts().skipped, 4U);
}

TEST(Warc, ChunksArePutTogether) {
  const ReadInput read =
      read_input("a.warc", record("response", response("8\r\n<p>They \r\n9\r\nmet.</p>\n\r\n0\r\n\r\n",
                                                       "Content-Type: text/html\r\nTransfer-Encoding: chunked")));
  EXPECT_EQ(texts(read), std::vector<std::string>{"They met."});
}

TEST(Warc, TheHttpHeaderNamesTheCharacterSet) {
  const ReadInput read =
      read_input("a.warc", record("response", response("<meta charset=utf-8><p>caf\xE9 in Geneva</p>",
                                                       "Content-Type: text/html; charset=iso-8859-1")));
  EXPECT_EQ(texts(read), std::vector<std::string>{"café in Geneva"});
}

TEST(Warc, ARecordThatLiesIsAnErrorAndTheNextIsRead) {
  const std::string payload = response("<p>Lost.</p>");
  const std::string no_length = "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + payload + "\r\n\r\n";
  for (const std::string& bad : std::vector<std::string>{
           record("response", payload, "20"), record("response", payload, "18446744073709551615"),
           record("response", payload, "-5"), record("response", payload, "1000000"), record("metadata", payload, "70"),
           no_length, "WARC/7.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "garbage\r\n",
           record("response", response("ffffffff\r\n<p>", "Content-Type: text/html\r\nTransfer-Encoding: chunked"))}) {
    const ReadInput read = read_input("a.warc", record("warcinfo", "x") + bad + kGood);
    EXPECT_EQ(read.errors.size(), 1U) << bad;
    ASSERT_GE(read.articles.size(), 1U) << bad;
    EXPECT_EQ(read.articles.back().text, "The envoys met in Geneva.") << bad;
  }
}

TEST(Warc, ACutArchiveSaysSo) {
  const ReadInput read = read_input("a.warc", kGood + kGood.substr(0, kGood.size() - 20));
  EXPECT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.errors.size(), 1U);
}

}  // namespace
}  // namespace tocsin
