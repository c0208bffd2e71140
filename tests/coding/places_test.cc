// Claims about places: which one a name means, what is no place, and where an event happened.
#include "coding/places.h"

#include "cases.h"
#include "world/gazetteer_file.h"

namespace tocsin::coding {
namespace {

using world::Gazetteer;
using world::ListedPlace;
using world::PlaceTable;
using world::World;

std::string data() { return std::string(TOCSIN_SOURCE_DIR) + "/data"; }

const World& world_tables() {
  static const auto opened = World::open(data());
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}
const PlaceTable& place_table() {
  static const auto opened = PlaceTable::open(data());
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}

const Gazetteer& gazetteer() {
  static const auto opened = Gazetteer::open(world::written(
      "places",
      world::gazetteer_bytes({
          {.name = "Aleppo", .lat = 36.1, .lon = 37.4, .population = 4000000, .country = "SYR", .kind = 1},
          {.name = "Illinois",
           .lat = 40,
           .lon = -89,
           .population = 12000000,
           .country = "USA",
           .kind = 1,
           .code = "IL"},
          {.name = "Missouri",
           .lat = 38.3,
           .lon = -92.5,
           .population = 6000000,
           .country = "USA",
           .kind = 1,
           .code = "MO"},
          {.name = "Aleppo",
           .lat = 36.20124,
           .lon = 37.16117,
           .population = 2098210,
           .geonameid = 170063,
           .country = "SYR",
           .admin1 = 0},
          {.name = "Tripoli",
           .lat = 32.87519,
           .lon = 13.18746,
           .population = 1150989,
           .geonameid = 2210247,
           .country = "LBY"},
          {.name = "Tripoli",
           .lat = 34.43352,
           .lon = 35.84415,
           .population = 229398,
           .geonameid = 266826,
           .country = "LBN"},
          {.name = "Springfield",
           .lat = 39.80172,
           .lon = -89.64371,
           .population = 116565,
           .geonameid = 4250542,
           .country = "USA",
           .admin1 = 1},
          {.name = "Springfield",
           .lat = 37.21533,
           .lon = -93.29824,
           .population = 166810,
           .geonameid = 4409896,
           .country = "USA",
           .admin1 = 2},
          {.name = "Paris",
           .lat = 48.85341,
           .lon = 2.3488,
           .population = 2138551,
           .geonameid = 2988507,
           .country = "FRA"},
          {.name = "Washington",
           .lat = 38.89511,
           .lon = -77.03637,
           .population = 689545,
           .geonameid = 4140963,
           .country = "USA"},
          {.name = "Ḩamāh",
           .lat = 35.13179,
           .lon = 36.75783,
           .population = 460602,
           .geonameid = 170017,
           .country = "SYR",
           .others = {"Hama"}},
          {.name = "Kunduz",
           .lat = 36.72895,
           .lon = 68.857,
           .population = 259809,
           .geonameid = 1135690,
           .country = "AFG"},
          {.name = "Geneva",
           .lat = 46.20222,
           .lon = 6.14569,
           .population = 183981,
           .geonameid = 2660646,
           .country = "CHE"},
          {.name = "Bria", .lat = 6.54233, .lon = 21.98633, .population = 43322, .geonameid = 240210, .country = "CAF"},
          {.name = "Mumbai",
           .lat = 19.07283,
           .lon = 72.88261,
           .population = 12691836,
           .geonameid = 1275339,
           .country = "IND"},
          {.name = "Colombo",
           .lat = 6.93548,
           .lon = 79.84868,
           .population = 648034,
           .geonameid = 1248991,
           .country = "LKA"},
      })));
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}

struct Found {
  Document doc;
  std::vector<FoundPlace> places;
  std::string where;  ///< name of the place of the event at the trigger
};

Found read(const std::string& name, const std::string& trigger = {}, bool with_gazetteer = true) {
  Found found{document_of_case("places.conllu", name), {}, {}};
  const Grammar grammar(found.doc);
  const Actors actors(grammar, world_tables(), {});
  found.places = find_places({grammar, actors, world_tables(), place_table(), with_gazetteer ? &gazetteer() : nullptr});
  for (uint32_t tok = 0; tok < found.doc.tokens.size(); ++tok) {
    if (trigger.empty() || found.doc.tokens[tok].text != trigger) continue;
    const uint32_t p = place_of_event(grammar, place_table(), tok, found.places);
    found.where = p == kNone ? "unknown" : found.places[p].name;
  }
  return found;
}

/// "Tripoli = Tripoli LBN city; Lebanon = Lebanon LBN country".
std::string places_of(const std::string& name, bool with_gazetteer = true) {
  const Found found = read(name, {}, with_gazetteer);
  std::string out;
  for (const FoundPlace& place : found.places) {
    out += (out.empty() ? "" : "; ") + std::string(found.doc.text(place.bytes)) + " = " + place.name;
    for (const std::string_view part :
         {std::string_view(place.country), std::string_view(place.admin1), place.precision})
      if (!part.empty()) out += " " + std::string(part);
  }
  return out;
}

std::string where(const std::string& name, const std::string& trigger) { return read(name, trigger).where; }

TEST(Places, WhatStandsBehindTheCommaChoosesAmongNamesakes) {
  EXPECT_EQ(places_of("lebanese_tripoli"), "Tripoli = Tripoli LBN city; Lebanon = Lebanon LBN country");
  EXPECT_EQ(places_of("illinois"), "Springfield = Springfield USA IL city; Ill. = Illinois USA IL admin1");
}

TEST(Places, TheCountriesOfTheDocumentChooseAmongNamesakes) {
  EXPECT_EQ(places_of("libyan_tripoli"), "Libyan = Libya LBY country; Tripoli = Tripoli LBY city");
}

TEST(Places, WithoutContextTheCapitalOrLargestIsMeant) {
  EXPECT_EQ(places_of("only_tripoli"), "Tripoli = Tripoli LBY city");
}

TEST(Places, NamesOfPersonsAndBodiesAreNoPlaces) {
  EXPECT_EQ(places_of("paris_hilton"), "");
  EXPECT_EQ(places_of("washington_post"), "");
}

TEST(Places, ACityAndItsProvinceAreToldApart) {
  EXPECT_EQ(places_of("city"), "Aleppo = Aleppo SYR Aleppo city");
  EXPECT_EQ(places_of("province"), "Aleppo = Aleppo SYR Aleppo admin1");
}

TEST(Places, ADemonymOnlyLendsItsCountry) {
  const Found found = read("demonym");
  ASSERT_EQ(found.places.size(), 2);
  EXPECT_TRUE(found.places[0].people);
  EXPECT_FALSE(found.places[1].people);
  EXPECT_EQ(found.places[1].precision, "country");
}

TEST(Places, ANameThatNoTableHasKeepsItsWordsAndNoPoint) {
  const Found found = read("unknown", "burned");
  ASSERT_EQ(found.places.size(), 1);
  EXPECT_EQ(found.places[0].name, "Qarabulla");
  EXPECT_FALSE(found.places[0].lat.has_value());
  EXPECT_EQ(found.places[0].precision, "");
  EXPECT_EQ(found.where, "Qarabulla");
}

TEST(Places, WithoutAGazetteerStatesAndCapitalsRemain) {
  EXPECT_EQ(places_of("only_tripoli", false), "Tripoli = Tripoli LBY city");
  const Found found = read("only_tripoli", {}, false);
  ASSERT_EQ(found.places.size(), 1);
  EXPECT_NEAR(found.places[0].lat.value_or(0), 32.88, 0.02);
}

TEST(PlaceOfEvent, IsWhatTheClausePutsItIn) {
  EXPECT_EQ(where("near", "killed"), "Hama");
  EXPECT_EQ(where("of_the_city", "killed"), "Kunduz");
  EXPECT_EQ(where("with_in", "held"), "Colombo");
  EXPECT_EQ(where("killing", "killing"), "Aleppo");
}

TEST(PlaceOfEvent, IsWhatIsAttacked) {
  EXPECT_EQ(where("city", "shelled"), "Aleppo");
  EXPECT_EQ(where("noun", "attacks"), "Mumbai");
  EXPECT_EQ(where("noun", "killed"), "Mumbai");
}

TEST(PlaceOfEvent, IsNotWhereItWasSaid) {
  EXPECT_EQ(where("said_in", "attacked"), "Bria");
  EXPECT_EQ(where("said_in", "said"), "Geneva");
}

TEST(PlaceOfEvent, AnAttackedStateIsNoPlace) { EXPECT_EQ(where("country_object", "attacked"), "unknown"); }

}  // namespace
}  // namespace tocsin::coding
