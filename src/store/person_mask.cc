// Collects what the text calls the person, and covers it wherever it stands.
#include "store/person_mask.h"

#include <algorithm>

#include "base/ascii.h"
#include "store/spans.h"

namespace tocsin::store {
namespace {

bool is_letter(char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

/// The last word of a name of several; empty where somebody or something else of the document is called so.
std::string last_name(const Reading& reading, const PersonMask& mask, const std::string& name) {
  const size_t blank = name.rfind(' ');
  if (blank == std::string::npos || name.size() - blank <= 3) return {};
  const std::string last = name.substr(blank + 1);
  for (const EntityRecord& ent : reading.entities)
    if (!mask.is_person(ent) && ascii::lower(ent.name).contains(last)) return {};
  for (const PlaceRecord& place : reading.places)
    if (ascii::lower(place.name).contains(last)) return {};
  return last;
}

}  // namespace

PersonMask::PersonMask(const Reading& reading, std::string_view name) : name_(ascii::lower(name)), names_{name_} {
  for (const EntityRecord& ent : reading.entities) {
    if (!is_person(ent)) continue;
    names_.push_back(ascii::lower(ent.name));
    for (const MentionRecord& mention : ent.mentions)
      if (mention.as == "name") names_.push_back(ascii::lower(mention.span.text));
  }
  names_.push_back(last_name(reading, *this, name_));
  std::erase(names_, "");
  std::ranges::sort(names_, [](const std::string& one, const std::string& other) {
    return one.size() != other.size() ? one.size() > other.size() : one < other;
  });
  names_.erase(std::ranges::unique(names_).begin(), names_.end());
}

bool PersonMask::is_person(const EntityRecord& ent) const {
  return ent.kind == "person" &&
         (ascii::lower(ent.name) == name_ || std::ranges::any_of(ent.mentions, [&](const MentionRecord& mention) {
            return mention.as == "name" && ascii::lower(mention.span.text) == name_;
          }));
}

void PersonMask::cover(std::string& text) const {
  const std::string lower = ascii::lower(text);
  for (const std::string& name : names_) {
    for (size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
      const size_t end = at + name.size();
      const bool is_word = (at == 0 || !is_letter(lower[at - 1])) && (end == lower.size() || !is_letter(lower[end]));
      if (is_word) std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), name.size(), '*');
    }
  }
}

Reading without_person(Reading reading, std::string_view name) {
  const PersonMask mask(reading, name);
  for (EntityRecord& ent : reading.entities) {
    if (!mask.is_person(ent)) continue;
    ent.name = ent.role ? ent.role->title : std::string();
    std::erase_if(ent.mentions, [](const MentionRecord& mention) { return mention.as == "name"; });
  }
  mask.cover(reading.document.text);
  mask.cover(reading.document.title);
  for_each_span(reading, [&](Span& span) { mask.cover(span.text); });
  for (Span& sentence : reading.sentences) mask.cover(sentence.text);
  for (EntityRecord& ent : reading.entities) mask.cover(ent.name);
  for (NoteRecord& note : reading.notes) mask.cover(note.what);
  for (StatementRecord& st : reading.statements)
    if (st.venue) mask.cover(st.venue->name);
  for (PlaceRecord& place : reading.places) mask.cover(place.name);
  return reading;
}

}  // namespace tocsin::store
