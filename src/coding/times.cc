// Finds time expressions and gives each its anchor: see times.h.
#include "coding/times.h"

#include <algorithm>

#include "coding/time_expressions.h"
#include "coding/time_values.h"

namespace tocsin::coding {
namespace {

bool is_verb(const Token& tok) { return tok.pos == Pos::kVerb || tok.pos == Pos::kAux; }

// "until Tuesday", "by Friday", "as soon as Monday" look ahead whatever the verb.
bool looks_ahead(const TimeReader& reader, size_t at) {
  if (at == 0) return false;
  const std::string_view before = reader.word(at - 1);
  return before == "until" || before == "till" || before == "by" ||
         (before == "as" && at > 2 && reader.word(at - 3) == "as");
}

// "It had been due to expire Friday": the infinitive hangs on what was over by then.
bool had_been(const Document& doc, uint32_t infinitive) {
  uint32_t above = doc.tokens[infinitive].head;
  if (!is_verb(doc.tokens[above])) above = doc.tokens[above].head;
  for (uint32_t child = doc.tokens[above].left_edge; child < above; ++child)
    if (doc.tokens[child].head == above && doc.tokens[child].lemma == "have" && doc.tokens[child].tag == "VBD")
      return true;
  return false;
}

// The tense of the clause that the token stands in: its auxiliaries, else its form; an infinitive lies ahead.
Tense tense_at(const Document& doc, uint32_t tok, const lexicon::TimeWords& words) {
  uint32_t verb = tok;
  for (int steps = 0; steps < 12 && !is_verb(doc.tokens[verb]) && doc.tokens[verb].head != verb; ++steps)
    verb = doc.tokens[verb].head;
  for (int steps = 0; steps < 6 && is_verb(doc.tokens[verb]); ++steps) {
    const Token& token = doc.tokens[verb];
    bool to = false, past_aux = false, present_aux = false, has = false, had = false;
    for (uint32_t child = token.left_edge; child < verb; ++child) {
      const Token& aux = doc.tokens[child];
      if (aux.head != verb) continue;
      if (aux.tag == "MD")
        return aux.lemma == "would" || aux.lemma == "could" || aux.lemma == "might" ? Tense::kUnknown : Tense::kFuture;
      to |= aux.tag == "TO";
      past_aux |= aux.tag == "VBD";
      present_aux |= aux.tag == "VBZ" || aux.tag == "VBP";
      has |= aux.lemma == "have";
      had |= aux.lemma == "have" && aux.tag == "VBD";
    }
    if (had) return Tense::kPluperfect;
    if (token.tag == "VBD" || past_aux) return Tense::kPast;
    // "to get around Wednesday's ruling": the day belongs to the noun.
    // "fell to close at 92 on Wednesday" tells what came of it.
    const bool outcome = token.dep == Dep::kAdvcl && doc.tokens[token.head].tag == "VBD";
    if (to)
      return doc.tokens[tok].dep == Dep::kPoss || outcome || had_been(doc, verb) ? Tense::kUnknown : Tense::kFuture;
    // "has met" is past; "is meeting on Monday" lies ahead.
    if (present_aux)
      return token.tag == "VBN" && has ? Tense::kPast : token.tag == "VBG" ? Tense::kFuture : Tense::kPresent;
    // "the deadline expires on Friday": what is scheduled lies ahead.
    if (token.tag == "VBZ" || token.tag == "VBP")
      return words.is(token.lemma, "scheduled") ? Tense::kFuture : Tense::kPresent;
    if (token.head == verb) break;
    verb = token.head;
  }
  return Tense::kUnknown;
}

// The way in which the expression at `at` looks. "had filed by Wednesday", "until Thursday they had not called": over
// by then.
Tense tense_for(const TimeReader& reader, size_t at, const Document& doc, const lexicon::TimeWords& words) {
  const Tense tense = tense_at(doc, reader.token(at), words);
  if (tense == Tense::kPluperfect) return Tense::kPast;
  return looks_ahead(reader, at) ? Tense::kFuture : tense;
}

// "April 24 and 25": the second day has the month of the first.
std::optional<TimeExpression> second_day(const TimeReader& reader, size_t at, const TimeExpression& first) {
  if (first.kind != TimeExpression::Kind::kDate || !first.day || !first.clock.empty()) return std::nullopt;
  const std::string_view join = reader.word(at), after = reader.word(at + 2);
  if (join != "and" && join != "or" && join != "to" && join != "through" && join != "-" && join != "–")
    return std::nullopt;
  const auto day = reader.day_of_month(at + 1);
  const bool ends = after.empty() || after == "." || after == "," || after == "in" || after == "at" || after == "and" ||
                    after == ";" || after == ")";
  if (!day || *day <= *first.day || !ends) return std::nullopt;
  TimeExpression second = first;
  second.day = *day;
  return second;
}

bool can_be_previous(const FoundTime& time) {
  return time.start.has_value() && (time.kind == "date" || time.kind == "time");
}

}  // namespace

std::vector<FoundTime> find_times(const Document& doc, std::optional<Date> published, const lexicon::TimeWords& words) {
  const TimeReader reader(doc, words);
  std::vector<FoundTime> times;
  size_t previous = SIZE_MAX, quarter = SIZE_MAX;
  for (size_t at = 0; at < reader.size();) {
    const auto match = reader.read(at);
    if (!match) {
      ++at;
      continue;
    }
    FoundTime time;
    time.tokens = match->tokens;
    time.bytes = doc.bytes_of(match->tokens);
    TimeAnchor anchor{published, published ? "published" : "", nullptr, nullptr, tense_for(reader, at, doc, words)};
    if (quarter != SIZE_MAX) anchor.quarter = &times[quarter];
    // Only a date of the same or the last sentence is what "a day later" counts from.
    if (previous != SIZE_MAX && doc.tokens[times[previous].tokens.begin].sent + 1 >= doc.tokens[time.tokens.begin].sent)
      anchor.previous = &times[previous];
    fill_value(time, match->expression, anchor);
    times.push_back(std::move(time));
    if (can_be_previous(times.back())) previous = times.size() - 1;
    const bool own_quarter = match->expression.kind == TimeExpression::Kind::kQuarter && !match->expression.year_offset;
    if (own_quarter && times.back().start) quarter = times.size() - 1;
    at = reader.position_of(match->tokens.end);
    if (const auto second = second_day(reader, at, match->expression)) {
      FoundTime next;
      next.tokens = {reader.token(at + 1), reader.token(at + 1) + 1};
      next.bytes = doc.bytes_of(next.tokens);
      anchor.previous = nullptr;
      fill_value(next, *second, anchor);
      times.push_back(std::move(next));
      at += 2;
    }
  }
  return times;
}

void resolve_in(FoundTime& time, const Document& doc, Date anchor, std::string_view anchor_kind,
                const lexicon::TimeWords& words) {
  if (time.anchor == "text") return;
  const TimeReader reader(doc, words);
  const auto match = reader.read(reader.position_of(time.tokens.begin));
  if (!match || match->tokens != time.tokens) return;
  const Tense tense = tense_for(reader, reader.position_of(time.tokens.begin), doc, words);
  fill_value(time, match->expression, {anchor, anchor_kind, nullptr, nullptr, tense});
}

}  // namespace tocsin::coding
