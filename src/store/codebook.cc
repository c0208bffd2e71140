// Reads the tables and answers by exact code or by the longest beginning.
#include "store/codebook.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "base/ascii.h"
#include "base/table.h"

namespace tocsin {
namespace {

constexpr size_t kCodeSize = 3;

std::string joined(const std::set<std::string, std::less<>>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

size_t edits(std::string_view one, std::string_view other) {
  std::vector<size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < one.size(); ++i) {
    size_t corner = row[0]++;
    for (size_t j = 0; j < other.size(); ++j) {
      const size_t replaced = corner + (one[i] == other[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({replaced, corner + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::unexpected<Error> unknown(const std::string& what, std::string_view given, const std::string& near,
                               const std::string& known) {
  return fail(ErrorKind::kUsage, what + ": \"" + std::string(given) + "\" is not known" +
                                     (near.empty() ? "; " + known : "; is " + near + " meant?"));
}

}  // namespace

std::string nearest_word(std::string_view given, const std::set<std::string, std::less<>>& known) {
  std::string best;
  size_t fewest = given.size() / 3 + 1;
  for (const std::string& word : known) {
    const size_t count = edits(given, word);
    if (count < fewest || (count == fewest && best.empty())) fewest = count, best = word;
  }
  return best;
}

Result<Codebook> Codebook::open(const std::filesystem::path& folder) {
  Codebook book;
  TRY_VOID(book.read_countries(folder));
  TRY_VOID(book.read_words(folder));
  TRY_VOID(book.read_cameo(folder));
  TRY_VOID(book.read_sides(folder));
  TRY_VOID(book.read_things(folder));
  return book;
}

Result<void> Codebook::read_countries(const std::filesystem::path& folder) {
  TRY(const Table states, Table::open(folder / "states.tsv", {"iso3", "name", "region", "cow", "gw"}));
  for (const TableRow& row : states.rows())
    countries_[std::string(row[0])] = {.name = std::string(row[1]),
                                       .region = std::string(row[2]),
                                       .cow = std::string(row[3]),
                                       .gw = std::string(row[4])};
  TRY(const Table codes, Table::open(folder / "country_codes.tsv", {"iso3", "isonum", "fips"}));
  for (const TableRow& row : codes.rows()) {
    const auto found = countries_.find(row[0]);
    if (found == countries_.end())
      return fail(ErrorKind::kResource, codes.at(row, 0) + ": \"" + std::string(row[0]) + "\" is not in states.tsv");
    found->second.iso_number = row[1].substr(std::min(row[1].find_first_not_of('0'), row[1].size()));
    found->second.fips = row[2];
  }
  TRY(const Table bodies, Table::open(folder / "organisations.tsv", {"name", "code", "kind"}));
  for (const TableRow& row : bodies.rows())
    if (row[2] == "igo" && row[1].size() >= kCodeSize)
      bodies_.emplace(std::string(row[1].substr(0, kCodeSize)), std::string(row[0]));
  return {};
}

Result<void> Codebook::read_words(const std::filesystem::path& folder) {
  TRY(const Table plover, Table::open(folder / "plover.tsv", {"type", "mode"}));
  for (const TableRow& row : plover.rows()) {
    types_.emplace(row[0]);
    if (!row[1].empty()) modes_.emplace(row[1]);
  }
  TRY(const Table offices, Table::open(folder / "offices.tsv", {"person", "names"}));
  for (const TableRow& row : offices.rows()) {
    office_holders_.emplace(row[0]);
    for (const std::string_view name : split_field(row[1], '|')) office_holders_.emplace(name);
  }
  return {};
}

Result<void> Codebook::read_cameo(const std::filesystem::path& folder) {
  TRY(const Table cameo, Table::open(folder / "cameo.tsv", {"cameo", "label", "goldstein"}));
  for (const TableRow& row : cameo.rows()) {
    CameoRow& entry = cameo_[std::string(row[0])];
    entry.label = row[1];
    const auto [end, error] = std::from_chars(row[2].data(), row[2].data() + row[2].size(), entry.goldstein);
    if (error != std::errc() || end != row[2].data() + row[2].size())
      return fail(ErrorKind::kResource, cameo.at(row, 2) + ": \"" + std::string(row[2]) + "\" is no number");
  }
  return {};
}

Result<void> Codebook::read_things(const std::filesystem::path& folder) {
  TRY(const Table things, Table::open(folder / "thing_words.tsv", {"word", "side", "kind"}));
  for (const TableRow& row : things.rows()) {
    if (row[1] != "before" && row[1] != "behind")
      return fail(ErrorKind::kResource,
                  things.at(row, 1) + ": \"" + std::string(row[1]) + "\" is neither before nor behind");
    (row[1] == "before" ? things_before_ : things_behind_).emplace(row[0]);
    if (row[2] == "never") no_persons_.emplace(row[0]);
  }
  return {};
}

bool Codebook::is_thing(std::string_view name) const {
  const size_t first = name.find(' '), last = name.rfind(' ');
  if (first == std::string_view::npos) return false;
  const std::string_view before = name.substr(0, first), behind = name.substr(last + 1);
  return (no_persons_.contains(before) && things_before_.contains(before)) ||
         (no_persons_.contains(behind) && things_behind_.contains(behind));
}

Result<void> Codebook::read_sides(const std::filesystem::path& folder) {
  TRY(const Table sectors, Table::open(folder / "export_sectors.tsv", {"sector", "cameo", "side", "acled"}));
  for (const TableRow& row : sectors.rows())
    sectors_[std::string(row[0])] = {std::string(row[1]), std::string(row[2]), std::string(row[3])};
  TRY(const Table types,
      Table::open(folder / "acled_types.tsv", {"type", "mode", "side", "event_type", "sub_event_type", "disorder"}));
  for (const TableRow& row : types.rows())
    acled_types_.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2]), std::string(row[3]),
                            std::string(row[4]), std::string(row[5])});
  return {};
}

const CountryCodes* Codebook::country(std::string_view iso3) const {
  const auto found = countries_.find(iso3);
  return found == countries_.end() ? nullptr : &found->second;
}

std::string Codebook::country_name(std::string_view code) const {
  const CountryCodes* codes = country(code);
  return codes == nullptr ? std::string(code) : codes->name;
}

const Codebook::CameoRow* Codebook::cameo_row(std::string_view cameo) const {
  for (; cameo.size() >= 2; cameo.remove_suffix(1))
    if (const auto found = cameo_.find(cameo); found != cameo_.end()) return &found->second;
  return nullptr;
}

std::string Codebook::cameo_label(std::string_view cameo) const {
  const CameoRow* row = cameo_row(cameo);
  return row == nullptr ? std::string() : row->label;
}

std::optional<double> Codebook::goldstein(std::string_view cameo) const {
  const CameoRow* row = cameo_row(cameo);
  return row == nullptr ? std::nullopt : std::optional(row->goldstein);
}

std::string Codebook::cameo_sector(std::string_view sector) const {
  const auto found = sectors_.find(sector);
  return found == sectors_.end() ? std::string(sector) : found->second.cameo;
}

std::string Codebook::cameo_code(std::string_view code) const {
  std::string out;
  for (size_t i = 0; i < code.size(); i += kCodeSize) out += cameo_sector(code.substr(i, kCodeSize));
  return out;
}

const SectorNames* Codebook::side(const std::vector<std::string>& sectors, std::string_view country) const {
  for (const std::string& sector : sectors)
    if (const auto found = sectors_.find(sector); found != sectors_.end()) return &found->second;
  if (!sectors.empty() || !countries_.contains(country)) return nullptr;
  const auto state = std::ranges::find(sectors_, "state", [](const auto& each) { return each.second.side; });
  return state == sectors_.end() ? nullptr : &state->second;
}

const AcledType* Codebook::acled_type(std::string_view type, const std::vector<std::string>& modes,
                                      std::string_view side) const {
  const AcledType* best = nullptr;
  int best_rank = -1;
  for (const AcledType& row : acled_types_) {
    const bool has_mode = std::ranges::find(modes, row.mode) != modes.end();
    if (row.type != type || !(row.mode.empty() || has_mode) || !(row.side.empty() || row.side == side)) continue;
    const int rank = (has_mode ? 2 : 0) + (row.side.empty() ? 0 : 1);
    if (rank > best_rank) best = &row, best_rank = rank;
  }
  return best;
}

Result<void> Codebook::check_code(std::string_view option, std::string_view code) const {
  const auto is_place = [&](std::string_view part) { return countries_.contains(part) || bodies_.contains(part); };
  bool is_known = !code.empty() && code.size() % kCodeSize == 0;
  for (size_t i = 0; is_known && i < code.size(); i += kCodeSize) {
    const std::string_view part = code.substr(i, kCodeSize);
    is_known = sectors_.contains(part) || (i == 0 && is_place(part));
  }
  if (is_known) return {};
  const std::string name = ascii::lower(code);
  for (const auto& [iso3, codes] : countries_)
    if (ascii::lower(codes.name) == name) return unknown(std::string(option), code, iso3, "");
  std::set<std::string, std::less<>> names;
  for (const auto& [iso3, codes] : countries_) names.insert(ascii::lower(codes.name));
  const std::string near = nearest_word(name, names);
  for (const auto& [iso3, codes] : countries_)
    if (name.size() > kCodeSize && !near.empty() && ascii::lower(codes.name) == near)
      return unknown(std::string(option), code, iso3 + " (" + codes.name + ")", "");
  std::set<std::string, std::less<>> sector_codes;
  for (const auto& [sector, words] : sectors_) sector_codes.insert(sector);
  return unknown(
      std::string(option), code, "",
      "a country or body in three letters does, with sectors behind it or not, or a sector: ISO3, ISO3GOV, MIL; "
      "sectors are " +
          joined(sector_codes));
}

Result<std::string> Codebook::event_type(std::string_view given) const {
  std::string type = ascii::upper(given);
  if (types_.contains(type)) return type;
  return unknown("--type", given, nearest_word(type, types_), "there are " + joined(types_));
}

Result<std::string> Codebook::event_mode(std::string_view given) const {
  std::string mode = ascii::lower(given);
  if (modes_.contains(mode)) return mode;
  return unknown("--mode", given, nearest_word(mode, modes_), "there are " + joined(modes_));
}

}  // namespace tocsin
