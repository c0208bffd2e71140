// Outcome files of single events: UCDP GED and ACLED-shaped ones. Months without an event are quiet months, for every
// state of the table from the first event of the file to the last.
#include <algorithm>
#include <map>

#include "forecast/country_panel.h"
#include "forecast/outcomes.h"

namespace tocsin {
namespace {

constexpr size_t kStateBased = 0, kBetweenGroups = 1, kOneSided = 2, kIncidents = 3;

struct Event {
  std::string iso3;
  Month month = 0;
  size_t channel = kStateBased;
  double deaths = 0;
};

/// UCDP: 1 state-based, 2 non-state, 3 one-sided. ACLED: battles and remote violence are nearest to state-based.
size_t channel_of(std::string_view kind) {
  if (kind == "2") return kBetweenGroups;
  if (kind == "3" || kind == "Violence against civilians") return kOneSided;
  if (kind == "Riots" || kind == "Protests") return kBetweenGroups;
  return kStateBased;
}

struct EventColumns {
  size_t day = 0, kind = 0, deaths = 0;
  std::optional<size_t> iso3, gw;
};

Result<EventColumns> columns_of(const Csv& csv) {
  const bool is_ucdp = csv.column("date_start").has_value();
  EventColumns columns;
  columns.day = *csv.column(is_ucdp ? "date_start" : "event_date");
  columns.kind = *csv.column(is_ucdp ? "type_of_violence" : "event_type");
  columns.deaths = *csv.column(is_ucdp ? "best" : "fatalities");
  columns.iso3 = csv.column("iso3");
  columns.gw = is_ucdp ? csv.column("country_id") : std::nullopt;
  if (!columns.iso3 && !columns.gw)
    return fail(ErrorKind::kInput, csv.name() + ":1: no column iso3; it tells the country of an ACLED-shaped event");
  return columns;
}

Result<Event> event_at(const Csv& csv, size_t row, const EventColumns& columns, const Units& units) {
  Event event;
  const std::optional<Month> month = parse_month(std::string_view(csv.at(row, columns.day)).substr(0, 10));
  if (!month)
    return fail(ErrorKind::kInput, csv.name() + ": row " + std::to_string(row + 1) + ": date is \"" +
                                       csv.at(row, columns.day) + "\" where YYYY-MM-DD is wanted");
  event.month = *month;
  event.channel = channel_of(csv.at(row, columns.kind));
  TRY(event.deaths, csv.number(row, columns.deaths));
  event.iso3 = columns.iso3 ? csv.at(row, *columns.iso3) : std::string(units.iso3("gw", csv.at(row, *columns.gw)));
  return event;
}

}  // namespace

Result<Outcomes> read_events(const Csv& csv, const Units& units) {
  TRY(const EventColumns columns, columns_of(csv));
  std::vector<Event> events;
  size_t unknown = 0;
  for (size_t row = 0; row < csv.row_count(); ++row) {
    TRY(Event event, event_at(csv, row, columns, units));
    if (!units.has(event.iso3)) {
      ++unknown;
      continue;
    }
    events.push_back(std::move(event));
  }
  if (events.empty()) return fail(ErrorKind::kInput, csv.name() + ": no event of a country that data/states.tsv knows");
  const auto [first, last] = std::ranges::minmax(events, {}, &Event::month);
  Outcomes outcomes;
  outcomes.panel = country_panel(units.present_states(), "iso3", first.month, last.month, units);
  Panel& panel = outcomes.panel;
  panel.coverage = csv.name();
  panel.exists.assign(panel.exists.size(), 1);
  std::map<std::string, size_t, std::less<>> index;
  for (size_t unit = 0; unit < panel.units.size(); ++unit) index.emplace(panel.units[unit].name, unit);
  for (const Event& event : events) {
    const auto unit = index.find(event.iso3);
    if (unit == index.end()) {
      ++unknown;
      continue;
    }
    const size_t at = static_cast<size_t>(event.month - panel.first_month);
    panel.grids[event.channel].at(unit->second, at) += event.deaths;
    if (event.channel == kStateBased) panel.grids[kIncidents].at(unit->second, at) += 1;
  }
  if (unknown > 0)
    outcomes.notes.push_back(std::to_string(unknown) +
                             " events of countries that data/states.tsv does not know were "
                             "left out");
  return outcomes;
}

}  // namespace tocsin
