// Every span of every record is walked by the field description, so that a new field cannot be forgotten.
#include "store/export_reading.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "store/spans.h"

namespace tocsin {
namespace {

using store::for_each_span;

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || ascii::is_digit(byte) || ((byte | 32U) >= 'a' && (byte | 32U) <= 'z');
}

/// The word that begins, or ends, at `at`; empty where there is no blank and word.
std::string_view word_behind(std::string_view text, size_t at) {
  if (at + 1 >= text.size() || text[at] != ' ') return {};
  const size_t end = text.find_first_of(" ,;:!?)\"\n", at + 1);
  std::string_view word = text.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
  if (word.ends_with('.') && word.find('.') + 1 == word.size()) word.remove_suffix(1);
  if (word.ends_with("'s")) word.remove_suffix(2);
  return word;
}

std::string_view word_before(std::string_view text, size_t at) {
  if (at < 2 || text[at - 1] != ' ') return {};
  const size_t begin = text.find_last_of(" (\"\n", at - 2);
  return text.substr(begin == std::string_view::npos ? 0 : begin + 1,
                     at - 1 - (begin == std::string_view::npos ? 0 : begin + 1));
}

/// Names and what takes their place, the longest first, so that "Ann Lee" goes before "Lee". A name inside the longer
/// name of something that is not private ("Thomas" in "Second Thomas Shoal") stays.
class Veil {
 public:
  explicit Veil(const Codebook& book) : book_(book) {}

  void spare(const std::string& longer) {
    if (longer.contains(' ')) spared_.insert(longer);
  }
  void add(const std::string& name, const std::string& role) {
    if (name.empty()) return;
    begins_a_name_[static_cast<unsigned char>(name.front())] = true;
    names_.try_emplace(name, "[" + (role.empty() ? std::string(kNamelessPerson) : role) + "]");
  }
  [[nodiscard]] bool empty() const { return names_.empty(); }

  /// Whether a name was there.
  bool cover(std::string& text) const {
    std::string out;
    bool was_there = false;
    for (size_t at = 0; at < text.size();) {
      const auto found = name_at(text, at);
      if (found == names_.end()) {
        out += text[at++];
        continue;
      }
      const auto& [name, role] = *found;
      const bool stays = is_in_a_thing(text, at, name);
      out += stays ? name : role;
      was_there = was_there || !stays;
      at += name.size();
    }
    if (was_there) text = std::move(out);
    return was_there;
  }

 private:
  struct Longer {
    bool operator()(const std::string& one, const std::string& other) const {
      return one.size() != other.size() ? one.size() > other.size() : one < other;
    }
  };
  using Names = std::map<std::string, std::string, Longer>;

  /// The longest name that stands at `at` as whole words.
  [[nodiscard]] Names::const_iterator name_at(std::string_view text, size_t at) const {
    if (!begins_a_name_[static_cast<unsigned char>(text[at])] || (at > 0 && is_letter(text[at - 1])))
      return names_.end();
    return std::ranges::find_if(names_, [&](const auto& entry) {
      const std::string& name = entry.first;
      const size_t end = at + name.size();
      return text.substr(at).starts_with(name) && (end == text.size() || !is_letter(text[end]));
    });
  }

  [[nodiscard]] bool is_in_a_thing(const std::string& text, size_t at, const std::string& name) const {
    const size_t end = at + name.size();
    if (book_.makes_thing(word_behind(text, end), true) || book_.makes_thing(word_before(text, at), false)) return true;
    return std::ranges::any_of(spared_, [&](const std::string& longer) {
      const size_t offset = longer.find(name);
      return offset != std::string::npos && longer.size() > name.size() && at >= offset &&
             std::string_view(text).substr(at - offset).starts_with(longer);
    });
  }

  const Codebook& book_;
  Names names_;
  std::array<bool, 256> begins_a_name_{};
  std::set<std::string> spared_;
};

bool is_private(const EntityRecord& ent, const Codebook& book) {
  if (ent.kind != "person" || (ent.role && ent.role->from == "table")) return false;
  if (book.is_thing(ent.name)) return false;
  const auto is_named = [](const MentionRecord& mention) { return mention.as == "name"; };
  return std::ranges::any_of(ent.mentions, is_named) && !book.is_office_holder(ent.name);
}

/// "reporter"; what the text calls the person apart from the name.
std::string role_in_text(const EntityRecord& ent) {
  if (ent.role && !ent.role->title.empty()) return ent.role->title;
  for (const MentionRecord& mention : ent.mentions)
    if (mention.as == "role" || mention.as == "description") return mention.span.text;
  return {};
}

/// "Roe" of John Roe: later sentences have it alone. Empty where somebody or something else of the document is called
/// so.
std::string last_name(const Reading& reading, const EntityRecord& person) {
  const size_t blank = person.name.rfind(' ');
  if (blank == std::string::npos || person.name.size() - blank <= 3) return {};
  const std::string name = person.name.substr(blank + 1);
  for (const EntityRecord& ent : reading.entities)
    if (&ent != &person && ent.name.contains(name)) return {};
  for (const PlaceRecord& place : reading.places)
    if (place.name == name) return {};
  return name;
}

void hide_persons(Reading& reading, const Codebook& book) {
  Veil veil(book);
  for (const PlaceRecord& place : reading.places) veil.spare(place.name), veil.spare(place.span.text);
  for (const EntityRecord& ent : reading.entities) {
    if (is_private(ent, book)) continue;
    veil.spare(ent.name);
    for (const MentionRecord& mention : ent.mentions)
      if (mention.as == "name") veil.spare(mention.span.text);
  }
  for (const EntityRecord& ent : reading.entities)
    if (is_private(ent, book)) veil.add(last_name(reading, ent), role_in_text(ent));
  for (EntityRecord& ent : reading.entities) {
    if (!is_private(ent, book)) continue;
    const std::string role = role_in_text(ent);
    veil.add(ent.name, role);
    for (const MentionRecord& mention : ent.mentions)
      if (mention.as == "name") veil.add(mention.span.text, role);
    std::erase_if(ent.mentions, [](const MentionRecord& mention) { return mention.as == "name"; });
    ent.name = role;
  }
  if (veil.empty()) return;
  bool was_there = veil.cover(reading.document.title);
  for_each_span(reading, [&](Span& span) { was_there = veil.cover(span.text) || was_there; });
  for (Span& sentence : reading.sentences) was_there = veil.cover(sentence.text) || was_there;
  for (NoteRecord& note : reading.notes) veil.cover(note.what);
  // A venue's or place's name repeats its span.
  for (StatementRecord& st : reading.statements)
    if (st.venue) veil.cover(st.venue->name);
  for (PlaceRecord& place : reading.places) veil.cover(place.name);
  std::string text = reading.document.text;
  if (veil.cover(text)) reading.document.text.clear();
}

}  // namespace

Reading reading_for_export(const Reading& reading, const Codebook& book, bool with_persons) {
  Reading out = reading;
  const std::string& text = reading.document.text;
  if (!text.empty()) {  // without the text, offsets are code points already
    const CodePointIndex points(text);
    const auto turn = [&](Span& span) {
      span.begin = points.at(text, std::min<uint32_t>(span.begin, static_cast<uint32_t>(text.size())));
      span.end = points.at(text, std::min<uint32_t>(span.end, static_cast<uint32_t>(text.size())));
    };
    for_each_span(out, turn);
    std::ranges::for_each(out.sentences, turn);
  }
  if (!with_persons) hide_persons(out, book);
  return out;
}

EventParty party_of(const Reading& reading, std::string_view entity_id) {
  const EntityRecord* ent = entity_of(reading, entity_id);
  if (ent == nullptr) return {};
  EventParty party{.name = ent->name,
                   .raw = {},
                   .code = ent->code,
                   .country = ent->country,
                   .title = ent->role ? ent->role->title : std::string(),
                   .kind = ent->kind,
                   .sectors = ent->sectors,
                   .offset = -1};
  if (!ent->mentions.empty()) {
    party.raw = ent->mentions.front().span.text;
    party.offset = ent->mentions.front().span.begin;
  }
  return party;
}

std::vector<EventParty> export_parties(const Reading& reading, const std::vector<std::string>& entity_ids) {
  std::vector<EventParty> parties;
  for (const std::string& id : entity_ids) parties.push_back(party_of(reading, id));
  return parties;
}

std::string joined_quotes(const std::vector<Span>& spans) {
  std::string quote;
  for (const Span& span : spans) quote += (quote.empty() ? "" : " … ") + span.text;
  return quote;
}

EventView view_of(const Found<EventRecord>& found, const Reading& reading) {
  const auto at = static_cast<size_t>(&found.record - found.reading.events.data());
  const EventRecord& ev = reading.events[at];
  EventView view{.id = found.id,
                 .day = found.day,
                 .last_day = found.day,
                 .document = found.document,
                 .reading = reading,
                 .ev = ev,
                 .actors = export_parties(reading, ev.actors),
                 .recipients = export_parties(reading, ev.recipients),
                 .place = place_of(reading, ev.where),
                 .quote = joined_quotes(ev.evidence)};
  const TimeRecord* time = time_of(reading, ev.when);
  if (time != nullptr && !time->start.empty() && !time->end.empty()) view.last_day = time->end;
  return view;
}

std::vector<Dyad> dyads_of(const EventView& view) {
  std::vector<Dyad> dyads;
  if (view.ev.reciprocal && view.actors.size() + view.recipients.size() > 1) {
    std::vector<const EventParty*> all;
    for (const EventParty& party : view.actors) all.push_back(&party);
    for (const EventParty& party : view.recipients) all.push_back(&party);
    for (const EventParty* source : all)
      for (const EventParty* target : all)
        if (source != target) dyads.push_back({source, target});
    return dyads;
  }
  const size_t actor_count = std::max<size_t>(1, view.actors.size());
  const size_t recipient_count = std::max<size_t>(1, view.recipients.size());
  for (size_t i = 0; i < actor_count; ++i)
    for (size_t j = 0; j < recipient_count; ++j)
      dyads.push_back(
          {view.actors.empty() ? nullptr : &view.actors[i], view.recipients.empty() ? nullptr : &view.recipients[j]});
  return dyads;
}

std::string number_of(std::string_view id, size_t part) {
  constexpr int kBits = 53;
  const std::string hash = hash_of({id, std::to_string(part)});
  const unsigned long long value = std::strtoull(hash.c_str(), nullptr, 16);
  return std::to_string(value >> (64 - kBits));
}

}  // namespace tocsin
