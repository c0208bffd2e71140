// Claims about calibration.tsv: how weights make a probability, and what is refused.
#include "lexicon/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace tocsin::lexicon {
namespace {

namespace fs = std::filesystem;

Result<Calibration> open(const std::string& rows) {
  const fs::path folder =
      fs::temp_directory_path() /
      ("calibration_test." + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  fs::create_directories(folder);
  std::ofstream(folder / "calibration.tsv") << "layer\tclue\tweight\n" << rows;
  auto opened = Calibration::open(folder);
  fs::remove_all(folder);
  return opened;
}

TEST(Calibration, weights_of_the_layer_add_up_to_log_odds) {
  const auto calibration = open("events\talways\t-0.5\nevents\tjudge\t2\nledger\talways\t9\n");
  ASSERT_TRUE(calibration.has_value()) << calibration.error().message;
  const double p = calibration->probability("events", {{"always"}, {"judge", 0.75}, {"unheard-of"}});
  EXPECT_NEAR(p, 1 / (1 + std::exp(-1.0)), 1e-12);
}

TEST(Calibration, a_probability_is_never_certain) {
  const auto calibration = open("ledger\talways\t50\n");
  ASSERT_TRUE(calibration.has_value()) << calibration.error().message;
  EXPECT_EQ(calibration->probability("ledger", {{"always"}}), 0.98);
}

TEST(Calibration, what_is_no_weight_is_refused_with_its_place) {
  const auto calibration = open("events\talways\theavy\n");
  ASSERT_FALSE(calibration.has_value());
  EXPECT_EQ(calibration.error().message, "calibration.tsv:2:3: \"heavy\" is no weight");
}

TEST(Calibration, two_weights_for_one_clue_are_refused) {
  const auto calibration = open("events\talways\t1\nevents\talways\t2\n");
  ASSERT_FALSE(calibration.has_value());
  EXPECT_EQ(calibration.error().message, "calibration.tsv:3:2: \"always\" has a weight already");
}

}  // namespace
}  // namespace tocsin::lexicon
