// POLECAT's 40 columns: one row an event, several values joined by "; ", None where nothing is known.
#include <algorithm>

#include "record/version.h"
#include "store/export_formats.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names = {"Event ID",
                                                 "Event Date",
                                                 "Event Type",
                                                 "Event Mode",
                                                 "Intensity",
                                                 "Quad Code",
                                                 "Contexts",
                                                 "Actor Name",
                                                 "Actor Country",
                                                 "Actor COW",
                                                 "Primary Actor Sector",
                                                 "Actor Sectors",
                                                 "Actor Title",
                                                 "Actor Name Raw",
                                                 "Wikipedia Actor ID",
                                                 "Recipient Name",
                                                 "Recipient Country",
                                                 "Recipient COW",
                                                 "Primary Recipient Sector",
                                                 "Recipient Sectors",
                                                 "Recipient Title",
                                                 "Recipient Name Raw",
                                                 "Wikipedia Recipient ID",
                                                 "Placename",
                                                 "City",
                                                 "District",
                                                 "Province",
                                                 "Country",
                                                 "Latitude",
                                                 "Longitude",
                                                 "GeoNames ID",
                                                 "Raw Placename",
                                                 "Feature Type",
                                                 "Source",
                                                 "Publication Date",
                                                 "Story People",
                                                 "Story Organizations",
                                                 "Story Locations",
                                                 "Language",
                                                 "Version"};
  return names;
}

constexpr std::string_view kNone = "None";

class PolecatRow {
 public:
  void text(const std::string& value) { rows_.text(value.empty() ? kNone : std::string_view(value)); }
  void list(const std::vector<std::string>& values) { text(joined(values)); }
  void number(double value) { rows_.number(value); }
  void number(const std::optional<double>& value) { value ? number(*value) : text(""); }
  std::string end() {
    rows_.end_row();
    return rows_.take();
  }

 private:
  Rows rows_{RowStyle::kTsv};
};

/// Of several parties, each value in the order of the parties; what one of them lacks is None, so that the lists keep
/// step.
template <typename Get>
std::string each_of(const std::vector<EventParty>& parties, Get get) {
  std::vector<std::string> values;
  bool has_any = false;
  for (const EventParty& party : parties) {
    std::string value = get(party);
    has_any = has_any || !value.empty();
    values.push_back(value.empty() ? std::string(kNone) : std::move(value));
  }
  return has_any ? joined(values) : std::string();
}

void side(PolecatRow& row, const std::vector<EventParty>& parties, const Codebook& book) {
  const auto country = [&](const EventParty& party) {
    return party.country.empty() ? "" : book.country_name(party.country);
  };
  row.text(each_of(parties, [](const EventParty& party) { return party.name; }));
  row.text(each_of(parties, country));
  row.text(each_of(parties, [&](const EventParty& party) {
    const CountryCodes* codes = book.country(party.country);
    return codes == nullptr ? std::string() : codes->cow;
  }));
  row.text(
      each_of(parties, [](const EventParty& party) { return party.sectors.empty() ? "" : party.sectors.front(); }));
  row.text(each_of(parties, [](const EventParty& party) { return joined(party.sectors, ", "); }));
  row.text(each_of(parties, [](const EventParty& party) { return party.title; }));
  row.text(each_of(parties, [](const EventParty& party) { return party.raw; }));
  row.text("");
}

std::string_view quad_name(int quad) {
  static constexpr std::array<std::string_view, 5> kNames = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION",
                                                             "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  return quad >= 1 && quad <= 4 ? kNames[static_cast<size_t>(quad)] : "";
}

void place_columns(PolecatRow& row, const PlaceRecord* place, const Codebook& book) {
  if (place == nullptr) {
    for (int i = 0; i < 10; ++i) row.text("");
    return;
  }
  row.text(place->name);
  row.text(place->precision == "city" ? place->name : "");
  row.text(place->precision == "admin2" ? place->name : "");
  row.text(place->precision == "admin1" ? place->name : place->admin1);
  row.text(place->country.empty() ? "" : book.country_name(place->country));
  row.number(place->lat);
  row.number(place->lon);
  row.text(place->geonameid ? std::to_string(*place->geonameid) : "");
  row.text(place->span.text);
  row.text(place->precision);
}

std::vector<std::string> story_entities(const Reading& reading, bool is_wanted(const EntityRecord&)) {
  std::vector<std::string> names;
  for (const EntityRecord& ent : reading.entities)
    if (is_wanted(ent) && !ent.name.empty()) names.push_back(ent.name);
  return names;
}

void story_columns(PolecatRow& row, const Reading& reading) {
  row.list(story_entities(reading, [](const EntityRecord& ent) { return ent.kind == "person"; }));
  row.list(story_entities(
      reading, [](const EntityRecord& ent) { return ent.kind == "organisation" || ent.kind == "armed-group"; }));
  std::vector<std::string> places;
  for (const PlaceRecord& place : reading.places)
    if (!place.name.empty() && std::ranges::find(places, place.name) == places.end()) places.push_back(place.name);
  row.list(places);
}

std::string rows(const EventView& view, const Codebook& book) {
  const EventRecord& ev = view.ev;
  const DocumentRecord& document = view.reading.document;
  PolecatRow row;
  row.text(view.id);
  row.text(view.day);
  row.text(ev.type);
  row.list(ev.modes);
  row.number(ev.score);
  row.text(std::string(quad_name(ev.quad)));
  row.list(ev.contexts);
  side(row, view.actors, book);
  side(row, view.recipients, book);
  place_columns(row, view.place, book);
  row.text(document.publisher.empty() ? document.source : document.publisher);
  row.text(document.published);
  story_columns(row, view.reading);
  row.text(document.language);
  row.text(std::string(kVersion));
  return row.end();
}

}  // namespace

EventFormat polecat_format() {
  return {.name = "polecat",
          .extension = ".tsv",
          .head = [] { return header_row(RowStyle::kTsv, columns()); },
          .rows = rows};
}

}  // namespace tocsin
