// Claims about text in capitals, with the tables of data/.
#include "coding/truecase.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace tocsin::coding {
namespace {

std::string restored(std::string_view text) {
  const std::filesystem::path data = std::filesystem::path(TOCSIN_SOURCE_DIR) / "data";
  const auto world = world::World::open(data);
  const auto truecaser = Truecaser::open(data);
  EXPECT_TRUE(world.has_value() && truecaser.has_value());
  return truecaser->restore(text, *world);
}

TEST(Truecaser, names_titles_and_sentence_starts_get_their_capitals) {
  EXPECT_EQ(restored("THE REBELS ATTACKED A FARM IN GUATEMALA. PRESIDENT CEREZO IS SAFE."),
            "The rebels attacked a farm in Guatemala. President Cerezo is safe.");
}

TEST(Truecaser, an_abbreviation_in_brackets_stays_and_makes_a_name_of_the_words_before) {
  EXPECT_EQ(restored("MEMBERS OF THE VALLEY WATER DEFENCE FRONT (QXRT) SAID THAT QXRT GUARDS WERE KILLED."),
            "Members of the Valley Water Defence Front (QXRT) said that QXRT guards were killed.");
}

TEST(Truecaser, a_month_has_a_capital_beside_a_number_only) {
  EXPECT_EQ(restored("THE STUDENTS MAY MARCH ON 2 MAY AND ON 3 MARCH."),
            "The students may march on 2 May and on 3 March.");
}

TEST(Truecaser, mixed_case_is_left_alone_but_for_lines_in_capitals) {
  EXPECT_EQ(restored("The rebels attacked a farm near the capital."), "");
  EXPECT_EQ(restored("REBELS ATTACK A FARM NEAR THE CAPITAL\nThe army said so."),
            "Rebels attack a farm near the capital\nThe army said so.");
}

TEST(Truecaser, every_byte_keeps_its_place) {
  const std::string_view text =
      "LA CORU\xC3\x91\x41 IS A CITY, SAID THE MAYOR\xE2\x80\x99S OFFICE \xE2\x80\x94 TWICE TODAY.";
  const std::string out = restored(text);
  ASSERT_EQ(out.size(), text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      EXPECT_EQ(out[i], text[i]);
    }
  }
}

}  // namespace
}  // namespace tocsin::coding
