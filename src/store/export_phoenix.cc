// The 26 columns of Phoenix: one row for each source and target, actor codes of CAMEO.
#include "record/version.h"
#include "store/export_formats.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

/// Full code, country, first sector, other sectors.
void actor(Rows& row, const EventParty* party, const Codebook& book) {
  if (party == nullptr) {
    row.empty().empty().empty().empty();
    return;
  }
  std::string attribute;
  for (size_t i = 1; i < party->sectors.size(); ++i) attribute += book.cameo_sector(party->sectors[i]);
  row.literal(book.cameo_code(party->code)).literal(party->country);
  row.literal(party->sectors.empty() ? "" : book.cameo_sector(party->sectors.front())).literal(attribute);
}

/// 0 statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
std::string_view penta_class(std::string_view root) {
  if (root.empty()) return "";
  if (root <= "02") return "0";
  if (root <= "05") return "1";
  if (root <= "08") return "2";
  return root <= "13" || root == "16" ? "3" : "4";
}

void place_columns(Rows& row, const PlaceRecord* place) {
  if (place == nullptr) {
    for (int i = 0; i < 5; ++i) row.empty();
    return;
  }
  place->lat ? row.number(*place->lat) : row.empty();
  place->lon ? row.number(*place->lon) : row.empty();
  row.text(place->name).text(place->precision == "admin1" ? place->name : place->admin1).literal(place->country);
}

std::string rows(const EventView& view, const Codebook& book) {
  const DocumentRecord& document = view.reading.document;
  const std::string root = view.ev.cameo.substr(0, 2);
  const std::optional<double> goldstein = book.goldstein(view.ev.cameo);
  const bool has_day = view.day.size() == 10;
  Rows row(RowStyle::kCsv);
  size_t part = 0;
  for (const Dyad& dyad : dyads_of(view)) {
    row.literal(number_of(view.id, part++) + "_" + std::string(kVersion)).literal(compact_day(view.day));
    row.literal(has_day ? view.day.substr(0, 4) : "").literal(has_day ? view.day.substr(5, 2) : "");
    row.literal(has_day ? view.day.substr(8, 2) : "");
    actor(row, dyad.source, book);
    actor(row, dyad.target, book);
    row.literal(view.ev.cameo).literal(root).literal(penta_class(root));
    goldstein ? row.number(*goldstein) : row.empty();
    row.text(joined(view.ev.contexts, ";"));
    place_columns(row, view.place);
    row.literal(document.id + "_" + std::to_string(view.ev.sentence)).text(document.url);
    row.text(document.publisher.empty() ? document.source : document.publisher);
    row.end_row();
  }
  return row.take();
}

}  // namespace

EventFormat phoenix_format() {
  return {.name = "phoenix",
          .extension = ".csv",
          .head =
              [] {
                return header_row(RowStyle::kCsv, {"EventID",
                                                   "Date",
                                                   "Year",
                                                   "Month",
                                                   "Day",
                                                   "SourceActorFull",
                                                   "SourceActorEntity",
                                                   "SourceActorRole",
                                                   "SourceActorAttribute",
                                                   "TargetActorFull",
                                                   "TargetActorEntity",
                                                   "TargetActorRole",
                                                   "TargetActorAttribute",
                                                   "EventCode",
                                                   "EventRootCode",
                                                   "PentaClass",
                                                   "GoldsteinScore",
                                                   "Issues",
                                                   "Lat",
                                                   "Lon",
                                                   "LocationName",
                                                   "StateName",
                                                   "CountryCode",
                                                   "SentenceID",
                                                   "URLs",
                                                   "NewsSources"});
              },
          .rows = rows};
}

}  // namespace tocsin
