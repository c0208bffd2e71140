// Chooses which place each name means: a weight for every reading, from what stands beside the name, from the countries
// and places that the document speaks of, and from population.
#include "coding/places.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/ascii.h"
#include "coding/place_names.h"

namespace tocsin::coding {
namespace {

constexpr double kNearKm = 150;

class Choice {
 public:
  Choice(const PlaceInput& input, std::vector<PlaceName> names)
      : in_(input), doc_(input.grammar.doc()), names_(std::move(names)) {}

  std::vector<FoundPlace> run() {
    count_countries();
    find_containers();
    chosen_.assign(names_.size(), kNone);
    // The first round knows only the countries; the others also see the places chosen before.
    for (int round = 0; round < 3; ++round) {
      const std::vector<uint32_t> before = chosen_;
      weigh_all(before);
    }
    std::vector<FoundPlace> places;
    for (uint32_t n = 0; n < names_.size(); ++n) places.push_back(found(n));
    return places;
  }

 private:
  void count_countries() {
    for (const PlaceName& name : names_) {
      // Georgia is a state and a subdivision of another: it says nothing of what the document is about.
      const bool twice =
          std::ranges::any_of(name.readings, [](const PlaceReading& r) { return r.precision == "admin1"; }) &&
          std::ranges::any_of(name.readings, [](const PlaceReading& r) { return r.state; });
      for (const PlaceReading& reading : name.readings) {
        if (twice || (!reading.state && !reading.capital)) continue;
        countries_[reading.country] += 1;
        country_total_ += 1;
        break;
      }
    }
  }
  [[nodiscard]] double share_of(const std::string& country) const {
    const auto found = countries_.find(country);
    return found == countries_.end() || country_total_ == 0 ? 0 : found->second / country_total_;
  }

  /// "X, Y"; "X in Y"; "Y's X"; "X (Y)": Y holds X.
  void find_containers() {
    container_.assign(names_.size(), kNone);
    for (uint32_t n = 0; n + 1 < names_.size(); ++n) {
      const Range here = names_[n].tokens, next = names_[n + 1].tokens;
      if (doc_.tokens[here.begin].sent != doc_.tokens[next.begin].sent) continue;
      bool close = next.begin - here.end <= 5, comma = false, possessive = false;
      for (uint32_t i = here.end; i < next.begin && close; ++i) {
        const Token& between = doc_.tokens[i];
        comma = comma || between.text == "," || between.text == "(" || between.text == "in" || between.text == "of" ||
                between.text == ",";
        possessive = possessive || between.tag == "POS";
        close = between.text == "," || between.text == "(" || between.text == "in" || between.text == "of" ||
                between.tag == "POS" || between.pos == Pos::kDet || between.pos == Pos::kAdj ||
                between.pos == Pos::kNoun || between.pos == Pos::kAdv;
      }
      if (!close) continue;
      if (comma) container_[n] = n + 1;
      if (possessive || next.begin == here.end || names_[n].people) container_[n + 1] = n;
    }
  }

  [[nodiscard]] static bool holds(const PlaceReading& outer, const PlaceReading& inner) {
    if (outer.country != inner.country || outer.country.empty()) return false;
    if (outer.state) return !inner.state;
    if (outer.precision == "admin1") return inner.admin1_number == outer.admin1_number && inner.precision != "admin1";
    if (outer.precision == "city")  // "Giza's Haram district"
      return inner.precision == "city" && inner.point && outer.point &&
             world::distance_km(*inner.point, *outer.point) < 60;
    if (outer.precision == "admin2")
      return inner.precision == "city" && inner.point && outer.point &&
             world::distance_km(*inner.point, *outer.point) < 80;
    return false;
  }

  [[nodiscard]] double weight_of_itself(const PlaceName& name, const PlaceReading& reading) const {
    if (reading.state) return 9.5 + (name.says_admin ? -1 : 0);
    if (reading.precision == "region") return 7.5;
    double weight = std::log10(reading.population + 10.0);
    if (reading.capital) weight += 2.5;
    if (reading.alternate) weight -= reading.population < 100000 ? 3.0 : reading.population < 1000000 ? 1.0 : 0.5;
    if (reading.precision == "admin1")
      weight += name.says_admin ? 3 : name.says_town ? -4 : has_namesake_town(name, reading) ? -2.5 : 1;
    if (reading.precision == "admin2") weight += name.says_admin ? 1.5 : -2.4;
    if (reading.precision == "city" && name.says_admin) weight -= 1.5;
    return weight;
  }

  /// Aleppo is a province and its capital: without "province" the city is meant. Of Texas there is only one.
  [[nodiscard]] static bool has_namesake_town(const PlaceName& name, const PlaceReading& area) {
    return std::ranges::any_of(name.readings, [&](const PlaceReading& other) {
      return other.precision == "city" && other.country == area.country &&
             (other.capital || other.admin1_number == area.number) && other.population >= area.population / 20;
    });
  }

  [[nodiscard]] double weight_beside(uint32_t n, const PlaceReading& reading) const {
    double weight = 0;
    if (container_[n] != kNone)
      for (const PlaceReading& outer : names_[container_[n]].readings)
        if (holds(outer, reading))
          weight = std::max(weight, outer.precision == "admin1" ? 7.0 : outer.state ? 6.0 : 4.0);
    for (const uint32_t inner : {n == 0 ? kNone : n - 1, n + 1 < names_.size() ? n + 1 : kNone})
      if (inner != kNone && container_[inner] == n)
        for (const PlaceReading& held : names_[inner].readings)
          if (holds(reading, held)) weight = std::max(weight, 3.0);
    return weight;
  }

  [[nodiscard]] double weight_among(uint32_t n, const PlaceReading& reading,
                                    const std::vector<uint32_t>& before) const {
    double near = 0, same_country = 0, others = 0;
    for (uint32_t o = 0; o < names_.size(); ++o) {
      if (before[o] == kNone || names_[o].key == names_[n].key) continue;
      const PlaceReading& other = names_[o].readings[before[o]];
      others += 1;
      if (other.country == reading.country) same_country += 1;
      if (other.state || !other.point || !reading.point) continue;
      if (other.admin1_number != kNone && other.admin1_number == reading.admin1_number)
        near += other.precision == "admin1" ? 2 : 1;
      const double km = world::distance_km(*other.point, *reading.point);
      if (km < kNearKm) near += km < kNearKm / 3 ? 1.5 : 1;
    }
    return std::min(3.0, near * 0.6) + (others == 0 ? 0 : 2.5 * same_country / others);
  }

  void weigh_all(const std::vector<uint32_t>& before) {
    // All mentions of one name in a document mean one place, unless their neighbours say otherwise.
    std::map<std::string, std::vector<uint32_t>> groups;
    for (uint32_t n = 0; n < names_.size(); ++n)
      if (!names_[n].readings.empty()) groups[names_[n].key].push_back(n);
    for (const auto& [key, members] : groups) {
      const size_t count = names_[members.front()].readings.size();
      std::vector<double> told(count, 0);  // the most that any mention's neighbours say for a reading
      for (const uint32_t n : members)
        for (size_t r = 0; r < std::min(count, names_[n].readings.size()); ++r)
          told[r] = std::max(told[r], weight_beside(n, names_[n].readings[r]));
      for (const uint32_t n : members) choose(n, told, before);
    }
  }

  void choose(uint32_t n, const std::vector<double>& told, const std::vector<uint32_t>& before) {
    double best = -1e9;
    for (uint32_t r = 0; r < names_[n].readings.size(); ++r) {
      const PlaceReading& reading = names_[n].readings[r];
      double weight = weight_of_itself(names_[n], reading) + weight_among(n, reading, before);
      weight += std::max(weight_beside(n, reading), r < told.size() ? told[r] * 0.8 : 0);
      const double share = share_of(reading.country);
      weight += share > 0 ? 1.2 + 2 * share : 0;
      if (weight > best) best = weight, chosen_[n] = r;
    }
  }

  [[nodiscard]] FoundPlace found(uint32_t n) const {
    FoundPlace place{.bytes = doc_.bytes_of(names_[n].tokens), .tokens = names_[n].tokens};
    place.people = names_[n].people;
    if (chosen_[n] == kNone) {
      place.name = doc_.text(place.bytes);
      place.why = "entity recogniser";
      return place;
    }
    const PlaceReading& reading = names_[n].readings[chosen_[n]];
    // The gazetteer's first name is often a transliteration that no news uses ("Al-Junaynah" for El Geneina).
    const std::string_view said = doc_.text(place.bytes);
    const bool in_capitals = std::ranges::none_of(said, [](char c) { return ascii::is_lower(c); });
    place.name = (reading.alternate || reading.renamed) && !in_capitals ? std::string(said) : reading.name;
    place.country = reading.country;
    place.admin1 = reading.admin1;
    if (reading.point) place.lat = reading.point->lat, place.lon = reading.point->lon;
    place.geonameid = reading.geonameid;
    place.precision = reading.precision;
    place.why = reading.why;
    return place;
  }

  const PlaceInput& in_;
  const Document& doc_;
  std::vector<PlaceName> names_;
  std::vector<uint32_t> chosen_;     ///< reading of each name
  std::vector<uint32_t> container_;  ///< name that stands as what holds it
  std::map<std::string, double> countries_;
  double country_total_ = 0;
};

}  // namespace

std::vector<FoundPlace> find_places(const PlaceInput& input) { return Choice(input, find_place_names(input)).run(); }

}  // namespace tocsin::coding
