// Gives ids, turns ranges into spans and indices into references.
#include "coding/records.h"

#include <algorithm>
#include <array>

#include "base/dates.h"
#include "coding/confidence.h"

namespace tocsin::coding {
namespace {

constexpr std::array<std::string_view, 6> kAsNames = {"name", "role", "pronoun", "demonym", "metonym", "description"};
constexpr std::array<std::string_view, 3> kFormNames = {"direct", "indirect", "mixed"};

class Records {
 public:
  Records(const Findings& findings, Reading& reading) : f_(findings), reading_(reading) {}

  void run() {
    choose_entities();
    for (size_t i = 0; i < f_.sayings.size(); ++i) statement(f_.sayings[i]);
    for (const FoundEvent& ev : f_.events) event(ev);
    for (const FoundEntry& entry : f_.entries) ledger(entry);
    for (const FoundTime& found : f_.times) time(found);
    for (const FoundPlace& found : f_.places) place(found);
    entities();
    for (const Sentence& sent : f_.doc.sentences) reading_.sentences.push_back(span(f_.doc.bytes_of(sent.tokens)));
    notes();
    for (const JudgedPredicate& predicate : f_.predicates)
      reading_.predicates.push_back({span(predicate.bytes), std::string(name_of(predicate.factuality))});
  }

 private:
  [[nodiscard]] Span span(Range bytes) const {
    if (bytes.empty()) return {};
    return {bytes.begin, bytes.end, std::string(f_.doc.text(bytes))};
  }

  // An entity is told where a record names it or where it has a name of its own.
  void choose_entities() {
    const auto& all = f_.actors.entities();
    std::vector<char> wanted(all.size(), 0);
    const auto want = [&](const std::vector<uint32_t>& side) {
      for (const uint32_t entity : side) wanted[entity] = 1;
    };
    for (const Saying& saying : f_.sayings) {
      for (const uint32_t tok : saying.speakers)
        for (const uint32_t entity : f_.actors.entities_of(tok)) wanted[entity] = 1;
      for (const uint32_t tok : saying.addressees)
        for (const uint32_t entity : f_.actors.entities_of(tok)) wanted[entity] = 1;
    }
    for (const FoundEvent& ev : f_.events) want(ev.actors), want(ev.recipients);
    for (const FoundEntry& entry : f_.entries) want(entry.by), want(entry.to), want(entry.contested_by);
    std::vector<std::pair<uint32_t, uint32_t>> order;  // first head token, entity
    for (uint32_t i = 0; i < all.size(); ++i) {
      uint32_t first = kNone;
      bool named = false;
      for (const uint32_t m : all[i].mentions) {
        const FoundMention& mention = f_.actors.mentions()[m];
        first = std::min(first, mention.tokens.begin);
        named = named || mention.as == As::kName || mention.as == As::kMetonym || mention.as == As::kDemonym;
      }
      if (wanted[i] != 0 || named) order.emplace_back(first, i);
    }
    std::ranges::sort(order);
    ids_.assign(all.size(), {});
    for (size_t i = 0; i < order.size(); ++i) {
      ids_[order[i].second] = "N" + std::to_string(i + 1);
      order_.push_back(order[i].second);
    }
  }

  void entities() {
    for (const uint32_t index : order_) {
      const FoundEntity& entity = f_.actors.entities()[index];
      EntityRecord rec{.id = ids_[index],
                       .name = entity.name,
                       .kind = std::string(entity.kind),
                       .code = entity.code(),
                       .country = entity.country,
                       .sectors = entity.sectors};
      if (!entity.role_from.empty() && !entity.title.empty())
        rec.role = RoleRecord{entity.title, entity.since, entity.until, std::string(entity.role_from)};
      std::vector<const FoundMention*> mentions;
      for (const uint32_t m : entity.mentions) mentions.push_back(&f_.actors.mentions()[m]);
      std::ranges::sort(mentions, {}, [](const FoundMention* mention) { return mention->tokens.begin; });
      for (const FoundMention* mention : mentions)
        rec.mentions.push_back(
            {span(f_.doc.bytes_of(mention->tokens)), std::string(kAsNames[static_cast<size_t>(mention->as)])});
      reading_.entities.push_back(std::move(rec));
    }
  }

  [[nodiscard]] std::vector<std::string> ids_of(const std::vector<uint32_t>& side) const {
    std::vector<std::string> ids;
    for (const uint32_t entity : side) ids.push_back(ids_[entity]);
    return ids;
  }
  [[nodiscard]] std::vector<std::string> ids_at(const std::vector<uint32_t>& tokens) const {
    std::vector<std::string> ids;
    for (const uint32_t tok : tokens)
      for (const uint32_t entity : f_.actors.entities_of(tok))
        if (std::ranges::find(ids, ids_[entity]) == ids.end()) ids.push_back(ids_[entity]);
    return ids;
  }
  [[nodiscard]] static std::string id(char letter, uint32_t index) {
    return index == kNone ? std::string() : letter + std::to_string(index + 1);
  }

  [[nodiscard]] uint32_t time_at(uint32_t tok) const {
    if (tok == kNone) return kNone;
    for (uint32_t t = 0; t < f_.times.size(); ++t)
      if (f_.times[t].tokens.contains(tok)) return t;
    return kNone;
  }

  void set_confidence(auto& rec, std::string_view layer, const auto& found) const {
    const std::vector<lexicon::Clue> clues = clues_of(f_.doc, f_.actors, found);
    rec.confidence = f_.calibration.probability(layer, clues);
    rec.why.push_back(explained(clues));
  }

  void statement(const Saying& saying) {
    StatementRecord rec{.id = "S" + std::to_string(reading_.statements.size() + 1)};
    rec.speakers = ids_at(saying.speakers);
    rec.addressees = ids_at(saying.addressees);
    if (!saying.cue_tokens.empty()) rec.cue = span(f_.doc.bytes_of(saying.cue_tokens));
    for (const Range& content : saying.content) rec.content.push_back(span(content));
    rec.form = kFormNames[static_cast<size_t>(saying.form)];
    if (!saying.venue.empty()) rec.venue = VenueRecord{saying.venue, span(saying.venue_bytes)};
    rec.medium = saying.medium;
    rec.when = id('T', time_at(saying.when));
    rec.sentence = saying.sent;
    rec.why = saying.why;
    set_confidence(rec, "statements", saying);
    reading_.statements.push_back(std::move(rec));
  }

  void event(const FoundEvent& ev) {
    EventRecord rec{.id = "E" + std::to_string(reading_.events.size() + 1), .type = ev.type};
    if (!ev.mode.empty()) rec.modes = {ev.mode};
    rec.contexts = ev.contexts;
    rec.cameo = ev.cameo;
    const lexicon::TypeScore score = f_.plover.score(ev.type, ev.mode);
    rec.quad = score.quad;
    rec.score = score.score;
    rec.actors = ids_of(ev.actors);
    rec.recipients = ids_of(ev.recipients);
    rec.reciprocal = ev.reciprocal;
    rec.factuality = name_of(ev.factuality);
    rec.trigger = span(ev.trigger);
    for (const Range& evidence : ev.evidence) rec.evidence.push_back(span(evidence));
    rec.when = id('T', ev.when);
    rec.where = id('P', ev.where);
    for (const FoundSize& size : ev.sizes)
      rec.sizes.push_back({std::string(size.what), size.low, size.high, span(size.bytes)});
    rec.deaths = deaths_of(ev.sizes);
    rec.stated_in = id('S', ev.stated_in);
    rec.assertion = ev.assertion;
    rec.sentence = ev.sent;
    rec.why = ev.why;
    set_confidence(rec, "events", ev);
    reading_.events.push_back(std::move(rec));
  }

  void ledger(const FoundEntry& entry) {
    LedgerRecord rec{.id = "L" + std::to_string(reading_.ledger.size() + 1), .kind = std::string(entry.kind)};
    rec.by = ids_of(entry.by);
    rec.to = ids_of(entry.to);
    rec.about = entry.about;
    rec.content = span(entry.content);
    rec.status = entry.status;
    rec.deadline = id('T', entry.deadline);
    rec.condition = span(entry.condition);
    rec.required_for = span(entry.required_for);
    rec.contested_by = ids_of(entry.contested_by);
    rec.contested_with = span(entry.contested_with);
    for (const uint32_t s : entry.statements) rec.behind.push_back(id('S', s));
    for (const uint32_t e : entry.events) rec.behind.push_back(id('E', e));
    rec.when = id('T', entry.when);
    rec.why = entry.why;
    set_confidence(rec, "ledger", entry);
    reading_.ledger.push_back(std::move(rec));
  }

  void time(const FoundTime& found) {
    TimeRecord rec{.id = "T" + std::to_string(reading_.times.size() + 1),
                   .span = span(found.bytes),
                   .kind = std::string(found.kind),
                   .value = found.value,
                   .mod = std::string(found.mod)};
    if (found.start) rec.start = format_date(*found.start);
    if (found.end) rec.end = format_date(*found.end);
    rec.anchor = found.anchor;
    reading_.times.push_back(std::move(rec));
  }

  void place(const FoundPlace& found) {
    reading_.places.push_back({.id = "P" + std::to_string(reading_.places.size() + 1),
                               .span = span(found.bytes),
                               .name = found.name,
                               .country = found.country,
                               .admin1 = found.admin1,
                               .lat = found.lat,
                               .lon = found.lon,
                               .geonameid = found.geonameid,
                               .precision = std::string(found.precision)});
  }

  void notes() {
    const auto yearless =
        std::ranges::count_if(f_.times, [](const FoundTime& found) { return found.value.starts_with("XXXX"); });
    if (yearless > 0 && reading_.document.published.empty())
      reading_.notes.push_back({"no publication date: " + std::to_string(yearless) +
                                    (yearless == 1 ? " time keeps no year" : " times keep no year"),
                                {}});
  }

  const Findings& f_;
  Reading& reading_;
  std::vector<std::string> ids_;
  std::vector<uint32_t> order_;
};

}  // namespace

void make_records(const Findings& findings, Reading& reading) { Records(findings, reading).run(); }

}  // namespace tocsin::coding
