// Records against the lines of a case.
#include "case_check.h"

#include <algorithm>
#include <functional>
#include <type_traits>

namespace tocsin::cases {
namespace {

/// Looks up the actors of one Reading and prints its records as a case writes them.
class Found {
 public:
  explicit Found(const Reading& reading) : reading_(reading) {}

  [[nodiscard]] const EntityRecord* entity(const std::string& id) const {
    const auto ent = std::ranges::find(reading_.entities, id, &EntityRecord::id);
    return ent == reading_.entities.end() ? nullptr : &*ent;
  }

  [[nodiscard]] std::string code(const std::string& id) const {
    const EntityRecord* ent = entity(id);
    return ent == nullptr || ent->code.empty() ? "?" : ent->code;
  }

  [[nodiscard]] std::string side(const std::vector<std::string>& ids) const {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + code(id);
    return out.empty() ? "---" : out;
  }

  [[nodiscard]] std::string line(const EventRecord& ev) const {
    std::string out = "event      " + ev.type;
    for (const std::string& mode : ev.modes) out += " " + mode;
    return out + "  " + side(ev.actors) + (ev.reciprocal ? " <-> " : " -> ") + side(ev.recipients) + "  " +
           ev.factuality + "  (\"" + ev.trigger.text + "\")";
  }
  [[nodiscard]] std::string line(const StatementRecord& st) const {
    const EntityRecord* speaker = st.speakers.empty() ? nullptr : entity(st.speakers.front());
    std::string out =
        "statement  " + side(st.speakers) + " \"" + (speaker == nullptr ? "" : speaker->name) + "\", " + st.form + ":";
    for (const Span& content : st.content) out += " \"" + content.text + "\"";
    return out;
  }
  [[nodiscard]] std::string line(const LedgerRecord& entry) const {
    return "ledger     " + entry.kind + " " + side(entry.by) + " -> " + side(entry.to) + "  " + entry.status + ": \"" +
           entry.content.text + "\"";
  }
  [[nodiscard]] std::string line(const EntityRecord& ent) const {
    std::string out = "actor      \"" + ent.name + "\" " + (ent.code.empty() ? "?" : ent.code) + " " + ent.kind;
    for (const MentionRecord& mention : ent.mentions)
      if (mention.span.text != ent.name) out += "  (\"" + mention.span.text + "\")";
    return out;
  }
  [[nodiscard]] std::string line(const TimeRecord& time) const {
    return "time       \"" + time.span.text + "\" " + time.value;
  }
  [[nodiscard]] std::string line(const PlaceRecord& place) const {
    return "place      \"" + place.span.text + "\" " + place.country;
  }

 private:
  const Reading& reading_;
};

bool code_fits(const std::string& wanted, const std::string& code) {
  if (wanted.starts_with('=')) return code == wanted.substr(1);
  return wanted.size() == 3 ? code.starts_with(wanted) : code == wanted;
}

/// Each wanted code has an actor of its own, and no actor is left over. Exact codes choose first.
bool side_fits(const Side& side, const std::vector<std::string>& ids, const Found& found) {
  if (side.any) return true;
  if (side.codes.size() != ids.size()) return false;
  std::vector<std::string> codes;
  for (const std::string& id : ids) codes.push_back(found.code(id));
  std::vector<std::string> wanted = side.codes;
  std::ranges::stable_sort(wanted, std::greater<>(), [](const std::string& code) { return code.size(); });
  for (const std::string& one : wanted) {
    const auto code = std::ranges::find_if(codes, [&](const std::string& other) { return code_fits(one, other); });
    if (code == codes.end()) return false;
    codes.erase(code);
  }
  return true;
}

std::vector<std::string> joined(std::vector<std::string> left, const std::vector<std::string>& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

bool fits(const WantedEvent& wanted, const EventRecord& ev, const Found& found) {
  if (!wanted.type.empty() && ev.type != wanted.type) return false;
  if (!wanted.mode.empty() && std::ranges::find(ev.modes, wanted.mode) == ev.modes.end()) return false;
  if (!wanted.factuality.empty() && std::ranges::find(wanted.factuality, ev.factuality) == wanted.factuality.end())
    return false;
  if (!wanted.sides) return true;
  if (wanted.sides->reciprocal != ev.reciprocal) return false;
  if (!ev.reciprocal)
    return side_fits(wanted.sides->from, ev.actors, found) && side_fits(wanted.sides->to, ev.recipients, found);
  const Side all{.any = wanted.sides->from.any || wanted.sides->to.any,
                 .codes = joined(wanted.sides->from.codes, wanted.sides->to.codes)};
  return side_fits(all, joined(ev.actors, ev.recipients), found);
}

bool is_named(const EntityRecord& ent, const std::string& words) {
  return ent.name == words ||
         std::ranges::any_of(ent.mentions, [&](const MentionRecord& mention) { return mention.span.text == words; });
}

bool fits(const WantedStatement& wanted, const StatementRecord& st, const Found& found) {
  if (wanted.speakers && !side_fits(*wanted.speakers, st.speakers, found)) return false;
  if (!wanted.form.empty() && st.form != wanted.form) return false;
  const auto is_speaker = [&](const std::string& id) {
    const EntityRecord* ent = found.entity(id);
    return ent != nullptr && is_named(*ent, wanted.speaker_words);
  };
  if (!wanted.speaker_words.empty() && std::ranges::none_of(st.speakers, is_speaker)) return false;
  return wanted.content_begins.empty() || std::ranges::any_of(st.content, [&](const Span& content) {
           return content.text.starts_with(wanted.content_begins);
         });
}

bool fits(const WantedLedger& wanted, const LedgerRecord& entry, const Found& found) {
  if (!wanted.kind.empty() && entry.kind != wanted.kind) return false;
  if (!wanted.status.empty() && entry.status != wanted.status) return false;
  if (wanted.sides &&
      (!side_fits(wanted.sides->from, entry.by, found) || !side_fits(wanted.sides->to, entry.to, found)))
    return false;
  return entry.content.text.find(wanted.content_has) != std::string::npos;
}

bool fits(const WantedActor& wanted, const EntityRecord& ent, const Found& found) {
  if (!wanted.words.empty() && !is_named(ent, wanted.words)) return false;
  if (!wanted.kind.empty() && ent.kind != wanted.kind) return false;
  return !wanted.code || side_fits(*wanted.code, {ent.id}, found);
}

bool fits(const WantedTime& wanted, const TimeRecord& time, const Found&) {
  return time.span.text == wanted.words && (wanted.value.empty() || time.value == wanted.value);
}

bool fits(const WantedPlace& wanted, const PlaceRecord& place, const Found&) {
  return place.span.text == wanted.words && (wanted.country.empty() || place.country == wanted.country);
}

bool fits(const WantedDeaths& wanted, const EventRecord& ev, const Found&) { return ev.deaths == wanted.count; }

const auto& records_for(const WantedEvent&, const Reading& reading) { return reading.events; }
const auto& records_for(const WantedStatement&, const Reading& reading) { return reading.statements; }
const auto& records_for(const WantedLedger&, const Reading& reading) { return reading.ledger; }
const auto& records_for(const WantedActor&, const Reading& reading) { return reading.entities; }
const auto& records_for(const WantedTime&, const Reading& reading) { return reading.times; }
const auto& records_for(const WantedPlace&, const Reading& reading) { return reading.places; }
const auto& records_for(const WantedDeaths&, const Reading& reading) { return reading.events; }

bool holds(HowMany how_many, size_t count) {
  switch (how_many) {
    case HowMany::kSome:
      return count > 0;
    case HowMany::kNone:
      return count == 0;
    case HowMany::kOne:
      return count == 1;
  }
  return false;
}

}  // namespace

std::vector<std::string> misses(const Case& one, const Reading& reading) {
  std::vector<std::string> out;
  const Found found(reading);
  for (const Expectation& expectation : one.expectations) {
    std::visit(
        [&](const auto& wanted) {
          const auto& records = records_for(wanted, reading);
          const auto count =
              std::ranges::count_if(records, [&](const auto& record) { return fits(wanted, record, found); });
          if (holds(expectation.how_many, static_cast<size_t>(count))) return;
          std::string miss =
              one.file + ":" + std::to_string(expectation.line) + ": " + one.claim + "\n  wanted  " + expectation.text;
          for (const auto& record : records) {
            miss += "\n  found   " + found.line(record);
            if constexpr (std::is_same_v<std::decay_t<decltype(wanted)>, WantedDeaths>)
              miss += "  deaths " + (record.deaths ? std::to_string(*record.deaths) : "untold");
          }
          if (records.empty()) miss += "\n  found   nothing of this sort";
          out.push_back(std::move(miss));
        },
        expectation.wanted);
  }
  return out;
}

std::vector<std::string> inexact_quotes(const Reading& reading) {
  std::vector<std::string> out;
  const std::string& text = reading.document.text;
  const auto check = [&](const Span& span, const std::string& of) {
    if (span.empty()) return;
    if (span.begin <= span.end && span.end <= text.size() &&
        text.substr(span.begin, span.end - span.begin) == span.text)
      return;
    out.push_back(of + ": the quote \"" + span.text + "\" is not the text at bytes " + std::to_string(span.begin) +
                  " to " + std::to_string(span.end));
  };
  for (const EntityRecord& ent : reading.entities)
    for (const MentionRecord& mention : ent.mentions) check(mention.span, ent.id);
  for (const StatementRecord& st : reading.statements) {
    check(st.cue, st.id);
    for (const Span& content : st.content) check(content, st.id);
    if (st.venue) check(st.venue->span, st.id);
  }
  for (const EventRecord& ev : reading.events) {
    check(ev.trigger, ev.id);
    for (const Span& evidence : ev.evidence) check(evidence, ev.id);
    for (const SizeRecord& size : ev.sizes) check(size.span, ev.id);
  }
  for (const LedgerRecord& entry : reading.ledger)
    for (const Span* span : {&entry.content, &entry.condition, &entry.required_for, &entry.contested_with})
      check(*span, entry.id);
  for (const TimeRecord& time : reading.times) check(time.span, time.id);
  for (const PlaceRecord& place : reading.places) check(place.span, place.id);
  for (const NoteRecord& note : reading.notes) check(note.span, "note");
  for (const Span& sentence : reading.sentences) check(sentence, "sentence");
  return out;
}

}  // namespace tocsin::cases
