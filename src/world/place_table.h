// What the tables of data/ know of places: points of states and capitals (state_points.tsv), regions (regions.tsv), and
// the words around names of places (place_words.tsv). The gazetteer (world/gazetteer.h) adds cities and subdivisions to
// it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tocsin::world {

struct Point {
  double lat = 0, lon = 0;
};

/// Great-circle distance in kilometres.
[[nodiscard]] double distance_km(Point a, Point b);

struct StatePoint {
  std::optional<Point> state;  ///< a reference point, not a place
  std::string capital;         ///< folded
  std::optional<Point> capital_point;
  std::string row;
};

struct Region {
  std::string name;
  std::vector<std::string> countries;
  std::optional<Point> point;
  std::string row;
};

/// Kinds of rows of place_words.tsv.
enum class PlaceWord : uint8_t {
  kAdmin,        ///< "province": the name beside it is a subdivision's
  kTown,         ///< "village": the name beside it is a town's
  kName,         ///< another name of a place that the gazetteer has: value `USA:California`
  kSuffix,       ///< like kName, but only behind a comma: "Springfield, Ill."
  kPreposition,  ///< "near": what it governs is where something happens
  kNever,        ///< a name in the gazetteer that news uses for something else
  kPart,         ///< "northern": a part of the place named beside it
  kBody,         ///< "police", "university": a body that bears the name of its place
  kDeed,         ///< "attack": a noun that the name in front of it places
  kLetters,      ///< a state's code: its first subdivisions are told by their letters ("DC")
  kDotted,       ///< a suffix that the table writes with a dot: with it the name stands anywhere
};

class PlaceTable {
 public:
  /// Fails (kResource) with file:line:column. Tables that are missing leave nothing known.
  static Result<PlaceTable> open(const std::filesystem::path& folder);

  [[nodiscard]] const StatePoint* state(std::string_view iso3) const;
  /// By one of its names, folded; null when it is none.
  [[nodiscard]] const Region* region(std::string_view folded) const;
  /// The value of a word of this kind ("" where it needs none); null when it is none. `word` is folded.
  [[nodiscard]] const std::string* word(PlaceWord kind, std::string_view folded) const;

 private:
  Result<void> read_states(const std::filesystem::path& folder);
  Result<void> read_regions(const std::filesystem::path& folder);
  Result<void> read_words(const std::filesystem::path& folder);

  std::unordered_map<std::string, StatePoint> states_;
  std::vector<Region> regions_;
  std::unordered_map<std::string, size_t> region_names_;
  std::unordered_map<std::string, std::string> words_;  ///< kind as a digit, then the folded word → value
};

}  // namespace tocsin::world
