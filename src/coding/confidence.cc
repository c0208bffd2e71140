// Gathers clues; every one is a number between 0 and about 1, so that weights can be compared.
#include "coding/confidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "coding/parties.h"

namespace tocsin::coding {
namespace {

using lexicon::Clue;

// About 0.5 for a word, 1 for a clause: long content is cut wrong more often.
double length_of(std::span<const Range> parts) {
  size_t bytes = 0;
  for (const Range& part : parts) bytes += part.size();
  return std::log1p(static_cast<double>(bytes)) / 5;
}

// Where in the document: the first sentence 0, later ones towards 1.
double lateness(const Document& doc, uint32_t sent) {
  return static_cast<double>(sent) / static_cast<double>(std::max<size_t>(doc.sentences.size(), 1) + 5);
}

void add_parties(const Actors& actors, std::span<const uint32_t> side, const std::string& name,
                 std::vector<Clue>& clues) {
  if (side.empty()) return clues.push_back({name + "-none"});
  const auto any = [&](auto holds) {
    return std::ranges::any_of(side, [&](uint32_t entity) { return holds(actors.entities()[entity]); });
  };
  if (any([](const FoundEntity& each) { return !each.country.empty(); })) clues.push_back({name + "-country"});
  if (any([](const FoundEntity& each) { return each.kind == "person"; })) clues.push_back({name + "-person"});
  if (any([](const FoundEntity& each) { return each.country.empty() && each.sectors.empty(); }))
    clues.push_back({name + "-unknown"});
}

}  // namespace

std::vector<Clue> clues_of(const Document& doc, const Actors& actors, const Saying& saying) {
  std::vector<Clue> clues = {{"always"}};
  if (saying.form == Form::kDirect) clues.push_back({"direct"});
  if (saying.form == Form::kMixed) clues.push_back({"mixed"});
  add_parties(actors, speakers_of(actors, saying), "speaker", clues);
  if (saying.cue == kNone) clues.push_back({"no-cue"});
  if (saying.cue != kNone && doc.tokens[saying.cue].pos == Pos::kNoun) clues.push_back({"noun"});
  if (!saying.kind.empty()) clues.push_back({"kind:" + std::string(saying.kind)});
  if (saying.nested) clues.push_back({"nested"});
  if (saying.hearsay) clues.push_back({"hearsay"});
  if (saying.content.size() > 1) clues.push_back({"split"});
  clues.push_back({"length", length_of(saying.content)});
  clues.push_back({"late", lateness(doc, saying.sent)});
  return clues;
}

std::vector<Clue> clues_of(const Document& doc, const Actors& actors, const FoundEvent& ev) {
  std::vector<Clue> clues = {{"always"}};
  add_parties(actors, ev.actors, "actor", clues);
  if (ev.reciprocal)
    clues.push_back({"reciprocal"});
  else
    add_parties(actors, ev.recipients, "recipient", clues);
  if (ev.assertion != "stated") clues.push_back({"told"});
  if (ev.stated_in != kNone) clues.push_back({"in-statement"});
  if (ev.factuality == Factuality::kPlanned || ev.factuality == Factuality::kPossible) clues.push_back({"not-yet"});
  if (ev.factuality == Factuality::kHistorical) clues.push_back({"historical"});
  if (ev.sense != nullptr && !ev.sense->conditions.empty()) clues.push_back({"conditions"});
  if (doc.tokens[ev.tok].pos == Pos::kNoun) clues.push_back({"noun"});
  if (ev.evidence.size() > 1) clues.push_back({"told-again"});
  clues.push_back({"type:" + ev.type});
  clues.push_back({"judge", ev.p_judge});
  clues.push_back({"no-event", ev.p_none});
  clues.push_back({"length", length_of(std::span(ev.evidence).first(1))});
  clues.push_back({"late", lateness(doc, ev.sent)});
  return clues;
}

std::vector<Clue> clues_of(const Document& doc, const Actors& actors, const FoundEntry& entry) {
  std::vector<Clue> clues = {{"always"}};
  add_parties(actors, entry.by, "by", clues);
  clues.push_back({"kind:" + std::string(entry.kind)});
  clues.push_back({"basis:" + std::string(entry.basis)});
  if (!entry.to.empty()) clues.push_back({"to"});
  if (entry.events.empty()) clues.push_back({"no-event"});
  if (!entry.statements.empty()) clues.push_back({"statement"});
  if (!entry.contested_by.empty()) clues.push_back({"contested"});
  clues.push_back({"table", entry.confidence});
  clues.push_back({"length", length_of(std::span(&entry.content, 1))});
  if (entry.tok != kNone) clues.push_back({"late", lateness(doc, doc.tokens[entry.tok].sent)});
  return clues;
}

std::string explained(const std::vector<Clue>& clues) {
  std::string text = "confidence from:";
  for (const Clue& clue : clues) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof(digits), clue.value, std::chars_format::fixed, 3).ptr;
    text += ' ' + clue.name + '=' + (clue.value == 1 ? std::string("1") : std::string(digits, end));
  }
  return text;
}

}  // namespace tocsin::coding
