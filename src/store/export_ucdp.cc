// Deadly assaults under the column names of UCDP's georeferenced events.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/dates.h"
#include "store/export_formats.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

struct Toll {
  int64_t low = 0, high = 0;
};

/// The lowest and the highest number of dead that the text tells.
std::optional<Toll> toll_of(const EventRecord& ev) {
  std::optional<Toll> toll;
  for (const SizeRecord& size : ev.sizes) {
    if (size.what != "dead") continue;
    if (!toll) toll = Toll{size.low, size.high};
    toll = Toll{std::min(toll->low, size.low), std::max(toll->high, size.high)};
  }
  if (!toll && ev.deaths) toll = Toll{*ev.deaths, *ev.deaths};
  return toll;
}

std::string side_name(const std::vector<EventParty>& parties) {
  std::vector<std::string> names;
  for (const EventParty& party : parties) names.push_back(party.name.empty() ? party.raw : party.name);
  return joined(names, ", ");
}

std::string side_kind(const std::vector<EventParty>& parties, const Codebook& book) {
  const SectorNames* side = parties.empty() ? nullptr : book.side(parties.front().sectors, parties.front().country);
  return side == nullptr ? "" : side->side;
}

/// 1 state-based, 2 non-state, 3 one-sided; empty where a side is not known.
std::string_view type_of_violence(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return "";
  if (b == "civilian") return "3";
  return a == "state" || b == "state" ? "1" : "2";
}

std::string_view where_precision(const PlaceRecord& place) {
  if (place.precision == "point" || place.precision == "city") return "1";
  if (place.precision == "admin2") return "3";
  if (place.precision == "admin1") return "4";
  return place.precision == "region" ? "5" : "6";
}

/// 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more.
std::string_view date_precision(const EventView& view) {
  const std::optional<Date> first = parse_date(view.day), last = parse_date(view.last_day);
  if (!first || !last) return "";
  const auto days = (std::chrono::sys_days(*last) - std::chrono::sys_days(*first)).count() + 1;
  return days <= 1 ? "1" : days <= 6 ? "2" : days <= 7 ? "3" : days <= 31 ? "4" : "5";
}

/// The cell of half a degree in PRIO-GRID: numbered from the south-west, row by row.
std::string grid_cell(double lat, double lon) {
  constexpr double kCell = 0.5;
  constexpr int64_t kColumns = 720;
  const auto row = static_cast<int64_t>(std::floor((lat + 90) / kCell));
  const auto column = static_cast<int64_t>(std::floor((lon + 180) / kCell));
  return std::to_string(row * kColumns + column + 1);
}

void place_columns(Rows& row, const PlaceRecord* place) {
  if (place == nullptr) {
    for (int i = 0; i < 9; ++i) row.empty();
    return;
  }
  row.literal(where_precision(*place)).text(place->name).text(place->span.text);
  row.text(place->precision == "admin1" ? place->name : place->admin1);
  row.text(place->precision == "admin2" ? place->name : "");
  if (!place->lat || !place->lon) {
    row.empty().empty().empty().empty();
    return;
  }
  row.number(*place->lat).number(*place->lon);
  row.literal("POINT (" + number_text(*place->lon) + " " + number_text(*place->lat) + ")");
  row.literal(grid_cell(*place->lat, *place->lon));
}

void country_columns(Rows& row, const PlaceRecord* place, const Codebook& book) {
  const CountryCodes* codes = place == nullptr ? nullptr : book.country(place->country);
  row.text(codes == nullptr ? "" : codes->name).literal(codes == nullptr ? "" : codes->gw);
  row.text(codes == nullptr ? "" : codes->region);
}

std::string gw_number(const std::vector<EventParty>& parties, const Codebook& book) {
  const CountryCodes* codes = parties.empty() ? nullptr : book.country(parties.front().country);
  return codes == nullptr || side_kind(parties, book) != "state" ? "" : codes->gw;
}

void identity_columns(Rows& row, const EventView& view, const std::vector<EventParty>& a,
                      const std::vector<EventParty>& b, const Codebook& book) {
  const std::string name_a = side_name(a);
  const std::string name_b = side_kind(b, book) == "civilian" || b.empty() ? std::string("Civilians") : side_name(b);
  row.literal(number_of(view.id, 0)).literal(view.id).literal(view.day.substr(0, 4)).literal("1").literal("Clear");
  row.literal(type_of_violence(side_kind(a, book), b.empty() ? "civilian" : side_kind(b, book)));
  row.empty().empty().empty().empty().empty().text(name_a + " - " + name_b);
  row.empty().empty().text(name_a).empty().empty().text(name_b);
}

std::string rows(const EventView& view, const Codebook& book) {
  const std::optional<Toll> toll = toll_of(view.ev);
  if (view.ev.type != "ASSAULT" || !toll || toll->high < 1) return {};
  const bool is_clash = view.ev.reciprocal && view.recipients.empty() && view.actors.size() > 1;
  const std::vector<EventParty> a = is_clash ? std::vector<EventParty>{view.actors.front()} : view.actors;
  const std::vector<EventParty> b =
      is_clash ? std::vector<EventParty>(view.actors.begin() + 1, view.actors.end()) : view.recipients;
  const DocumentRecord& document = view.reading.document;
  Rows row(RowStyle::kSheet);
  identity_columns(row, view, a, b, book);
  row.number(view.independent_origins).text(document.url.empty() ? document.source : document.url);
  row.text(document.publisher.empty() ? document.source : document.publisher).literal(document.published);
  row.text(document.title).text(view.quote);
  place_columns(row, view.place);
  country_columns(row, view.place, book);
  row.literal(view.place == nullptr ? "2" : "1").literal(date_precision(view)).literal(view.day).literal(view.last_day);
  row.empty().empty().empty().number(toll->low);
  row.number(toll->low).number(toll->high).number(toll->low);
  row.literal(gw_number(a, book)).literal(gw_number(b, book));
  row.end_row();
  return row.take();
}

}  // namespace

EventFormat ucdp_format() {
  return {.name = "ucdp-like",
          .extension = ".csv",
          .head =
              [] {
                return header_row(RowStyle::kSheet, {"id",
                                                     "relid",
                                                     "year",
                                                     "active_year",
                                                     "code_status",
                                                     "type_of_violence",
                                                     "conflict_dset_id",
                                                     "conflict_new_id",
                                                     "conflict_name",
                                                     "dyad_dset_id",
                                                     "dyad_new_id",
                                                     "dyad_name",
                                                     "side_a_dset_id",
                                                     "side_a_new_id",
                                                     "side_a",
                                                     "side_b_dset_id",
                                                     "side_b_new_id",
                                                     "side_b",
                                                     "number_of_sources",
                                                     "source_article",
                                                     "source_office",
                                                     "source_date",
                                                     "source_headline",
                                                     "source_original",
                                                     "where_prec",
                                                     "where_coordinates",
                                                     "where_description",
                                                     "adm_1",
                                                     "adm_2",
                                                     "latitude",
                                                     "longitude",
                                                     "geom_wkt",
                                                     "priogrid_gid",
                                                     "country",
                                                     "country_id",
                                                     "region",
                                                     "event_clarity",
                                                     "date_prec",
                                                     "date_start",
                                                     "date_end",
                                                     "deaths_a",
                                                     "deaths_b",
                                                     "deaths_civilians",
                                                     "deaths_unknown",
                                                     "best",
                                                     "high",
                                                     "low",
                                                     "gwnoa",
                                                     "gwnob"});
              },
          .rows = rows};
}

}  // namespace tocsin
