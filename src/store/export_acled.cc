// Events of political violence and protest under the column names that ACLED's users' scripts expect.
#include "store/export_formats.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

const SectorNames* side_of(const EventParty& party, const Codebook& book) {
  return book.side(party.sectors, party.country);
}

/// "Military Forces of X" is their word; ours is the name as recorded, with the country where it is not in the name.
std::string actor_name(const EventParty& party, const Codebook& book) {
  const std::string name = party.name.empty() ? party.raw : party.name;
  const CountryCodes* codes = book.country(party.country);
  if (codes == nullptr || party.kind == "state" || name.contains(codes->name)) return name;
  return name + " (" + codes->name + ")";
}

void actor(Rows& row, const std::vector<EventParty>& parties, const Codebook& book) {
  if (parties.empty()) {
    row.empty().empty().empty();
    return;
  }
  std::vector<std::string> others;
  for (size_t i = 1; i < parties.size(); ++i) others.push_back(actor_name(parties[i], book));
  const SectorNames* side = side_of(parties.front(), book);
  row.text(actor_name(parties.front(), book)).text(joined(others)).text(side == nullptr ? "" : side->acled);
}

/// Sides of a fight between two that both act: the first against the others.
struct Sides {
  std::vector<EventParty> first, second;
};

Sides sides_of(const EventView& view) {
  if (!view.ev.reciprocal || !view.recipients.empty() || view.actors.size() < 2) return {view.actors, view.recipients};
  return {{view.actors.front()}, {view.actors.begin() + 1, view.actors.end()}};
}

/// 1 the day, 2 the week, 3 the month or less exactly.
std::string_view time_precision(const EventView& view) {
  if (view.day == view.last_day) return "1";
  return view.day.substr(0, 7) == view.last_day.substr(0, 7) && view.day.substr(8) != "01" ? "2" : "3";
}

void place_columns(Rows& row, const PlaceRecord* place, const Codebook& book) {
  const CountryCodes* codes = place == nullptr ? nullptr : book.country(place->country);
  row.literal(codes == nullptr ? "" : codes->iso_number).text(codes == nullptr ? "" : codes->region);
  row.text(codes == nullptr ? "" : codes->name);
  if (place == nullptr) {
    for (int i = 0; i < 7; ++i) row.empty();
    return;
  }
  row.text(place->precision == "admin1" ? place->name : place->admin1);
  row.text(place->precision == "admin2" ? place->name : "").empty().text(place->name);
  place->lat ? row.number(*place->lat) : row.empty();
  place->lon ? row.number(*place->lon) : row.empty();
  const bool is_exact = place->precision == "city" || place->precision == "point";
  row.literal(is_exact ? "1" : place->precision == "admin2" ? "2" : "3");
}

std::string rows(const EventView& view, const Codebook& book) {
  const Sides sides = sides_of(view);
  const SectorNames* target = sides.second.empty() ? nullptr : side_of(sides.second.front(), book);
  const AcledType* type = book.acled_type(view.ev.type, view.ev.modes, target == nullptr ? "" : target->side);
  if (type == nullptr) return {};
  const DocumentRecord& document = view.reading.document;
  const bool has_civilians = target != nullptr && target->side == "civilian" && view.ev.type == "ASSAULT";
  Rows row(RowStyle::kSheet);
  row.literal(view.id).literal(view.day).literal(view.day.substr(0, 4)).literal(time_precision(view));
  row.text(type->disorder).text(type->event_type).text(type->sub_event_type);
  actor(row, sides.first, book);
  actor(row, sides.second, book);
  const SectorNames* source = sides.first.empty() ? nullptr : side_of(sides.first.front(), book);
  row.text((source == nullptr ? "" : source->acled) + (target == nullptr ? "" : "-" + target->acled));
  row.text(has_civilians ? "Civilian targeting" : "");
  place_columns(row, view.place, book);
  row.text(document.publisher.empty() ? document.source : document.publisher).empty().text(view.quote);
  view.ev.deaths ? row.number(*view.ev.deaths) : row.empty();
  row.text(joined(view.ev.modes)).empty();
  row.end_row();
  return row.take();
}

}  // namespace

EventFormat acled_format() {
  return {.name = "acled-like",
          .extension = ".csv",
          .head =
              [] {
                return header_row(
                    RowStyle::kSheet,
                    {"event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
                     "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
                     "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
                     "iso",           "region",         "country",  "admin1",         "admin2",
                     "admin3",        "location",       "latitude", "longitude",      "geo_precision",
                     "source",        "source_scale",   "notes",    "fatalities",     "tags",
                     "timestamp"});
              },
          .rows = rows};
}

}  // namespace tocsin
