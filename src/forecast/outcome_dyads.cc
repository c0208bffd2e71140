// Outcome files of pairs: ICEWS-shaped dyad-months and COW militarised disputes.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "forecast/outcomes.h"

namespace tocsin {
namespace {

constexpr int kIcewsFirstYear = 2005;  // m = 0 is January 2005
constexpr int kUniverseMonths = 120;
constexpr double kUseOfForce = 4;  // COW hostility: 4 use of force, 5 war

/// The two sides in alphabetical order, so that A-B and B-A are one.
struct Pair {
  std::string first, second;
  auto operator<=>(const Pair&) const = default;
};

Pair pair_of(std::string one, std::string other) {
  if (other < one) std::swap(one, other);
  return {std::move(one), std::move(other)};
}

/// Something between two states in a month: a value for each channel.
struct DyadRow {
  Pair pair;
  Month first = 0, last = 0;
  std::vector<double> values;
};

/// All pairs that border or that have a row. A pair is in the panel while they border, or from a row on for ten years.
Panel dyad_panel(const std::vector<DyadRow>& rows, std::vector<Channel> channels, const Units& units, Month first,
                 Month last) {
  std::map<Pair, size_t> index;
  const std::vector<std::string>& states = units.present_states();
  for (const std::string& one : states)
    for (const std::string& other : units.neighbours(one))
      if (std::ranges::find(states, other) != states.end()) index.emplace(pair_of(one, other), 0);
  for (const DyadRow& row : rows) index.emplace(row.pair, 0);
  Panel panel;
  panel.first_month = first;
  panel.month_count = static_cast<size_t>(last - first + 1);
  panel.channels = std::move(channels);
  for (auto& [pair, at] : index) {
    at = panel.units.size();
    const std::string name = pair.first + "-" + pair.second;
    panel.units.push_back({name, name, pair.first, pair.second, -1});
  }
  panel.grids.assign(panel.channels.size(), Grid(panel.units.size(), panel.month_count));
  panel.exists.assign(panel.units.size() * panel.month_count, 0);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    if (units.is_neighbour(panel.units[unit].first, panel.units[unit].second))
      std::fill_n(panel.exists.begin() + static_cast<ptrdiff_t>(unit * panel.month_count), panel.month_count, 1);
  for (const DyadRow& row : rows) {
    const size_t unit = index[row.pair];
    for (Month month = std::max(row.first, first); month <= std::min(row.last, last); ++month)
      for (size_t channel = 0; channel < row.values.size(); ++channel)
        panel.grids[channel].at(unit, static_cast<size_t>(month - first)) += row.values[channel];
    const Month until = std::min<Month>(last, row.last + kUniverseMonths);
    for (Month month = std::max(row.first, first); month <= until; ++month)
      panel.exists[unit * panel.month_count + static_cast<size_t>(month - first)] = 1;
  }
  return panel;
}

}  // namespace

Result<Outcomes> read_dyad_months(const Csv& csv, const Units& units) {
  const std::pair<std::string_view, std::string_view> known[] = {{"force", "use of force"},
                                                                 {"n", "events of any kind"},
                                                                 {"vc", "verbal cooperation"},
                                                                 {"mc", "material cooperation"},
                                                                 {"vk", "verbal conflict"},
                                                                 {"mk", "material conflict"},
                                                                 {"gold", "balance of cooperation and conflict"},
                                                                 {"threat", "threats"},
                                                                 {"demand", "demands"},
                                                                 {"posture", "shows of force"},
                                                                 {"coop", "cooperation"}};
  std::vector<Channel> channels;
  std::vector<size_t> columns;
  for (const auto& [name, words] : known)
    if (const auto column = csv.column(name)) {
      channels.push_back({std::string(name), std::string(words)});
      columns.push_back(*column);
    }
  const size_t one = *csv.column("si");
  const size_t other = *csv.column("oi");
  const size_t m = *csv.column("m");
  std::vector<DyadRow> rows;
  size_t unknown = 0;
  for (size_t row = 0; row < csv.row_count(); ++row) {
    TRY(const double month, csv.number(row, m));
    if (!units.has(csv.at(row, one)) || !units.has(csv.at(row, other))) {
      ++unknown;
      continue;
    }
    DyadRow read;
    read.pair = pair_of(csv.at(row, one), csv.at(row, other));
    read.first = read.last = month_of(kIcewsFirstYear, 1) + static_cast<Month>(month);
    for (const size_t column : columns) {
      TRY(const double value, csv.number(row, column));
      read.values.push_back(value);
    }
    rows.push_back(std::move(read));
  }
  if (rows.empty()) return fail(ErrorKind::kInput, csv.name() + ": no row of two states that data/states.tsv knows");
  const auto [first, last] = std::ranges::minmax(rows, {}, &DyadRow::first);
  Outcomes outcomes;
  outcomes.panel = dyad_panel(rows, std::move(channels), units, first.first, last.last);
  outcomes.panel.coverage = csv.name();
  if (unknown > 0)
    outcomes.notes.push_back(std::to_string(unknown) +
                             " rows of states that data/states.tsv does not know were left out");
  return outcomes;
}

Result<Outcomes> read_disputes(const Csv& csv, const Units& units) {
  const std::string_view names[] = {"statea", "stateb", "strtyr", "strtmnth", "endyear", "endmnth", "hihost"};
  std::vector<size_t> columns;
  for (const std::string_view name : names) {
    const auto column = csv.column(name);
    if (!column) return fail(ErrorKind::kInput, csv.name() + ":1: no column " + std::string(name));
    columns.push_back(*column);
  }
  std::map<std::pair<Pair, std::string>, bool> seen;  // the file tells each dispute from both sides
  std::vector<DyadRow> rows;
  size_t unknown = 0;
  const auto dispute_column = csv.column("disno");
  for (size_t row = 0; row < csv.row_count(); ++row) {
    const std::string_view one = units.iso3("cow", csv.at(row, columns[0]));
    const std::string_view other = units.iso3("cow", csv.at(row, columns[1]));
    if (one.empty() || other.empty() || one == other) {
      ++unknown;
      continue;
    }
    double numbers[5];
    for (size_t i = 0; i < 5; ++i) {
      TRY(numbers[i], csv.number(row, columns[i + 2]));
    }
    DyadRow read;
    read.pair = pair_of(std::string(one), std::string(other));
    read.first = month_of(static_cast<int>(numbers[0]), std::max(1, static_cast<int>(numbers[1])));
    read.last = month_of(static_cast<int>(numbers[2]), std::max(1, static_cast<int>(numbers[3])));
    read.values = {numbers[4] >= kUseOfForce ? 1.0 : 0.0, 1};
    const std::string dispute = (dispute_column ? csv.at(row, *dispute_column) : "") + format_month(read.first);
    if (!seen.emplace(std::pair(read.pair, dispute), true).second) continue;
    rows.push_back(std::move(read));
  }
  if (rows.empty())
    return fail(ErrorKind::kInput, csv.name() + ": no dispute of two states that data/states.tsv knows");
  Month first = rows.front().first;
  Month last = rows.front().last;
  for (const DyadRow& row : rows) {
    first = std::min(first, row.first);
    last = std::max(last, row.last);
  }
  Outcomes outcomes;
  outcomes.panel =
      dyad_panel(rows, {{"mid", "militarised disputes with use of force"}, {"dispute", "militarised disputes"}}, units,
                 first, last);
  outcomes.panel.coverage = csv.name();
  if (unknown > 0)
    outcomes.notes.push_back(std::to_string(unknown) + " rows of states that the tables do not know were left out");
  return outcomes;
}

}  // namespace tocsin
