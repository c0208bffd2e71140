// Claims about JSON Lines: fields, damaged lines, the map into the strings.
#include "claims.h"

namespace tocsin {
namespace {

TEST(JsonLines, EachLineIsAnArticleInOrder) {
  const ReadInput read = read_input(
      "n.jsonl",
      R"({"id": "x1", "title": "Talks resume", "text": "They met.", "date": "2024-03-05", "publisher": "The Post", "url": "https://post.example/1"})"
      "\n\n"
      R"({"id": 7, "text": "They left."})");
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  ASSERT_EQ(read.articles.size(), 2U);
  const Article& first = read.articles[0];
  EXPECT_EQ(first.external_id, "x1");
  EXPECT_EQ(first.title, "Talks resume");
  EXPECT_EQ(first.text, "Talks resume\n\nThey met.");
  EXPECT_EQ(first.published, parse_date("2024-03-05"));
  EXPECT_EQ(first.published_from, PublishedFrom::kMetadata);
  EXPECT_EQ(first.publisher, "The Post");
  EXPECT_EQ(first.url, "https://post.example/1");
  EXPECT_EQ(first.source, "n.jsonl");
  EXPECT_EQ(read.articles[1].external_id, "7");
  EXPECT_EQ(read.articles[1].text, "They left.");
  EXPECT_FALSE(read.articles[1].published);
}

TEST(JsonLines, ADamagedLineIsAnErrorAndTheNextIsRead) {
  const ReadInput read = read_input(
      "n.jsonl",
      "{\"text\": \"one\"}\nnot json\n[1]\n{\"id\": 4}\n{\"text\": null}\n{\"text\": \"cut\n{\"text\": \"two\"}");
  ASSERT_EQ(read.articles.size(), 2U);
  EXPECT_EQ(read.articles[1].text, "two");
  ASSERT_EQ(read.errors.size(), 5U);
  EXPECT_TRUE(read.errors[0].starts_with("n.jsonl:2: not JSON: "));
  EXPECT_EQ(read.errors[1], "n.jsonl:3: a JSON object is wanted (found: [1])");
  EXPECT_EQ(read.errors[2],
            "n.jsonl:4: no string under \"text\"; name the field that holds the text (--field text=KEY) (found: "
            "{\"id\": 4})");
  EXPECT_TRUE(read.errors[3].starts_with("n.jsonl:5: no string under \"text\""));
  EXPECT_TRUE(read.errors[4].starts_with("n.jsonl:6: not JSON: "));
}

TEST(JsonLines, EscapesAreResolvedAndTheRestIsMapped) {
  const std::string raw =
      R"({"title":"A \"title\" of it","n":{"text":"inner"},"text":"Caf\u00e9 \ud83c\udff3 “said”\n\tno\/yes."})";
  const ReadInput read = read_input("n.jsonl", raw);
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "A \"title\" of it\n\nCafé 🏳 “said”\n\tno/yes.");
  expect_exact_map(read.articles[0], raw, 30);
}

TEST(JsonLines, AKeyWrittenWithEscapesIsFound) {
  const ReadInput read = read_input("n.jsonl", R"({"te\u0078t": "They met."})");
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "They met.");
}

TEST(JsonLines, TheMapLeadsIntoTheWholeFile) {
  const std::string raw = "{\"text\": \"first\"}\n{\"text\": \"the second line\"}\n";
  const ReadInput read = read_input("n.jsonl", raw);
  ASSERT_EQ(read.articles.size(), 2U);
  expect_exact_map(read.articles[1], raw, 15);
}

TEST(JsonLines, LoneSurrogatesAndDeepNestingAreErrorsOfTheirLines) {
  const std::string deep = "{\"text\":" + std::string(100000, '[') + std::string(100000, ']') + "}\n";
  const ReadInput read = read_input("n.jsonl", R"({"text":"lone \ud800 half"})"
                                               "\n" +
                                                   deep + "{\"text\":\"good\"}");
  EXPECT_EQ(read.errors.size(), 2U);
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "good");
}

TEST(JsonLines, ALineThatIsTooLongIsPassedOver) {
  IngestOptions options;
  options.line_bytes = 1 << 19;
  const ReadInput read =
      read_input("n.jsonl", "{\"text\":\"" + std::string(3 << 20, 'x') + "\"}\n{\"text\":\"good\"}\n", options);
  ASSERT_EQ(read.errors.size(), 1U);
  EXPECT_EQ(read.errors[0], "n.jsonl:1: longer than 524288 bytes; split it into documents");
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "good");
}

TEST(JsonLines, LinesAcrossBlocksOfTheReaderAreWhole) {
  std::string raw;
  for (int i = 0; i < 3000; ++i)
    raw +=
        "{\"id\":" + std::to_string(i) + ",\"text\":\"" + std::string(static_cast<size_t>(i % 700), 'a') + " end.\"}\n";
  const ReadInput read = read_input("n.jsonl", raw);
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  ASSERT_EQ(read.articles.size(), 3000U);
  for (size_t i = 0; i < read.articles.size(); ++i) {
    ASSERT_EQ(read.articles[i].external_id, std::to_string(i));
    ASSERT_TRUE(read.articles[i].text.ends_with("end."));
  }
}

TEST(JsonLines, ADateThatIsNoneLeavesANote) {
  const ReadInput read = read_input("n.jsonl", R"({"text":"x","date":"2024-02-31"})");
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_FALSE(read.articles[0].published);
  EXPECT_TRUE(has_note(read.articles[0], "2024-02-31"));
}

TEST(JsonLines, OtherFieldNamesCanBeAskedFor) {
  IngestOptions options;
  options.fields.text = "body";
  const ReadInput read = read_input("n.jsonl", R"({"body":"They met.","text":"no"})", options);
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "They met.");
}

TEST(JsonLines, ContentDecidesWhereTheNameDoesNot) {
  EXPECT_EQ(read_input("news", R"({"text":"They met."})").articles.at(0).text, "They met.");
  EXPECT_EQ(read_input("news", "{They} met.").articles.at(0).text, "{They} met.");
}

}  // namespace
}  // namespace tocsin
