// Chooses the reader by the columns, and reads what is told of countries.
#include "forecast/outcomes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "forecast/country_panel.h"

namespace tocsin {
namespace {

bool has_columns(const Csv& csv, std::initializer_list<std::string_view> names) {
  return std::ranges::all_of(names, [&](std::string_view name) { return csv.column(name).has_value(); });
}

/// Rows of one unit and month that repeat are added up: files that split a month by place are read as they are.
struct MonthRows {
  std::vector<std::string> ids;
  std::map<std::string, size_t> index;
  Month first = 0, last = 0;
  bool is_empty = true;

  size_t unit(const std::string& id) {
    const auto [at, is_new] = index.emplace(id, ids.size());
    if (is_new) ids.push_back(id);
    return at->second;
  }
  void month(Month value) {
    first = is_empty ? value : std::min(first, value);
    last = is_empty ? value : std::max(last, value);
    is_empty = false;
  }
};

Result<Month> month_at(const Csv& csv, size_t row, size_t year_column, size_t month_column) {
  TRY(const double year, csv.number(row, year_column));
  TRY(const double month, csv.number(row, month_column));
  if (year < 1 || year > 9999 || month < 1 || month > 12 || month != std::floor(month))
    return fail(ErrorKind::kInput, csv.name() + ": row " + std::to_string(row + 1) + ": year " +
                                       csv.at(row, year_column) + " and month " + csv.at(row, month_column) +
                                       " are no month of the calendar");
  return month_of(static_cast<int>(year), static_cast<int>(month));
}

}  // namespace

std::vector<Channel> country_channels() {
  return {{"sb", "deaths in state-based fighting"},
          {"ns", "deaths in fighting between groups"},
          {"os", "deaths of civilians in one-sided violence"},
          {"cnt", "incidents of state-based fighting"}};
}

Panel country_panel(const std::vector<std::string>& ids, std::string_view scheme, Month first, Month last,
                    const Units& units) {
  Panel panel;
  panel.first_month = first;
  panel.month_count = static_cast<size_t>(last - first + 1);
  panel.channels = country_channels();
  panel.grids.assign(panel.channels.size(), Grid(ids.size(), panel.month_count));
  panel.exists.assign(ids.size() * panel.month_count, 0);
  for (const std::string& id : ids) {
    Unit unit;
    const std::string_view iso3 = scheme == "iso3" ? std::string_view(id) : units.iso3(scheme, id);
    unit.id = id;
    unit.name = iso3.empty() ? id : std::string(iso3);
    const auto before = std::ranges::find(ids, units.predecessor(scheme, id));
    if (before != ids.end()) unit.predecessor = static_cast<int>(before - ids.begin());
    panel.units.push_back(std::move(unit));
  }
  return panel;
}

Result<Outcomes> read_outcomes(const std::filesystem::path& file, const Units& units) {
  TRY(const Csv csv, Csv::open(file));
  if (has_columns(csv, {"country_id", "year", "month", "ged_best_sb"})) return read_country_months(csv, units);
  if (has_columns(csv, {"si", "oi", "m", "force"})) return read_dyad_months(csv, units);
  if (has_columns(csv, {"statea", "stateb", "strtyr", "endyear", "hihost"})) return read_disputes(csv, units);
  if (has_columns(csv, {"event_date", "fatalities", "event_type"}) ||
      has_columns(csv, {"date_start", "best", "type_of_violence", "country_id"}))
    return read_events(csv, units);
  return fail(ErrorKind::kInput,
              csv.name() +
                  ":1: columns of no kind of outcomes that is known: UCDP country-months (country_id, year, "
                  "month, ged_best_sb), UCDP events (date_start, best, type_of_violence, country_id), "
                  "ACLED-shaped events (event_date, event_type, iso3, fatalities), ICEWS dyad-months (si, oi, "
                  "m, force), COW disputes (statea, stateb, strtyr, endyear, hihost)");
}

Result<Outcomes> read_country_months(const Csv& csv, const Units& units) {
  const size_t id = *csv.column("country_id");
  const size_t year = *csv.column("year");
  const size_t month = *csv.column("month");
  MonthRows rows;
  for (size_t row = 0; row < csv.row_count(); ++row) {
    rows.unit(csv.at(row, id));
    TRY(const Month when, month_at(csv, row, year, month));
    rows.month(when);
  }
  std::ranges::sort(rows.ids, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  for (size_t unit = 0; unit < rows.ids.size(); ++unit) rows.index[rows.ids[unit]] = unit;

  Outcomes outcomes;
  Panel& panel = outcomes.panel;
  panel = country_panel(rows.ids, "views", rows.first, rows.last, units);
  panel.coverage = csv.name();
  const std::string_view names[] = {"ged_best_sb", "ged_best_ns", "ged_best_os", "ged_count_sb"};
  for (size_t row = 0; row < csv.row_count(); ++row) {
    TRY(const Month when, month_at(csv, row, year, month));
    const size_t unit = rows.index[csv.at(row, id)];
    const size_t at = static_cast<size_t>(when - rows.first);
    panel.exists[unit * panel.month_count + at] = 1;
    for (size_t channel = 0; channel < panel.grids.size(); ++channel) {
      const auto column = csv.column(names[channel]);
      if (!column) continue;
      TRY(const double value, csv.number(row, *column));
      panel.grids[channel].at(unit, at) += value;
    }
  }
  const auto nameless = std::ranges::count_if(panel.units, [](const Unit& unit) { return unit.name == unit.id; });
  if (nameless > 0)
    outcomes.notes.push_back(std::to_string(nameless) +
                             " units have a code that data/states.tsv and data/state_codes.tsv do not know; "
                             "they keep the file's code as their name");
  return outcomes;
}

}  // namespace tocsin
