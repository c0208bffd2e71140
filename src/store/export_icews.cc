// ICEWS' 20 public columns: one row for each source and target, CAMEO codes, Goldstein's scale.
#include "store/export_formats.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

void side(Rows& row, const EventParty* party, const Codebook& book) {
  if (party == nullptr) {
    row.empty().empty().empty();
    return;
  }
  std::vector<std::string> sectors;
  for (const std::string& sector : party->sectors) sectors.push_back(book.cameo_sector(sector));
  row.text(party->name.empty() ? party->raw : party->name).text(joined(sectors, ","));
  row.text(party->country.empty() ? "" : book.country_name(party->country));
}

void place_columns(Rows& row, const PlaceRecord* place, const Codebook& book) {
  if (place == nullptr) {
    for (int i = 0; i < 6; ++i) row.empty();
    return;
  }
  row.text(place->precision == "city" || place->precision == "point" ? place->name : "");
  row.text(place->precision == "admin2" ? place->name : "");
  row.text(place->precision == "admin1" ? place->name : place->admin1);
  row.text(place->country.empty() ? "" : book.country_name(place->country));
  place->lat ? row.number(*place->lat) : row.empty();
  place->lon ? row.number(*place->lon) : row.empty();
}

std::string rows(const EventView& view, const Codebook& book) {
  const DocumentRecord& document = view.reading.document;
  const std::optional<double> intensity = book.goldstein(view.ev.cameo);
  Rows row(RowStyle::kTsv);
  size_t part = 0;
  for (const Dyad& dyad : dyads_of(view)) {
    row.literal(number_of(view.id, part++)).literal(view.day);
    side(row, dyad.source, book);
    row.text(book.cameo_label(view.ev.cameo)).literal(view.ev.cameo);
    intensity ? row.number(*intensity) : row.empty();
    side(row, dyad.target, book);
    row.literal(number_of(document.id, 0)).number(view.ev.sentence + 1);
    row.text(document.publisher.empty() ? document.source : document.publisher);
    place_columns(row, view.place, book);
    row.end_row();
  }
  return row.take();
}

}  // namespace

EventFormat icews_format() {
  return {.name = "icews",
          .extension = ".tsv",
          .head =
              [] {
                return header_row(
                    RowStyle::kTsv,
                    {"Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
                     "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
                     "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
                     "District",       "Province",   "Country",         "Latitude",       "Longitude"});
              },
          .rows = rows};
}

}  // namespace tocsin
