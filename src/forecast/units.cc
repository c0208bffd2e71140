// Reads the three tables of states that outcome files need.
#include "forecast/units.h"

#include "base/table.h"

namespace tocsin {
namespace {

std::string key(std::string_view scheme, std::string_view id) { return std::string(scheme) + ":" + std::string(id); }

template <typename Map>
std::string_view value_of(const Map& map, std::string_view wanted) {
  const auto found = map.find(wanted);
  return found == map.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

Result<Units> Units::open(const std::filesystem::path& data) {
  Units units;
  TRY(const Table states,
      Table::open(data / "states.tsv", {"iso3", "name", "region", "cow", "gw", "views_id", "until"}));
  for (const TableRow& row : states.rows()) {
    units.names_.emplace(row[0], row[1]);
    units.regions_.emplace(row[0], row[2]);
    if (row[6].empty() && !(row[3].empty() && row[5].empty())) units.present_.emplace_back(row[0]);
    if (!row[3].empty()) units.iso_of_.emplace(key("cow", row[3]), row[0]);
    if (!row[4].empty()) units.iso_of_.emplace(key("gw", row[4]), row[0]);
    if (!row[5].empty()) units.iso_of_.emplace(key("views", row[5]), row[0]);
  }
  TRY(const Table codes, Table::open(data / "state_codes.tsv", {"iso3", "scheme", "id", "predecessor"}));
  for (const TableRow& row : codes.rows()) {
    if (!units.has(row[0]))
      return fail(ErrorKind::kResource, codes.at(row, 0) + ": no state \"" + std::string(row[0]) + "\" in states.tsv");
    units.iso_of_.emplace(key(row[1], row[2]), row[0]);
    if (!row[3].empty()) units.predecessor_of_.emplace(key(row[1], row[2]), row[3]);
  }
  TRY(const Table borders, Table::open(data / "borders.tsv", {"iso3", "neighbour"}));
  for (const TableRow& row : borders.rows()) {
    for (const size_t side : {0U, 1U}) {
      if (!units.has(row[side]))
        return fail(ErrorKind::kResource,
                    borders.at(row, side) + ": no state \"" + std::string(row[side]) + "\" in states.tsv");
      units.neighbours_[std::string(row[side])].emplace(row[1 - side]);
    }
  }
  return units;
}

std::string_view Units::iso3(std::string_view scheme, std::string_view id) const {
  return value_of(iso_of_, key(scheme, id));
}

std::string_view Units::predecessor(std::string_view scheme, std::string_view id) const {
  return value_of(predecessor_of_, key(scheme, id));
}

std::string_view Units::name(std::string_view iso3) const { return value_of(names_, iso3); }
std::string_view Units::region(std::string_view iso3) const { return value_of(regions_, iso3); }

const std::set<std::string, std::less<>>& Units::neighbours(std::string_view iso3) const {
  static const std::set<std::string, std::less<>> kNone;
  const auto found = neighbours_.find(iso3);
  return found == neighbours_.end() ? kNone : found->second;
}

}  // namespace tocsin
