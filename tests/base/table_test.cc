// Table: what a TSV file must look like, and what an author reads when it does not.
#include "base/table.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace tocsin {
namespace {

/// A file of the test's own, removed with it.
class TableTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() / (std::string("tocsin_table_") + test->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& text) {
    const auto file = folder_ / "words.tsv";
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  /// The message that opening `text` fails with; empty when it opens.
  std::string message_of(const std::string& text, std::initializer_list<std::string_view> columns) {
    const Result<Table> table = Table::open(write(text), columns);
    return table ? "" : table.error().message;
  }

  std::filesystem::path folder_;
};

TEST_F(TableTest, GivesTheColumnsInTheOrderAskedForWhateverTheFilesOrder) {
  const auto table = Table::open(write("lemma\tkind\tsource\nattack\tv\town\nraid\tn\tbook\n"), {"kind", "lemma"});
  ASSERT_TRUE(table.has_value()) << table.error().message;
  ASSERT_EQ(table->rows().size(), 2U);
  EXPECT_EQ(table->rows()[0][0], "v");
  EXPECT_EQ(table->rows()[0][1], "attack");
  EXPECT_EQ(table->rows()[1][1], "raid");
}

TEST_F(TableTest, PassesOverCommentsAndEmptyLinesAndStillCountsThem) {
  const auto table = Table::open(write("# words\nlemma\tkind\n\n# verbs\nattack\tv\n"), {"lemma", "kind"});
  ASSERT_TRUE(table.has_value()) << table.error().message;
  ASSERT_EQ(table->rows().size(), 1U);
  EXPECT_EQ(table->rows()[0].line(), 5U);
}

TEST_F(TableTest, KeepsEmptyFieldsAlsoTheLast) {
  const auto table = Table::open(write("a\tb\tc\n1\t\t\n"), {"a", "b", "c"});
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->rows()[0][0], "1");
  EXPECT_EQ(table->rows()[0][1], "");
  EXPECT_EQ(table->rows()[0][2], "");
}

TEST_F(TableTest, ReadsLinesThatEndWithCarriageReturnsAndALastLineWithoutEnd) {
  const auto table = Table::open(write("a\tb\r\n1\t2\r\n3\t4"), {"a", "b"});
  ASSERT_TRUE(table.has_value()) << table.error().message;
  ASSERT_EQ(table->rows().size(), 2U);
  EXPECT_EQ(table->rows()[0][1], "2");
  EXPECT_EQ(table->rows()[1][1], "4");
}

TEST_F(TableTest, StaysReadableAfterAMove) {
  auto opened = Table::open(write("a\tb\nleft\tright\n"), {"a", "b"});
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  const Table moved = std::move(*opened);
  EXPECT_EQ(moved.rows()[0][0], "left");
  EXPECT_EQ(moved.rows()[0][1], "right");
  EXPECT_EQ(moved.name(), "words.tsv");
}

TEST_F(TableTest, NamesLineAndColumnAsTheFileHasThem) {
  const auto table = Table::open(write("# first line\nlemma\tkind\tsource\nattack\tv\town\n"), {"source", "lemma"});
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->at(table->rows()[0], 0), "words.tsv:3:3");
  EXPECT_EQ(table->at(table->rows()[0], 1), "words.tsv:3:1");
}

TEST_F(TableTest, ARowWithAnotherNumberOfFieldsIsRefusedWithItsLine) {
  EXPECT_EQ(message_of("a\tb\n1\t2\n3\n", {"a", "b"}), "words.tsv:3: 1 fields where the header has 2 (row \"3\")");
  EXPECT_EQ(message_of("a\tb\n1\t2\t3\n", {"a"}), "words.tsv:2: 3 fields where the header has 2 (row \"1\t2\t3\")");
}

TEST_F(TableTest, AMissingColumnIsRefusedWithTheHeaderFound) {
  EXPECT_EQ(message_of("a\tb\n1\t2\n", {"a", "since"}), "words.tsv:1: no column \"since\" in the header (found: a\tb)");
}

TEST_F(TableTest, AFileWithoutHeaderIsRefused) {
  EXPECT_EQ(message_of("", {"a"}), "words.tsv: the table is empty; a header line is wanted");
  EXPECT_EQ(message_of("# only words about it\n", {"a"}), "words.tsv: the table is empty; a header line is wanted");
}

TEST_F(TableTest, AFileThatIsNotThereIsRefusedByName) {
  const auto table = Table::open(folder_ / "nothing.tsv", {"a"});
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().kind, ErrorKind::kResource);
  EXPECT_NE(table.error().message.find("nothing.tsv"), std::string::npos);
}

TEST(SplitField, GivesThePartsAndNoneForAnEmptyField) {
  EXPECT_TRUE(split_field("", '|').empty());
  EXPECT_EQ(split_field("one", '|'), (std::vector<std::string_view>{"one"}));
  EXPECT_EQ(split_field("one|two", '|'), (std::vector<std::string_view>{"one", "two"}));
  EXPECT_EQ(split_field("|two|", '|'), (std::vector<std::string_view>{"", "two", ""}));
}

TEST_F(TableTest, BytesThatAreNotUtf8AreRefused) {
  EXPECT_NE(message_of("a\tb\n1\tcaf\xe9\n", {"a", "b"}).find("words.tsv:2"), std::string::npos);
}

}  // namespace
}  // namespace tocsin
