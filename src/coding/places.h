// Places: the names of places in a Document, which place each of them means, and where an event happened.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/actors.h"
#include "coding/grammar.h"
#include "world/gazetteer.h"
#include "world/place_table.h"

namespace tocsin::coding {

/// One place where the text names a place.
struct FoundPlace {
  Range bytes;
  Range tokens;
  std::string
      name;  ///< as the tables write it; in the text's words where it is another of the place's names or unknown
  std::string country;  ///< three letters; empty = unknown, or more than one
  std::string admin1;   ///< first subdivision by name, or by its letters where place_words.tsv says so ("DC")
  std::optional<double> lat,
      lon;  ///< of anything coarser than a city only a reference point; unknown for names that no table has
  std::optional<int64_t> geonameid;
  std::string_view precision;  ///< city, admin2, admin1, region, country; empty = the name is unknown
  bool people = false;         ///< only a demonym or adjective ("Turkish") names the country
  std::string why;             ///< table row or rule
};

/// What places are found with; everything must outlive the call. Without a gazetteer only states, capitals and regions
/// are known.
struct PlaceInput {
  const Grammar& grammar;
  const Actors& actors;
  const world::World& world;
  const world::PlaceTable& table;
  const world::Gazetteer* gazetteer = nullptr;
};

/// Every place that the text names, in text order. Which of several places of one name is meant follows from what
/// stands beside it ("Tripoli, Lebanon"), the countries that the document is about, other places near by, and
/// population last.
[[nodiscard]] std::vector<FoundPlace> find_places(const PlaceInput& input);

/// Index of the place where the event of the predicate `trigger` happened; kNone when the text does not say.
[[nodiscard]] uint32_t place_of_event(const Grammar& grammar, const world::PlaceTable& table, uint32_t trigger,
                                      const std::vector<FoundPlace>& places);

}  // namespace tocsin::coding
