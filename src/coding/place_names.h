// The names of places in a Document with all that each could mean; places.cc chooses.
#pragma once

#include <string>
#include <vector>

#include "coding/places.h"

namespace tocsin::coding {

/// One place that a name can mean.
struct PlaceReading {
  std::string name, country, admin1;
  std::optional<world::Point> point;
  std::optional<int64_t> geonameid;
  std::string_view precision;
  uint32_t number = kNone;         ///< of the gazetteer
  uint32_t admin1_number = kNone;  ///< of the gazetteer; a first subdivision's own number
  uint32_t population = 0;
  bool renamed = false;    ///< by place_words.tsv: the text's name is as good as the gazetteer's
  bool alternate = false;  ///< the text uses a name that is not the place's first one
  bool capital = false;    ///< a capital by names.tsv
  bool state = false;      ///< a state's own name
  std::string why;
};

struct PlaceName {
  Range tokens;
  std::string key;  ///< folded
  std::vector<PlaceReading> readings;
  bool people = false;
  bool says_admin = false;  ///< "X province"
  bool says_town = false;   ///< "the city of X"
  bool by_model = false;    ///< the entity recogniser takes it for a place
};

/// Names in text order, not overlapping.
[[nodiscard]] std::vector<PlaceName> find_place_names(const PlaceInput& input);

}  // namespace tocsin::coding
