// A new country, person, group or verb is a row: a copy of data/ with one row more each, read by the engine.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/dates.h"
#include "tocsin/engine.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

class NewRows : public testing::Test {
 protected:
  void SetUp() override {
    model_ = fs::path(TOCSIN_SOURCE_DIR) / "models" / "en_core_web_md";
    if (!fs::exists(model_ / "config.cfg")) GTEST_SKIP() << "no model at " << model_ << "; make setup fetches it";
    folder_ = fs::temp_directory_path() / ("tocsin-rows-" + std::to_string(getpid()));
    fs::copy(fs::path(TOCSIN_SOURCE_DIR) / "data", folder_, fs::copy_options::recursive);
    add("states.tsv", "XZA\tZubrania\tEurope\t\t\t\t\t\town");
    add("names.tsv", "Zubranian\tXZA\tadjective\t\t\town");
    add("offices.tsv", "Ilko Vastrin\t\tXZAGOV\tForeign Minister\tforeign-minister\t2020-01-01\t\town");
    add("armed_groups.tsv", "Dravik Legion\t\tXZAREB\t\t\town");
    add("predicates_conflict.tsv", "tickle\tv\t\tASSAULT\tfirearms\t190\t\t\town");
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  void add(const std::string& file, const std::string& row) const {
    std::ofstream(folder_ / file, std::ios::app) << row << "\n";
  }

  fs::path model_, folder_;
};

TEST_F(NewRows, a_country_a_person_a_group_and_a_verb_are_coded) {
  const auto engine = Engine::open({.model_folder = model_, .data_folder = folder_});
  ASSERT_TRUE(engine.has_value()) << engine.error().message;
  const ResolvedActor minister = engine->resolve("Ilko Vastrin", parse_date("2024-05-05"));
  EXPECT_EQ(minister.code, "XZAGOV");
  EXPECT_EQ(engine->resolve("Zubranian", parse_date("2024-05-05")).country, "XZA");

  Engine::Worker worker = engine->new_worker();
  Article art;
  art.id = "new-rows";
  art.text =
      "The Dravik Legion tickled Zubranian soldiers on Monday. Foreign Minister Ilko Vastrin condemned the attack.";
  const auto reading = engine->read(art, worker);
  ASSERT_TRUE(reading.has_value()) << reading.error().message;
  const auto coded = [&](std::string_view code) {
    return std::ranges::any_of(reading->entities, [&](const auto& entity) { return entity.code == code; });
  };
  EXPECT_TRUE(coded("XZAREB"));
  EXPECT_TRUE(coded("XZAMIL"));
  EXPECT_TRUE(coded("XZAGOV"));
  EXPECT_TRUE(std::ranges::any_of(reading->events, [](const auto& ev) {
    return ev.type == "ASSAULT" && std::ranges::find(ev.modes, "firearms") != ev.modes.end();
  }));
}

}  // namespace
}  // namespace tocsin
