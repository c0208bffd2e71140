// Reads the tables of places.
#include "world/place_table.h"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "base/table.h"
#include "world/words.h"

namespace tocsin::world {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 10> kWordKinds = {"admin", "town", "name", "suffix", "preposition",
                                                         "never", "part", "body", "deed",   "letters"};

std::string row_name(const Table& table, const TableRow& row) {
  return table.name() + ":" + std::to_string(row.line());
}

/// A number of degrees; empty = unknown.
Result<std::optional<double>> degrees(const Table& table, const TableRow& row, size_t column, double most) {
  const std::string_view field = row[column];
  if (field.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size() || !(std::abs(value) <= most))
    return fail(ErrorKind::kResource, table.at(row, column) + ": \"" + std::string(field) +
                                          "\" is no number of degrees up to " + std::to_string(static_cast<int>(most)));
  return value;
}

Result<std::optional<Point>> point(const Table& table, const TableRow& row, size_t lat_column) {
  TRY(const std::optional<double> lat, degrees(table, row, lat_column, 90));
  TRY(const std::optional<double> lon, degrees(table, row, lat_column + 1, 180));
  if (!lat || !lon) return std::nullopt;
  return Point{*lat, *lon};
}

}  // namespace

double distance_km(Point a, Point b) {
  constexpr double kRadians = std::numbers::pi / 180, kEarthRadius = 6371.0088;
  const double lat = std::sin((b.lat - a.lat) * kRadians / 2), lon = std::sin((b.lon - a.lon) * kRadians / 2);
  const double h = lat * lat + std::cos(a.lat * kRadians) * std::cos(b.lat * kRadians) * lon * lon;
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

Result<PlaceTable> PlaceTable::open(const fs::path& folder) {
  PlaceTable table;
  TRY_VOID(table.read_states(folder));
  TRY_VOID(table.read_regions(folder));
  TRY_VOID(table.read_words(folder));
  return table;
}

Result<void> PlaceTable::read_states(const fs::path& folder) {
  if (!fs::exists(folder / "state_points.tsv")) return {};
  TRY(const Table table,
      Table::open(folder / "state_points.tsv", {"iso3", "lat", "lon", "capital", "capital_lat", "capital_lon"}));
  for (const TableRow& row : table.rows()) {
    StatePoint& state = states_[std::string(row[0])];
    TRY(state.state, point(table, row, 1));
    state.capital = fold_phrase(row[3]);
    TRY(state.capital_point, point(table, row, 4));
    state.row = row_name(table, row);
  }
  return {};
}

Result<void> PlaceTable::read_regions(const fs::path& folder) {
  if (!fs::exists(folder / "regions.tsv")) return {};
  TRY(const Table table, Table::open(folder / "regions.tsv", {"name", "aliases", "countries", "lat", "lon"}));
  for (const TableRow& row : table.rows()) {
    Region region{.name = std::string(row[0]), .row = row_name(table, row)};
    for (const std::string_view country : split_field(row[2], '|')) region.countries.emplace_back(country);
    TRY(region.point, point(table, row, 3));
    region_names_.try_emplace(fold_phrase(row[0]), regions_.size());
    for (const std::string_view alias : split_field(row[1], '|'))
      region_names_.try_emplace(fold_phrase(alias), regions_.size());
    regions_.push_back(std::move(region));
  }
  return {};
}

Result<void> PlaceTable::read_words(const fs::path& folder) {
  if (!fs::exists(folder / "place_words.tsv")) return {};
  TRY(const Table table, Table::open(folder / "place_words.tsv", {"word", "kind", "value"}));
  for (const TableRow& row : table.rows()) {
    size_t kind = 0;
    while (kind < kWordKinds.size() && kWordKinds[kind] != row[1]) ++kind;
    if (kind == kWordKinds.size())
      return fail(ErrorKind::kResource,
                  table.at(row, 1) + ": \"" + std::string(row[1]) + "\" is no kind of place word");
    const std::string word = fold_phrase(row[0]);
    words_.try_emplace(static_cast<char>('0' + kind) + word, row[2]);
    if (kind == static_cast<size_t>(PlaceWord::kSuffix) && row[0].ends_with('.'))
      words_.try_emplace(static_cast<char>('0' + static_cast<int>(PlaceWord::kDotted)) + word, row[2]);
  }
  return {};
}

const StatePoint* PlaceTable::state(std::string_view iso3) const {
  const auto found = states_.find(std::string(iso3));
  return found == states_.end() ? nullptr : &found->second;
}

const Region* PlaceTable::region(std::string_view folded) const {
  const auto found = region_names_.find(std::string(folded));
  return found == region_names_.end() ? nullptr : &regions_[found->second];
}

const std::string* PlaceTable::word(PlaceWord kind, std::string_view folded) const {
  const auto found = words_.find(static_cast<char>('0' + static_cast<int>(kind)) + std::string(folded));
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace tocsin::world
