// The coding tests: every file of tests/cases is one test of the engine from text to records. The form of the files is
// told in case_file.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "case_check.h"
#include "case_file.h"
#include "ingest/article_text.h"
#include "tocsin/engine.h"

namespace tocsin::cases {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = TOCSIN_SOURCE_DIR;

/// Engine and worker of this process, opened when the first case asks for them: listing the tests must not load the
/// model.
struct OpenEngine {
  Engine engine;
  Engine::Worker worker;
};

Result<OpenEngine>& opened() {
  static Result<OpenEngine> open = []() -> Result<OpenEngine> {
    TRY(Engine engine, Engine::open({.model_folder = kProject / "models/en_core_web_md",
                                     .data_folder = kProject / "data",
                                     .gazetteer = kProject / "models/gazetteer.bin"}));
    Engine::Worker worker = engine.new_worker();
    return OpenEngine{std::move(engine), std::move(worker)};
  }();
  return open;
}

Article article_of(const Case& one) {
  Article art{.source = one.file,
              .publisher = one.publisher,
              .published = one.published,
              .published_from = PublishedFrom::kOption,
              .text = one.text};
  art.title = split_title(one.text).title.of(one.text);
  set_id(art);
  return art;
}

void run_case(const Case& one, OpenEngine& open) {
  const Result<Reading> reading = open.engine.read(article_of(one), open.worker);
  if (!reading) {
    ADD_FAILURE() << one.file << ":" << one.line << ": " << one.claim << ": " << reading.error().message;
    return;
  }
  for (const std::string& miss : misses(one, *reading)) ADD_FAILURE() << miss;
  for (const std::string& quote : inexact_quotes(*reading))
    ADD_FAILURE() << one.file << ":" << one.line << ": " << one.claim << "\n  " << quote;
}

class CaseFile : public testing::Test {
 public:
  explicit CaseFile(fs::path path) : path_(std::move(path)) {}

 private:
  void TestBody() override {
    const Result<std::vector<Case>> cases = read_cases(path_);
    ASSERT_TRUE(cases.has_value()) << cases.error().message;
    ASSERT_FALSE(cases->empty()) << path_ << ": holds no case";
    for (const char* needed : {"models/en_core_web_md", "models/gazetteer.bin"})
      if (!fs::exists(kProject / needed)) GTEST_SKIP() << needed << " is not there; \"make setup\" fetches it";
    Result<OpenEngine>& open = opened();
    ASSERT_TRUE(open.has_value()) << open.error().message;
    for (const Case& one : *cases) run_case(one, *open);
  }

  fs::path path_;
};

std::vector<fs::path> case_files() {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(kProject / "tests/cases"))
    if (entry.path().extension() == ".case") out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

/// One test a file: ctest gives each test a process, and a process for each case would open the model each time.
const bool kRegistered = [] {
  for (const fs::path& path : case_files())
    testing::RegisterTest("Cases", path.stem().string().c_str(), nullptr, nullptr, path.string().c_str(), 1,
                          [path]() -> testing::Test* { return new CaseFile(path); });
  return true;
}();

TEST(CaseFiles, NoClaimIsMadeTwice) {
  ASSERT_TRUE(kRegistered);
  std::vector<Case> all;
  for (const fs::path& path : case_files()) {
    Result<std::vector<Case>> cases = read_cases(path);
    ASSERT_TRUE(cases.has_value()) << cases.error().message;
    all.insert(all.end(), cases->begin(), cases->end());
  }
  EXPECT_FALSE(all.empty());
  const Result<void> distinct = check_claims(all);
  EXPECT_TRUE(distinct.has_value()) << distinct.error().message;
}

constexpr const char* kGood =
    "# A claim.\n"
    "on 2024-03-05, from \"The Daily Post\"\n"
    "| Iran shelled the town.\n"
    "|\n"
    "| Two people\n"
    "| died.\n"
    "event  ASSAULT heavy-weapons  IRN, =ISR -> ---  happened\n";

TEST(CaseFiles, ACaseKeepsItsDaySourceParagraphsAndLines) {
  const Result<std::vector<Case>> cases =
      parse_cases(std::string(kGood) + "\n# Another.\non 2024-01-02\n| Calm.\nno event\n", "x.case");
  ASSERT_TRUE(cases.has_value()) << cases.error().message;
  ASSERT_EQ(cases->size(), 2U);
  const Case& one = cases->front();
  EXPECT_EQ(one.claim, "A claim.");
  EXPECT_EQ(format_date(one.published), "2024-03-05");
  EXPECT_EQ(one.publisher, "The Daily Post");
  EXPECT_EQ(one.text, "Iran shelled the town.\n\nTwo people died.");
  ASSERT_EQ(one.expectations.size(), 1U);
  EXPECT_EQ(one.expectations[0].line, 7U);
  const auto& ev = std::get<WantedEvent>(one.expectations[0].wanted);
  EXPECT_EQ(ev.mode, "heavy-weapons");
  EXPECT_EQ(ev.sides->from.codes, (std::vector<std::string>{"IRN", "=ISR"}));
  EXPECT_TRUE(ev.sides->to.codes.empty());
}

TEST(CaseFiles, AMalformedLineNamesItsPlaceAndWhatIsWanted) {
  const std::string head = "# A claim.\non 2024-03-05\n| Calm.\n";
  const std::map<std::string, std::string> wrong = {
      {"event  ASSAULT  IRN happened\n", "x.case:4: \"->\" or \"<->\" is wanted"},
      {"event  ASSAULT  IRN -> ISR\n", "x.case:4: wanted: event TYPE"},
      {"event  ASSAULT  IRN -> ISR  happened soon\n", "x.case:4: the line goes on"},
      {"statement  IRN \"Iran\", spoken: \"no\"\n", "x.case:4: wanted: statement CODE"},
      {"ledger  wish IRN -> ISR  open: \"no\"\n", "x.case:4: wanted: ledger KIND"},
      {"deaths  many\n", "x.case:4: wanted: deaths NUMBER"},
      {"time  \"today 2024-03-05\n", "x.case:4: a quotation is not closed"},
      {"events  ASSAULT\n", "x.case:4: a line begins with"},
      {"on 2024-02-31\n", "x.case:4: wanted: on 2024-03-05"},
      {"# Twice.\n", "x.case:4: a second claim"},
      {"", "x.case:1: the case expects nothing"},
  };
  for (const auto& [line, message] : wrong) {
    const Result<std::vector<Case>> cases = parse_cases(head + line, "x.case");
    ASSERT_FALSE(cases.has_value()) << line;
    EXPECT_EQ(cases.error().message.substr(0, message.size()), message);
  }
}

TEST(CaseFiles, AClaimMadeTwiceIsAnError) {
  const Result<std::vector<Case>> cases = parse_cases(std::string(kGood) + "\n" + kGood, "x.case");
  ASSERT_TRUE(cases.has_value()) << cases.error().message;
  EXPECT_FALSE(check_claims(*cases).has_value());
}

/// Iran's government shells Israel; the quote is exact.
Reading reading_by_hand() {
  Reading reading;
  reading.document.text = "Iran shelled Israel.";
  reading.entities.resize(2);
  reading.entities[0] = {.id = "N1", .name = "Iran", .kind = "state", .code = "IRNGOV"};
  reading.entities[1] = {.id = "N2", .name = "Israel", .kind = "state", .code = "ISR"};
  reading.events.resize(1);
  EventRecord& ev = reading.events.front();
  ev.id = "E1";
  ev.type = "ASSAULT";
  ev.modes = {"heavy-weapons"};
  ev.actors = {"N1"};
  ev.recipients = {"N2"};
  ev.factuality = "happened";
  ev.trigger = {5, 12, "shelled"};
  return reading;
}

TEST(CaseFiles, ALineHoldsOnlyWhereEveryFieldFits) {
  const auto holds = [](const std::string& line) {
    const Result<std::vector<Case>> cases =
        parse_cases("# A claim.\non 2024-03-05\n| Iran shelled Israel.\n" + line + "\n", "x.case");
    EXPECT_TRUE(cases.has_value()) << line << ": " << (cases ? "" : cases.error().message);
    return cases && misses(cases->front(), reading_by_hand()).empty();
  };
  for (const char* line : {"event ASSAULT IRN -> =ISR happened", "event ASSAULT heavy-weapons IRNGOV -> * happened",
                           "one event ASSAULT", "no event ASSAULT denied", "no event AID", "no statement",
                           "no ledger demand", "actor \"Israel\" ISR state", "no actor \"Syria\""})
    EXPECT_TRUE(holds(line)) << line;
  for (const char* line : {"event ASSAULT =IRN -> ISR happened", "event ASSAULT aerial IRN -> ISR happened",
                           "event ASSAULT IRN -> --- happened", "event ASSAULT IRN, USA -> ISR happened",
                           "event ASSAULT IRN <-> ISR happened", "event ASSAULT IRN -> ISR denied", "no event",
                           "no event ASSAULT happened", "one event AID", "statement IRN \"Iran\", direct: \"no\"",
                           "deaths 3", "no actor state"})
    EXPECT_FALSE(holds(line)) << line;
}

TEST(CaseFiles, AMissShowsWhatWasFoundInTheSameForm) {
  const Result<std::vector<Case>> cases =
      parse_cases("# A claim.\non 2024-03-05\n| Iran shelled Israel.\nno event ASSAULT\n", "x.case");
  ASSERT_TRUE(cases.has_value()) << cases.error().message;
  const std::vector<std::string> found = misses(cases->front(), reading_by_hand());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0],
            "x.case:4: A claim.\n  wanted  no event ASSAULT\n  found   event      ASSAULT heavy-weapons  IRNGOV -> ISR "
            " happened  (\"shelled\")");
}

TEST(CaseFiles, AQuoteThatIsNotTheTextIsFound) {
  Reading reading = reading_by_hand();
  EXPECT_TRUE(inexact_quotes(reading).empty());
  reading.events[0].evidence.push_back({13, 19, "Israeli"});
  EXPECT_EQ(inexact_quotes(reading).size(), 1U);
}

}  // namespace
}  // namespace tocsin::cases
