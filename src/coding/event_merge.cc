// Decides whether two events of a document are one.
#include "coding/event_merge.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

std::vector<std::string> countries(const EventInput& input, const std::vector<uint32_t>& side) {
  std::vector<std::string> codes;
  for (const uint32_t entity : side) {
    const FoundEntity& each = input.actors.entities()[entity];
    codes.push_back(each.country.empty() ? each.name : each.country);
  }
  std::ranges::sort(codes);
  codes.erase(std::ranges::unique(codes).begin(), codes.end());
  return codes;
}

bool subset(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::includes(b, a);
}

bool same_sides(const EventInput& input, const FoundEvent& a, const FoundEvent& b) {
  auto a_actors = countries(input, a.actors), b_actors = countries(input, b.actors);
  auto a_recipients = countries(input, a.recipients), b_recipients = countries(input, b.recipients);
  if (a.reciprocal || b.reciprocal) {
    a_actors.insert(a_actors.end(), a_recipients.begin(), a_recipients.end());
    b_actors.insert(b_actors.end(), b_recipients.begin(), b_recipients.end());
    std::ranges::sort(a_actors);
    std::ranges::sort(b_actors);
    return !a_actors.empty() && !b_actors.empty() && (subset(a_actors, b_actors) || subset(b_actors, a_actors));
  }
  // Deeds of violence by or against somebody unnamed are not one for that.
  if ((a.type == "ASSAULT" || a.type == "COERCE") &&
      (a_actors.empty() != b_actors.empty() || a_recipients.empty() != b_recipients.empty()) && a.sent != b.sent &&
      input.grammar.doc().tokens[a.tok].range.begin >= input.grammar.doc().title_size)
    return false;
  const bool actors_agree = subset(a_actors, b_actors) || subset(b_actors, a_actors);
  const bool recipients_agree = subset(a_recipients, b_recipients) || subset(b_recipients, a_recipients);
  const bool share = (!a_actors.empty() && !b_actors.empty()) || (!a_recipients.empty() && !b_recipients.empty());
  return actors_agree && recipients_agree && share;
}

bool one_event(const EventInput& input, const FoundEvent& a, const FoundEvent& b) {
  if (a.type != b.type || a.factuality != b.factuality) return false;
  if (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode) return false;
  const bool headline = input.grammar.doc().tokens[a.tok].range.begin < input.grammar.doc().title_size;
  if (a.type == "CONSULT" && a.mode != b.mode && !headline) return false;  // mediating and meeting are two things
  if (a.when != kNone && b.when != kNone) {
    const FoundTime &ta = input.times[a.when], &tb = input.times[b.when];
    if (ta.start && tb.start && ta.end && tb.end &&
        (std::chrono::sys_days(*ta.end) < std::chrono::sys_days(*tb.start) ||
         std::chrono::sys_days(*tb.end) < std::chrono::sys_days(*ta.start)))
      return false;
  }
  return same_sides(input, a, b);
}

void join(const EventInput& input, FoundEvent& into, const FoundEvent& from) {
  for (const Range& bytes : from.evidence)
    if (std::ranges::find(into.evidence, bytes) == into.evidence.end()) into.evidence.push_back(bytes);
  // The fuller telling names the sides.
  const auto named = [&](const FoundEvent& ev) { return ev.actors.size() + ev.recipients.size(); };
  const Document& doc = input.grammar.doc();
  const bool from_title = doc.tokens[into.tok].range.begin < doc.title_size;
  if (named(from) > named(into) || (from_title && named(from) >= named(into))) {
    into.actors = from.actors;
    into.recipients = from.recipients;
    into.reciprocal = from.reciprocal;
  }
  if (from_title) into.trigger = from.trigger, into.tok = from.tok, into.sent = from.sent;
  if (into.when == kNone) into.when = from.when;
  if (into.mode.empty() && !from.mode.empty()) into.mode = from.mode, into.cameo = from.cameo;
  for (const std::string& context : from.contexts)
    if (std::ranges::find(into.contexts, context) == into.contexts.end()) into.contexts.push_back(context);
  into.why.push_back("told again: " + (from.why.empty() ? std::string() : from.why.front()));
}

}  // namespace

std::vector<FoundEvent> merge_told_twice(const EventInput& input, std::vector<FoundEvent> events) {
  std::vector<FoundEvent> merged;
  for (FoundEvent& ev : events) {
    const auto known =
        std::ranges::find_if(merged, [&](const FoundEvent& other) { return one_event(input, other, ev); });
    if (known == merged.end()) {
      merged.push_back(std::move(ev));
    } else {
      join(input, *known, ev);
    }
  }
  return merged;
}

}  // namespace tocsin::coding
