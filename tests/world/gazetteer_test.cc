// Claims about the gazetteer's file: what it finds, and that a damaged one is refused with a reason.
#include "world/gazetteer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "world/gazetteer_file.h"
#include "world/place_table.h"

namespace tocsin::world {
namespace {

std::vector<ListedPlace> two_tripolis() {
  return {
      {.name = "Liban-Nord", .lat = 34.4, .lon = 35.9, .population = 800000, .country = "LBN", .kind = 1, .code = "AS"},
      {.name = "Tripoli",
       .lat = 32.87519,
       .lon = 13.18746,
       .population = 1150989,
       .geonameid = 2210247,
       .country = "LBY",
       .others = {"Tarabulus"}},
      {.name = "Tripoli",
       .lat = 34.43352,
       .lon = 35.84415,
       .population = 229398,
       .geonameid = 266826,
       .country = "LBN",
       .admin1 = 0,
       .others = {"Tarabulus"}}};
}

std::string error_of(const std::string& name, const std::string& bytes) {
  const auto opened = Gazetteer::open(written(name, bytes));
  if (opened) return "opened";
  EXPECT_EQ(opened.error().kind, ErrorKind::kResource);
  return opened.error().message;
}

TEST(Gazetteer, FindsEveryPlaceOfAName) {
  const auto gazetteer = Gazetteer::open(written("found", gazetteer_bytes(two_tripolis())));
  ASSERT_TRUE(gazetteer.has_value()) << gazetteer.error().message;
  const auto found = gazetteer->find("tripoli");
  ASSERT_EQ(found.size(), 2);
  EXPECT_EQ(found[0].country, "LBY");
  EXPECT_DOUBLE_EQ(found[0].lat, 32.87519);
  EXPECT_DOUBLE_EQ(found[0].lon, 13.18746);
  EXPECT_EQ(found[0].population, 1150989);
  EXPECT_EQ(found[0].geonameid, 2210247);
  EXPECT_FALSE(found[0].admin1.has_value());
  EXPECT_EQ(gazetteer->place(*found[1].admin1).name, "Liban-Nord");
  EXPECT_EQ(gazetteer->place(*found[1].admin1).code, "AS");
  EXPECT_EQ(gazetteer->place(*found[1].admin1).kind, PlaceKind::kAdmin1);
}

TEST(Gazetteer, OtherNamesSayThatTheyAre) {
  const auto gazetteer = Gazetteer::open(written("others", gazetteer_bytes(two_tripolis())));
  ASSERT_TRUE(gazetteer.has_value());
  EXPECT_FALSE(gazetteer->find("tripoli")[0].alternate);
  EXPECT_TRUE(gazetteer->find("tarabulus")[0].alternate);
  EXPECT_TRUE(gazetteer->find("nowhere").empty());
}

TEST(Gazetteer, ACutFileIsRefusedWithItsSize) {
  const std::string whole = gazetteer_bytes(two_tripolis());
  const std::string size = std::to_string(whole.size());
  EXPECT_NE(error_of("cut", whole.substr(0, whole.size() - 1))
                .find("has " + std::to_string(whole.size() - 1) + " bytes, expected " + size),
            std::string::npos);
  EXPECT_NE(error_of("head", whole.substr(0, 12)).find("it has 12 bytes"), std::string::npos);
  EXPECT_NE(error_of("empty", "").find("it has 0 bytes"), std::string::npos);
}

TEST(Gazetteer, AnotherFileOrVersionIsRefused) {
  std::string bytes = gazetteer_bytes(two_tripolis());
  bytes[8] = 9;
  EXPECT_NE(error_of("version", bytes).find("version 9, expected 1"), std::string::npos);
  bytes[0] = 'X';
  EXPECT_NE(error_of("magic", bytes).find("is no gazetteer"), std::string::npos);
  const auto missing = Gazetteer::open("/nowhere/gazetteer.bin");
  ASSERT_FALSE(missing.has_value());
  EXPECT_NE(missing.error().message.find("/nowhere/gazetteer.bin"), std::string::npos);
}

TEST(Gazetteer, NumbersThatPointOutsideTheFileLeadNowhere) {
  // Every byte behind the head set to 0xFF in turn: whatever the look-up gives, it must not read past the file.
  const std::string whole = gazetteer_bytes(two_tripolis());
  for (size_t at = 40; at + 1 < whole.size(); at += 3) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(0xFF);
    const auto gazetteer = Gazetteer::open(written("wild", bytes));
    if (!gazetteer) continue;
    for (const GazetteerPlace& place : gazetteer->find("tripoli")) EXPECT_LT(place.number, 3U);
  }
}

TEST(Gazetteer, TheBuilderFoldsNamesAsTheLookUpDoes) {
  const char* named = std::getenv("TOCSIN_GAZETTEER");
  const std::filesystem::path file =
      named != nullptr ? named : std::string(TOCSIN_SOURCE_DIR) + "/models/gazetteer.bin";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no gazetteer: make setup builds it";
  const auto gazetteer = Gazetteer::open(file);
  ASSERT_TRUE(gazetteer.has_value()) << gazetteer.error().message;
  EXPECT_GT(gazetteer->size(), 200000U);
  for (uint32_t number = 0; number < gazetteer->size(); ++number) {
    const GazetteerPlace place = gazetteer->place(number);
    const std::string key = fold_phrase(place.name);
    if (key.size() < 2) continue;
    const auto found = gazetteer->find(key);
    EXPECT_TRUE(std::ranges::any_of(found, [&](const GazetteerPlace& other) { return other.number == number; }))
        << place.name << " is not found as " << key;
  }
}

TEST(PlaceTable, EveryStateOfTheTablesHasAReferencePoint) {
  const auto table = PlaceTable::open(std::string(TOCSIN_SOURCE_DIR) + "/data");
  ASSERT_TRUE(table.has_value()) << table.error().message;
  std::ifstream states(std::string(TOCSIN_SOURCE_DIR) + "/data/states.tsv");
  std::string line;
  std::getline(states, line);
  while (std::getline(states, line)) {
    if (line.starts_with('#')) continue;
    const StatePoint* state = table->state(line.substr(0, 3));
    EXPECT_TRUE(state != nullptr && state->state.has_value()) << line;
  }
}

TEST(PlaceTable, DistancesAreGreatCircles) {
  EXPECT_NEAR(distance_km({52.52, 13.405}, {48.8566, 2.3522}), 878, 5);
  EXPECT_NEAR(distance_km({0, 179.5}, {0, -179.5}), 111.2, 0.5);
}

}  // namespace
}  // namespace tocsin::world
