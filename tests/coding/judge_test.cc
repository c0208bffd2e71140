// Claims about the judge: what it refuses to read, and how it decides, with weights written by hand.
#include "coding/judge.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace tocsin::coding {
namespace {

namespace fs = std::filesystem;

const lexicon::Plover& plover() {
  static const auto opened = lexicon::Plover::open(std::string(TOCSIN_SOURCE_DIR) + "/data");
  EXPECT_TRUE(opened.has_value());
  return *opened;
}

/// A folder of its own that holds a judge.tsv with these rows.
class JudgeTest : public ::testing::Test {
 protected:
  JudgeTest()
      : folder_(fs::temp_directory_path() /
                ("judge_test." + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::create_directories(folder_);
  }
  ~JudgeTest() override { fs::remove_all(folder_); }

  Result<Judge> open(const std::string& rows) {
    std::ofstream(folder_ / "judge.tsv") << "part\tname\tweights\n" << rows;
    return Judge::open(folder_, plover());
  }

  std::string error_of(const std::string& rows) {
    const auto opened = open(rows);
    return opened ? "opened" : opened.error().message;
  }

  fs::path folder_;
};

std::string counts(int classes, int kind, int place, int trust, int vector) {
  const auto row = [](std::string_view part, int count) {
    return "count\t" + std::string(part) + '\t' + std::to_string(count) + '\n';
  };
  return row("class", classes) + row("kind", kind) + row("place", place) + row("trust", trust) + row("vector", vector) +
         "version\t1\t\n";
}

const std::string kClasses = "class\tAID/AID\t07\nclass\tASSAULT/ASSAULT\t19\nclass\tNONE\t\n";

JudgeSite site(uint32_t tok, std::vector<std::string> place, std::vector<std::string> kind) {
  JudgeSite made;
  made.tok = tok;
  made.place = std::move(place);
  made.kind = std::move(kind);
  return made;
}

TEST_F(JudgeTest, a_missing_file_is_named) {
  const auto opened = Judge::open(folder_ / "nowhere", plover());
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind, ErrorKind::kResource);
  EXPECT_NE(opened.error().message.find("judge.tsv"), std::string::npos) << opened.error().message;
}

TEST_F(JudgeTest, a_cut_file_is_told_by_its_counts) {
  EXPECT_EQ(
      error_of(kClasses + counts(3, 1, 0, 0, 0)),
      "judge.tsv: 0 rows of kind where its count says 1; the file is cut or was edited; `make train` makes it anew");
}

TEST_F(JudgeTest, another_version_is_refused) {
  EXPECT_EQ(error_of(kClasses + "version\t7\t\n"),
            "judge.tsv:5:2: \"7\" is another version of this file than 1; `make train` makes it anew");
}

TEST_F(JudgeTest, a_class_of_an_unknown_type_is_refused) {
  EXPECT_EQ(error_of("class\tKISS/AID\t07\n"),
            "judge.tsv:2:2: \"KISS/AID\" has a type that plover.tsv does not know; `make train` makes it anew");
}

TEST_F(JudgeTest, a_damaged_weight_is_refused_with_its_place) {
  EXPECT_EQ(error_of(kClasses + "kind\tlemma:shell\t1:4|x\n"),
            "judge.tsv:5:3: \"1:4|x\" holds \"x\", which is no class and weight; `make train` makes it anew");
}

TEST_F(JudgeTest, the_predicate_that_tells_of_the_two_decides) {
  const auto judge = open(kClasses + counts(3, 2, 1, 0, 0) +
                          "kind\tlemma:feed\t0:3\nkind\tlemma:shell\t1:3\nplace\tsides:subj,obj\t2\n");
  ASSERT_TRUE(judge.has_value()) << judge.error().message;
  const Document doc("");
  const std::vector<JudgeSite> sites = {site(1, {}, {"lemma:feed"}), site(4, {"sides:subj,obj"}, {"lemma:shell"})};
  const Judged judged = judge->judge(doc, sites);
  EXPECT_EQ(judge->classes()[judged.cls].type, "ASSAULT");
  EXPECT_EQ(judged.site, 1U);
  EXPECT_FALSE(judged.as_read);
  EXPECT_GT(judged.p, 0.5);
  EXPECT_LT(judged.p, 1.0);
}

TEST_F(JudgeTest, the_tables_reading_counts_as_much_as_it_is_trusted) {
  const auto judge = open(kClasses + counts(3, 1, 0, 1, 0) + "kind\tlemma:send\t1:1\ntrust\talways\t2\n");
  ASSERT_TRUE(judge.has_value()) << judge.error().message;
  const Document doc("");
  JudgeSite read = site(0, {}, {"lemma:send"});
  EXPECT_EQ(judge->classes()[judge->judge(doc, std::span(&read, 1)).cls].type, "ASSAULT");
  read.event.type = "AID";
  read.table_class = "AID/AID";
  read.trust = {"always"};
  const Judged judged = judge->judge(doc, std::span(&read, 1));
  EXPECT_EQ(judge->classes()[judged.cls].type, "AID");
  EXPECT_TRUE(judged.as_read);
}

TEST_F(JudgeTest, the_reasons_are_the_heaviest_weights) {
  const auto judge = open(kClasses + counts(3, 3, 0, 0, 0) + "kind\ta\t1:0.3\nkind\tb\t1:3\nkind\tc\t0:-0.6|1:-1.5\n");
  ASSERT_TRUE(judge.has_value()) << judge.error().message;
  const Document doc("");
  const auto reasons = judge->reasons(doc, site(0, {}, {"a", "b", "c", "unknown"}), 1, 2);
  ASSERT_EQ(reasons.size(), 2U);
  EXPECT_EQ(reasons[0].feature, "b");
  EXPECT_DOUBLE_EQ(reasons[0].weight, 2.0);
  EXPECT_EQ(reasons[1].feature, "c");
}

}  // namespace
}  // namespace tocsin::coding
