// Takes out of a Reading what merging compares.
#include "record/told_event.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace tocsin {
namespace {

constexpr size_t kStem = 5;
constexpr size_t kShortest = 4;

bool is_word_byte(char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

void sort_distinct(std::vector<std::string>& values) {
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
}

std::string_view last_word(std::string_view name) {
  const size_t blank = name.rfind(' ');
  return blank == std::string_view::npos ? name : name.substr(blank + 1);
}

/// An office or a force speaks for its state; others of a state do not.
bool speaks_for_state(const Party& party) {
  if (party.country.empty()) return false;
  if (party.code.size() <= 3) return !party.is_person;
  const std::string_view sector = std::string_view(party.code).substr(3, 3);
  return sector == "GOV" || sector == "MIL" || sector == "COP" || sector == "SPY" || sector == "LEG";
}

template <typename Record>
const Record* with_id(const std::vector<Record>& records, std::string_view id) {
  const auto found = std::ranges::find(records, id, &Record::id);
  return id.empty() || found == records.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> stems_of(std::string_view text, const std::vector<std::string>& ignored) {
  std::vector<std::string> stems;
  for (size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    std::string word = ascii::lower(text.substr(at, end - at));
    at = end;
    const bool is_number = ascii::is_digit(word.front());
    if ((word.size() < kShortest && !is_number) || std::ranges::binary_search(ignored, word)) continue;
    // A stem must not end inside a letter of several bytes.
    size_t size = std::min(word.size(), is_number ? word.size() : kStem);
    while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80) ++size;
    word.resize(size);
    stems.push_back(std::move(word));
  }
  sort_distinct(stems);
  return stems;
}

DocumentWords::DocumentWords(const Reading& reading, const std::vector<std::string>& ignored)
    : reading_(reading), ignored_(ignored) {
  std::string spelled;
  std::vector<std::string> names;
  for (const EntityRecord& entity : reading.entities) {
    if (entity.kind != "group" && entity.kind != "people") spelled += entity.name + " ";
    for (const MentionRecord& mention : entity.mentions)
      if (mention.as == "name" || mention.as == "demonym") spelled += mention.span.text + " ";
    if (entity.kind != "people" && !entity.name.empty()) names.push_back(ascii::lower(entity.name));
  }
  for (const PlaceRecord& place : reading.places) {
    spelled += place.span.text + " ";
    names.push_back(ascii::lower(place.name));
  }
  name_stems_ = stems_of(spelled, {});
  sort_distinct(names);
  names_ = std::make_shared<const std::vector<std::string>>(std::move(names));
}

std::vector<std::string> DocumentWords::deed_stems(std::string_view text) const {
  std::vector<std::string> stems = stems_of(text, ignored_);
  std::erase_if(stems, [&](const std::string& stem) { return std::ranges::binary_search(name_stems_, stem); });
  return stems;
}

double overlap_of(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string_view> shared;
  std::ranges::set_intersection(a, b, std::back_inserter(shared));
  const size_t fewer = std::min(a.size(), b.size());
  return fewer == 0 ? 0 : static_cast<double>(shared.size()) / static_cast<double>(fewer);
}

std::vector<Party> parties_of(const Reading& reading, const std::vector<std::string>& entities) {
  std::vector<Party> parties;
  for (const std::string& id : entities)
    if (const EntityRecord* entity = with_id(reading.entities, id))
      parties.push_back({entity->code, entity->country, ascii::lower(entity->name), entity->kind == "person",
                         entity->kind != "group" && entity->kind != "people"});
  return parties;
}

bool is_same_party(const Party& a, const Party& b) {
  if (!a.name.empty() && a.name == b.name) return true;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return false;
  if (a.is_person && b.is_person && !a.name.empty() && !b.name.empty()) return last_word(a.name) == last_word(b.name);
  return !a.country.empty() && a.country == b.country && speaks_for_state(a) && speaks_for_state(b);
}

bool have_common_party(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::ranges::any_of(a, [&](const Party& one) {
    return std::ranges::any_of(b, [&](const Party& other) { return is_same_party(one, other); });
  });
}

ToldEvent told_event(const DocumentWords& words, const EventRecord& ev, std::string_view id, std::string_view origin) {
  const Reading& reading = words.reading();
  ToldEvent told{.id = std::string(id),
                 .document = reading.document.id,
                 .origin = std::string(origin),
                 .published = reading.document.published,
                 .type = ev.type,
                 .modes = ev.modes,
                 .quad = ev.quad,
                 .factuality = ev.factuality,
                 .actors = parties_of(reading, ev.actors),
                 .recipients = parties_of(reading, ev.recipients),
                 .reciprocal = ev.reciprocal};
  if (told.origin.empty()) told.origin = told.document;
  if (const TimeRecord* time = with_id(reading.times, ev.when)) told.since = time->start, told.until = time->end;
  if (const PlaceRecord* place = with_id(reading.places, ev.where)) {
    told.place = ascii::lower(place->name);
    told.country = place->country;
    told.admin1 = place->admin1;
    told.precision = place->precision;
    told.lat = place->lat;
    told.lon = place->lon;
  }
  told.sizes = ev.sizes;
  std::string said = ev.trigger.text;
  for (const Span& span : ev.evidence) said += " " + span.text;
  told.words = words.deed_stems(said);
  told.names = words.names();
  return told;
}

}  // namespace tocsin
