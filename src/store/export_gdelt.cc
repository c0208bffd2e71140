// GDELT 2.0: 61 columns of events and 16 of mentions, without header lines, never quoted.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/ascii.h"
#include "base/utf8.h"
#include "store/export_formats.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

void blanks(Rows& row, int count) {
  for (int i = 0; i < count; ++i) row.empty();
}

/// Ten columns: code, name, country, known group, ethnic, two religions, three types.
void actor(Rows& row, const EventParty* party, const Codebook& book) {
  if (party == nullptr) return blanks(row, 10);
  const bool is_state = book.country(party->country) != nullptr;
  row.literal(book.cameo_code(party->code)).text(ascii::upper(party->name.empty() ? party->raw : party->name));
  row.literal(is_state ? party->country : "").literal(is_state ? "" : party->country);
  blanks(row, 3);
  for (size_t i = 0; i < 3; ++i) row.literal(i < party->sectors.size() ? book.cameo_sector(party->sectors[i]) : "");
}

/// 1 country, 4 city, 5 first subdivision or region. Its types 2 and 3 say the same of one country alone.
std::string_view geo_type(const PlaceRecord& place) {
  if (place.precision == "country") return "1";
  return place.precision == "city" || place.precision == "point" ? "4" : "5";
}

/// Eight columns: type, full name, country, two subdivisions, latitude, longitude, feature.
void action_place(Rows& row, const PlaceRecord* place, const Codebook& book) {
  if (place == nullptr) {
    row.literal("0");
    return blanks(row, 7);
  }
  const CountryCodes* codes = book.country(place->country);
  const std::string fips = codes == nullptr ? "" : codes->fips;
  const std::string country = place->country.empty() ? "" : book.country_name(place->country);
  row.literal(geo_type(*place));
  row.text(place->precision == "country" || country.empty() ? place->name : place->name + ", " + country);
  row.literal(fips).text(fips + (place->precision == "country" ? "" : place->admin1)).empty();
  place->lat ? row.number(*place->lat) : row.empty();
  place->lon ? row.number(*place->lon) : row.empty();
  row.literal(place->geonameid ? std::to_string(*place->geonameid) : "");
}

/// GDELT's own approximation: year and (month × 30 + day) / 365.
std::string fraction_date(const std::string& day) {
  const int month = std::atoi(day.substr(5, 2).c_str()), of_month = std::atoi(day.substr(8, 2).c_str());
  const double fraction = std::min((month * 30 + of_month) / 365.0, 0.9999);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.4f", std::atoi(day.substr(0, 4).c_str()) + fraction);
  return text.data();
}

void days(Rows& row, const std::string& day) {
  if (day.size() != 10) return blanks(row, 4);
  row.literal(compact_day(day)).literal(day.substr(0, 4) + day.substr(5, 2)).literal(day.substr(0, 4));
  row.literal(fraction_date(day));
}

std::string_view quad_class(std::string_view root) {
  if (root.empty()) return "";
  return root <= "05" ? "1" : root <= "08" ? "2" : root <= "13" ? "3" : "4";
}

std::string midnight(const std::string& day) { return day.empty() ? "" : compact_day(day) + "000000"; }

/// Sentence 0 is the headline where there is one: headline and lead make a root event.
constexpr uint32_t kLeadSentences = 2;

std::string rows(const EventView& view, const Codebook& book) {
  const EventRecord& ev = view.ev;
  const DocumentRecord& document = view.reading.document;
  const std::optional<double> goldstein = book.goldstein(ev.cameo);
  Rows row(RowStyle::kBare);
  size_t part = 0;
  for (const Dyad& dyad : dyads_of(view)) {
    row.literal(number_of(view.id, part++));
    days(row, view.day);
    actor(row, dyad.source, book);
    actor(row, dyad.target, book);
    row.literal(ev.sentence < kLeadSentences ? "1" : "0");
    row.literal(ev.cameo).literal(ev.cameo.substr(0, 3)).literal(ev.cameo.substr(0, 2));
    row.literal(quad_class(ev.cameo.substr(0, 2)));
    goldstein ? row.number(*goldstein) : row.empty();
    row.number(ev.evidence.size()).number(view.independent_origins).number(view.documents).empty();
    for (int side = 0; side < 2; ++side) {
      row.literal("0");
      blanks(row, 7);
    }
    action_place(row, view.place, book);
    row.literal(midnight(document.published)).text(document.url.empty() ? document.source : document.url);
    row.end_row();
  }
  return row.take();
}

long offset_of(const EventParty* party) { return party == nullptr ? -1 : party->offset; }

std::string mention_rows(const EventView& view, const Codebook&) {
  constexpr double kTens = 10.0;
  const DocumentRecord& document = view.reading.document;
  Rows row(RowStyle::kBare);
  size_t part = 0;
  for (const Dyad& dyad : dyads_of(view)) {
    const std::string number = number_of(view.id, part++);
    for (const Span& evidence : view.ev.evidence) {
      row.literal(number).literal(midnight(view.day)).literal(midnight(document.published));
      row.literal(document.url.empty() ? "2" : "1");
      row.text(document.publisher.empty() ? document.source : document.publisher);
      row.text(document.url.empty() ? document.source : document.url).number(view.ev.sentence + 1);
      row.number(offset_of(dyad.source)).number(offset_of(dyad.target)).number(evidence.begin).literal("1");
      row.number(std::lround(view.ev.confidence * kTens) * 10);
      row.number(view.document.text_bytes);
      blanks(row, 3);
      row.end_row();
    }
  }
  return row.take();
}

}  // namespace

EventFormat gdelt_format() {
  return {.name = "gdelt",
          .extension = ".tsv",
          .head = [] { return std::string(); },
          .rows = rows,
          .second = ".mentions",
          .second_rows = mention_rows};
}

}  // namespace tocsin
