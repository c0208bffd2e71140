// Claims about plain text: character sets, cleaning, titles, datelines, and the map back to the bytes.
#include <unicode/ucnv.h>

#include "claims.h"
#include "ingest/article_text.h"

namespace tocsin {
namespace {

Article only_article(const std::string& name, std::string_view bytes, const IngestOptions& options = {}) {
  const ReadInput read = read_input(name, bytes, options);
  EXPECT_EQ(read.errors, std::vector<std::string>{});
  EXPECT_EQ(read.articles.size(), 1U);
  return read.articles.empty() ? Article{} : read.articles[0];
}

constexpr std::string_view kParagraph =
    "The foreign minister of the northern neighbour told the council on Friday that talks on the border would be held "
    "again in June.";

TEST(Text, AFirstLineBeforeABlankLineIsTheTitle) {
  const Article art = only_article("a.txt", "Talks on border resume\n\nThe two sides met on Friday.\n");
  EXPECT_EQ(art.title, "Talks on border resume");
  EXPECT_EQ(art.text, "Talks on border resume\n\nThe two sides met on Friday.");
}

TEST(Text, AFirstLineBeforeALongerParagraphIsTheTitle) {
  const std::string raw = "Talks on border resume\n" + std::string(kParagraph) + "\nThe two sides met on Friday.";
  const Article art = only_article("a.txt", raw);
  EXPECT_EQ(art.title, "Talks on border resume");
  EXPECT_EQ(art.text, "Talks on border resume\n\n" + std::string(kParagraph) + "\nThe two sides met on Friday.");
  expect_exact_map(art, raw, raw.size() - 1);
}

TEST(Text, ASentenceIsNoTitle) {
  EXPECT_EQ(only_article("a.txt", "The two sides met on Friday.\n\nThey will meet again.").title, "");
}

TEST(Text, TheFirstLineOfAWrappedParagraphIsNoTitle) {
  EXPECT_EQ(
      only_article(
          "a.txt",
          "The foreign minister of the northern neighbour told the council\non Friday that talks would be held again.")
          .title,
      "");
}

TEST(Text, ALineOfSpeechIsNoTitle) {
  EXPECT_EQ(only_article("a.txt", "“We will respond,” he said on\n\nFriday in the capital.").title, "");
}

TEST(Text, ALineWithTheDateIsNoTitleAndGivesTheDate) {
  const Article art = only_article("a.txt", "Friday, January 4, 2019 \n\n\nA building collapsed on Monday.");
  EXPECT_EQ(art.title, "");
  ASSERT_TRUE(art.published);
  EXPECT_EQ(format_date(*art.published), "2019-01-04");
  EXPECT_EQ(art.published_from, PublishedFrom::kDateline);
}

TEST(Text, ADatelineGivesTheDateOnlyWithItsYear) {
  EXPECT_EQ(dateline_date("GENEVA, March 3, 2024 (Agency) — Talks resumed."), parse_date("2024-03-03"));
  EXPECT_EQ(dateline_date("LONDON (Agency), 3 March 2024 -- Talks resumed."), parse_date("2024-03-03"));
  EXPECT_FALSE(dateline_date("GENEVA, March 3 (Agency) — Talks resumed."));
  EXPECT_FALSE(dateline_date("The treaty of March 3, 2024 was signed by all sides."));
  EXPECT_FALSE(dateline_date("Talks resumed — after those of March 3, 2024."));
}

TEST(Text, TheOptionGoesBeforeTheDateline) {
  IngestOptions options;
  options.date = parse_date("2025-05-22");
  const Article art = only_article("a.txt", "GENEVA, March 3, 2024 (Agency) — Talks resumed.", options);
  EXPECT_EQ(art.published, options.date);
  EXPECT_EQ(art.published_from, PublishedFrom::kOption);
}

TEST(Text, AByteOrderMarkAndWindowsLineEndsAreTakenOut) {
  const std::string raw = "\xEF\xBB\xBFTitle of it\r\n\r\nOne “line”.\r\nTwo.\rThree.";
  const Article art = only_article("a.txt", raw);
  EXPECT_EQ(art.text, "Title of it\n\nOne “line”.\nTwo.\nThree.");
  expect_exact_map(art, raw, 36);
}

TEST(Text, BytesThatAreNotUtf8BecomeReplacementsWithANote) {
  const std::string raw = "Israel “ \xC0\xAF ” warned. Israel \xE2\x82 warned. “Again.”";
  const Article art = only_article("a.txt", raw);
  EXPECT_EQ(art.text, "Israel “ \uFFFD\uFFFD ” warned. Israel \uFFFD warned. “Again.”");
  EXPECT_TRUE(has_note(art, "replaced 3 sequences"));
  expect_exact_map(art, raw, raw.size() - 4);
}

TEST(Text, AWindows1252FileIsDecoded) {
  const std::string raw = "The caf\xE9 owner said \x93no\x94.";
  const Article art = only_article("a.txt", raw);
  EXPECT_EQ(art.text, "The café owner said “no”.");
  expect_exact_map(art, raw, raw.size() - 3);
}

TEST(Text, Utf16IsDecodedWithAndWithoutMark) {
  std::string raw;
  for (const char c : std::string_view("Iran said on Monday it would not negotiate.")) raw += c, raw += '\0';
  EXPECT_EQ(only_article("a.txt", raw).text, "Iran said on Monday it would not negotiate.");
  EXPECT_EQ(only_article("a.txt", "\xFF\xFE" + raw).text, "Iran said on Monday it would not negotiate.");
}

TEST(Text, WhatCouldCommandATerminalIsDropped) {
  const std::string raw =
      "Iran\x1B[31m said\x07 on \xE2\x80\xAEMonday\xE2\x80\xAC that at\xE2\x80\x8Btacks\xC2\xAD stopped.";
  const Article art = only_article("a.txt", raw);
  EXPECT_EQ(art.text, "Iran said on Monday that attacks stopped.");
  EXPECT_TRUE(has_note(art, "dropped 2 control characters"));
  EXPECT_TRUE(has_note(art, "dropped 2 bidirectional controls"));
  EXPECT_TRUE(has_note(art, "dropped 2 invisible characters"));
  expect_exact_map(art, raw, art.text.size());
}

TEST(Text, Utf8ReadAsWindows1252IsMendedWhereItIsProven) {
  const Article art = only_article("a.txt", "Iranâ€™s minister said â€œwe will not yieldâ€\xC2\x9D.");
  EXPECT_EQ(art.text, "Iran’s minister said “we will not yield”.");
  EXPECT_TRUE(has_note(art, "mended 3 characters"));
}

TEST(Text, AccentedLettersAreNotMended) {
  const std::string raw = "Élysée, Ærø, Ångström, São Tomé and Côte d’Ivoire sent words: “Âme”, Ã, ©.";
  EXPECT_EQ(only_article("a.txt", raw).text, raw);
}

TEST(Text, LongWordsAndTextsAreCutWithANote) {
  IngestOptions options;
  options.clean = {.text_bytes = 3000, .word_bytes = 100, .marks = 2};
  const Article word = only_article("a.txt", "a " + std::string(500, 'x') + " b.", options);
  EXPECT_EQ(word.text, "a " + std::string(100, 'x') + " b.");
  EXPECT_TRUE(has_note(word, "dropped 400 characters"));
  std::string long_text;
  for (int i = 0; i < 2000; ++i) long_text += "word ";
  const Article cut = only_article("b.txt", long_text, options);
  EXPECT_LE(cut.text.size(), 3000U + 4096U);
  EXPECT_TRUE(has_note(cut, "cut after"));
}

TEST(Text, LinesOfAFixedWidthAreJoinedToParagraphs) {
  const std::string raw =
      "The foreign minister of the northern neighbour told the\n"
      "council on Friday that talks on the border would be held \n"
      "again in June. Her counterpart said that his side would\n"
      "come to the table.\n"
      "\n"
      "He named two terms that the other side had known for\n"
      "months and had not answered in public until then:\n"
      "- an exchange of all prisoners\n"
      "- a date.\n";
  const Article art = only_article("a.txt", raw);
  EXPECT_EQ(art.text,
            "The foreign minister of the northern neighbour told the council on Friday that talks on the border would "
            "be held again in June. Her "
            "counterpart said that his side would come to the table.\n\nHe named two terms that the other side had "
            "known for months and had not "
            "answered in public until then:\n- an exchange of all prisoners\n- a date.");
  expect_exact_map(art, raw, raw.size() - 9);
}

TEST(Text, ParagraphsOfOneLineEachStayApart) {
  const std::string raw =
      "The first met on Friday in the capital of the north.\nThe second left on Monday for the south.\nThe third came "
      "on Sunday to both.\nThe last stayed.";
  EXPECT_EQ(only_article("a.txt", raw).text, raw);
}

TEST(Text, EmptyInputsAreArticlesWithoutText) {
  for (const std::string_view raw : {"", " ", "\xEF\xBB\xBF", "\n\n\n", "x"})
    EXPECT_EQ(only_article("a.txt", raw).title, "") << raw;
  EXPECT_EQ(only_article("a.txt", " \n").text, "");
}

TEST(Text, Utf32IsReadWithAndWithoutItsMark) {
  const std::string_view text = "The envoys met in Geneva.";
  std::string little, big;
  for (const char c : text) {
    little += std::string{c, '\0', '\0', '\0'};
    big += std::string{'\0', '\0', '\0', c};
  }
  using namespace std::string_literals;
  for (const std::string& bytes : {little, big, "\xFF\xFE\0\0"s + little, "\0\0\xFE\xFF"s + big})
    EXPECT_EQ(read_input("a.txt", bytes).articles.at(0).text, text);
}

TEST(Text, ACharacterSetThatNobodyNamesIsGuessed) {
  // "Переговоры о перемирии возобновились в четверг, заявил министр." in KOI8-R and in windows-1251.
  const std::string text = "Переговоры о перемирии возобновились в четверг, заявил министр иностранных дел страны.";
  for (const char* charset : {"KOI8-R", "windows-1251"}) {
    UErrorCode status = U_ZERO_ERROR;
    std::string bytes(text.size(), '\0');
    bytes.resize(static_cast<size_t>(ucnv_convert(charset, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
                                                  text.data(), static_cast<int32_t>(text.size()), &status)));
    ASSERT_TRUE(U_SUCCESS(status));
    EXPECT_EQ(read_input("a.txt", bytes).articles.at(0).text, text) << charset;
  }
}

TEST(Text, WhatIsNoTextIsAnErrorThatSaysWhatItIs) {
  EXPECT_EQ(read_input("a.txt", "\x89PNG\r\n\x1A\n something").articles.size(), 0U);
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>(i * 2654435761U >> 13);
  ASSERT_EQ(read_input("b.bin", noise).errors.size(), 1U);
  EXPECT_TRUE(read_input("b.bin", noise).errors[0].starts_with("b.bin: not text: "));
}

TEST(Text, AMissingFileAndAFolderAreErrors) {
  const Result<ArticleStream> missing = ArticleStream::open("/no/such/file.txt", {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kInput);
  EXPECT_EQ(missing.error().message, "/no/such/file.txt: cannot be opened: No such file or directory");
  const Result<ArticleStream> folder = ArticleStream::open("/tmp", {});
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message, "/tmp: is a folder; name the files in it");
}

TEST(Text, TheIdFollowsSourceAndText) {
  const Article one = only_article("a.txt", "Text of one."), again = only_article("a.txt", "Text of one.");
  EXPECT_EQ(one.id, again.id);
  EXPECT_NE(one.id, only_article("a.txt", "Text of two.").id);
  EXPECT_NE(one.id, only_article("b.txt", "Text of one.").id);
}

}  // namespace
}  // namespace tocsin
