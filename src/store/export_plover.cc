// PLOVER's JSON: one object a line, field names of the codebook; fields that nothing is known for are left out.
#include <nlohmann/json.hpp>

#include "record/version.h"
#include "store/export_formats.h"

namespace tocsin {
namespace {

using Json = nlohmann::ordered_json;

void put_text(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

Json entity(const EventParty& party) {
  Json object = Json::object();
  put_text(object, "code", party.country);
  std::string sector;  // PLOVER has room for two
  for (size_t i = 0; i < party.sectors.size() && i < 2; ++i) sector += party.sectors[i];
  put_text(object, "sector", sector);
  put_text(object, "entity_text", party.raw);
  put_text(object, "identifier_text", party.name);
  put_text(object, "office", party.title);
  return object;
}

Json entities(const std::vector<EventParty>& parties) {
  Json list = Json::array();
  for (const EventParty& party : parties) list.push_back(entity(party));
  return list;
}

int resolution_of(const std::string& precision) {
  if (precision == "point") return 5;
  if (precision == "city") return 4;
  if (precision == "admin2") return 3;
  if (precision == "admin1" || precision == "region") return 2;
  return 1;
}

Json location(const PlaceRecord& place, const Codebook& book) {
  Json object = Json::object();
  put_text(object, "extracted_place", place.span.text);
  put_text(object, "resolved_place", place.name);
  if (place.geonameid) object["geonameid"] = *place.geonameid;
  if (place.lat) object["lat"] = *place.lat;
  if (place.lon) object["lon"] = *place.lon;
  if (place.precision == "city") put_text(object, "city", place.name);
  put_text(object, "province", place.precision == "admin1" ? place.name : place.admin1);
  if (!place.country.empty()) object["country"] = book.country_name(place.country);
  put_text(object, "country_code", place.country);
  object["resolution"] = resolution_of(place.precision);
  return object;
}

/// PLOVER tells by auxiliary modes what our factuality says.
Json modes(const EventRecord& ev) {
  Json list = ev.modes;
  if (ev.factuality == "historical") list.push_back("historical");
  if (ev.factuality == "planned") list.push_back("future");
  if (ev.factuality == "possible") list.push_back("hypothetical");
  if (ev.factuality == "denied") list.push_back("negation");
  return list;
}

Json sizes(const EventRecord& ev) {
  Json object = Json::object();
  for (const SizeRecord& size : ev.sizes)
    if (!object.contains(size.what)) object[size.what] = size.low;
  return object;
}

Json citation(const EventView& view) {
  const DocumentRecord& document = view.reading.document;
  Json object = Json::object();
  put_text(object, "corpus", document.source);
  put_text(object, "citation", document.external_id.empty() ? document.id : document.external_id);
  put_text(object, "url", document.url);
  put_text(object, "title", document.title);
  put_text(object, "language", document.language);
  put_text(object, "publication", document.publisher);
  object["coder"] = "tocsin";
  object["codebook"] = kOntology;
  object["version"] = kVersion;
  return object;
}

std::string rows(const EventView& view, const Codebook& book) {
  const EventRecord& ev = view.ev;
  Json object = Json::object();
  object["id"] = view.id;
  object["has_event"] = true;
  object["date"] = view.day.empty() ? Json() : Json(view.day);
  if (view.last_day != view.day) object["enddate"] = view.last_day;
  object["actor"] = entities(view.actors);
  object["recipient"] = entities(view.recipients);
  object["event"] = Json::array({ev.type});
  object["mode"] = modes(ev);
  object["context"] = ev.contexts;
  if (view.place != nullptr) object["event_loc"] = location(*view.place, book);
  object["event_text"] = Json::array({ev.trigger.text});
  object["quad_code"] = ev.quad;
  object["event_scale"] = ev.score;
  if (Json size = sizes(ev); !size.empty()) object["size"] = std::move(size);
  put_text(object, "link", view.reading.document.url);
  object["text"] = view.quote;
  Json info = Json::object();
  info["sequence"] = ev.sentence;
  if (!ev.evidence.empty()) info["start"] = ev.evidence.front().begin, info["end"] = ev.evidence.front().end;
  object["text_info"] = std::move(info);
  object["cite_info"] = citation(view);
  object["coder"] = std::string("tocsin ") + std::string(kVersion);
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

EventFormat plover_format() {
  return {.name = "plover", .extension = ".jsonl", .head = [] { return std::string(); }, .rows = rows};
}

}  // namespace tocsin
