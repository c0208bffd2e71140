// Counts of units: "two years", "the past few months", "two days ago", "every week". Part of TimeReader.
#include <cmath>

#include "base/ascii.h"
#include "coding/time_expressions.h"

namespace tocsin::coding {
namespace {

using Kind = TimeExpression::Kind;

std::optional<int> integer(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 6) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

// TIMEX3 writes minutes as M after the T, and counts fortnights in weeks.
std::string duration_value(double number, bool vague, char unit) {
  const bool time = unit == 'H' || unit == 'N' || unit == 'S';
  if (unit == 'F' && !vague) return "P" + std::to_string(static_cast<int>(number * 2)) + "W";
  const char letter = unit == 'N' ? 'M' : unit == 'F' ? 'W' : unit;
  const std::string head = time ? "PT" : "P";
  if (vague) return head + "X" + (unit == 'K' ? 'D' : letter);
  const double whole = std::floor(number);
  if (unit == 'K') return "P" + std::to_string(static_cast<int>(whole * 2)) + "D";
  if (unit == 'L') return "P" + std::to_string(static_cast<int>(whole)) + "L";
  std::string out = head + (whole > 0 || number == whole ? std::to_string(static_cast<int>(whole)) + letter : "");
  const double rest = number - whole;
  if (rest <= 0) return out;
  // Half a unit is told in the next smaller one.
  if (unit == 'Y') return out + std::to_string(static_cast<int>(std::lround(rest * 12))) + "M";
  if (unit == 'H') return out + std::to_string(static_cast<int>(std::lround(rest * 60))) + "M";
  if (unit == 'N') return out + std::to_string(static_cast<int>(std::lround(rest * 60))) + "S";
  if (unit == 'D') return out + "T" + std::to_string(static_cast<int>(std::lround(rest * 24))) + "H";
  std::string decimal = std::to_string(number);
  decimal.erase(decimal.find_last_not_of('0') + 1);
  return head + decimal + letter;
}

// "two", "25", "twenty-five", "two and a half", "2 1/2", "a few", "several".
TimeReader::Count TimeReader::count(size_t at) const {
  Count out;
  if (is(at, "some")) {
    out = {at + 1, 0, true};
    if (word(out.end) == "of") ++out.end;
    return out;
  }
  if ((word(at) == "a" || word(at) == "the") && is(at + 1, "some")) {
    out = {at + 2, 0, true};
    if (word(out.end) == "of") ++out.end;
    return out;
  }
  if (const auto number = integer(word(at))) {
    out = {at + 1, static_cast<double>(*number), false};
  } else if (const auto spelled = number_of(at, "number")) {
    out = {at + 1, static_cast<double>(*spelled), false};
    if (word(out.end) == "-" && *spelled >= 20 && number_of(out.end + 1, "number").value_or(99) < 10) {
      out.number += *number_of(out.end + 1, "number");
      out.end += 2;
    }
    while (const auto scale = number_of(out.end, "number")) {
      if (*scale < 12) break;
      out.number *= *scale;
      ++out.end;
    }
  } else {
    return out;
  }
  if (word(out.end) == "1/2") {
    out.number += 0.5;
    ++out.end;
  } else if (word(out.end) == "and" && word(out.end + 1) == "a" && word(out.end + 2) == "half") {
    out.number += 0.5;
    out.end += 3;
  }
  return out;
}

// "the past two", "about", "half an", "the first nine": what stands before the unit.
TimeReader::Stretch TimeReader::stretch(size_t at) const {
  const Phrase approximate = phrase(at, "approx");
  const size_t begin = approximate.end != 0 ? approximate.end : at;
  Stretch out;
  out.begin = skip(begin, {"the", "these", "those"});
  const bool determined = out.begin > begin;
  if (is(out.begin, "relation") || (ordinal(out.begin) && !is(out.begin + 1, "unit"))) {
    out.relative = number_of(out.begin, "relation").value_or(0) != 0;
    ++out.begin;
    out.amount = count(out.begin);
    return out;
  }
  const bool half = word(out.begin) == "half" && (word(out.begin + 1) == "a" || word(out.begin + 1) == "an");
  out.amount = half ? Count{out.begin + 2, 0.5, false} : count(out.begin);
  if (out.amount.end != 0 || determined || !is(begin, "unit") || !word(begin).ends_with('s')) return out;
  // "for years", "months ago": no number, but a time.
  if ((begin > 0 && is(begin - 1, "duration_after")) || phrase(begin + 1, "ago").end != 0)
    out.amount = {begin, 0, true};
  return out;
}

// "60 Minutes", "This Week": a unit with a capital inside a sentence is a title.
bool TimeReader::is_title(size_t unit) const {
  const std::string_view text = doc_.tokens[solid_[unit]].text;
  if (doc_.tokens[solid_[unit]].range.begin < doc_.title_size || text.size() < 2) return false;
  return ascii::is_upper(text[0]) && text[1] >= 'a' && unit > 0 &&
         doc_.tokens[solid_[unit - 1]].sent == doc_.tokens[solid_[unit]].sent;
}

// "$500 million a year", "four flights a week": what a rate counts by is no time of anything.
bool TimeReader::is_rate(size_t article, size_t unit) const {
  if (article == 0 || unit != article + 1 || (word(article) != "a" && word(article) != "an")) return false;
  if (phrase(unit + 1, "ago").end != 0 || phrase(unit + 1, "earlier").end != 0) return false;
  const Token& counted = doc_.tokens[solid_[article - 1]];
  const Token& time = doc_.tokens[solid_[unit]];
  return time.dep == Dep::kNpadvmod && time.head == solid_[article - 1] &&
         (counted.tag == "NN" || counted.tag == "NNS" || counted.tag == "CD");
}

// "two years", "the past two months", "30-year", "two days ago", "a year earlier", "half an hour".
TimeReader::Step TimeReader::counted(size_t at) const {
  const Stretch before = stretch(at);
  Count amount = before.amount;
  if (amount.end == 0) return {};
  size_t noun = skip(amount.end, {"-"});
  const bool hyphen = noun > amount.end;
  if (is(noun, "filler")) ++noun;
  const auto unit = table_.value(word(noun), "unit");
  if (!unit || is_title(noun) || is_rate(at, noun)) return {};
  char letter = unit->front();
  const bool article = word(before.begin) == "a" || word(before.begin) == "an", plural = word(noun).ends_with('s');
  // "a quarter", "three-quarters" and "a second chance" count no time.
  if (article && (plural || letter == 'Q')) return {};
  if ((letter == 'S' && doc_.tokens[solid_[noun]].pos != Pos::kNoun) || (letter == 'Q' && hyphen && plural)) return {};
  Step step{noun + 1, {}};
  if (word(noun + 1) == "and" && word(noun + 2) == "a" && word(noun + 3) == "half") {
    amount.number += 0.5;
    step.end = noun + 4;
  }
  if ((letter == 'E' || letter == 'C') && !amount.vague) {
    amount.number *= letter == 'E' ? 10 : 100;
    letter = 'Y';
  }
  const size_t after = skip(step.end, {"-"});
  if (word(after) == "old" || word(after) == "olds") return {};  // an age is no time
  step.expression.kind = Kind::kDuration;
  step.expression.value = duration_value(amount.number, amount.vague, letter);
  step.expression.unit = letter;
  if (!before.relative && !hyphen) count_from(step, after, amount);
  return step;
}

// "ago", "earlier", "later" behind a stretch make it a point in time.
void TimeReader::count_from(Step& step, size_t after, const Count& amount) const {
  const Phrase ago = phrase(after, "ago"), earlier = phrase(after, "earlier");
  if (ago.end == 0 && earlier.end == 0) return;
  TimeExpression& expression = step.expression;
  if (ago.end == 0) {
    // "one year after he was killed" is a stretch of time; "a year after." counts from what was told.
    const bool clause = (word(after) == "before" || word(after) == "after") && after + 1 < words_.size() &&
                        doc_.tokens[solid_[after + 1]].pos != Pos::kPunct;
    if (clause || expression.unit == 'H' || expression.unit == 'N' || expression.unit == 'S') return;
  }
  const Phrase& away = ago.end != 0 ? ago : earlier;
  const int sign = away.value.front() == '-' ? -1 : 1;
  step.end = away.end;
  expression.from_previous = ago.end == 0;
  if (amount.vague && ago.end == 0) return;  // "several days later": how long is told, from when is not
  if (amount.vague) {
    expression.kind = Kind::kReference;
    expression.value = sign < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  expression.kind = Kind::kOffset;
  expression.offset = sign * static_cast<int>(std::lround(amount.number));
}

// "daily", "every week", "each Thursday", "every two years".
TimeReader::Step TimeReader::set(size_t at) const {
  Step step;
  step.expression.kind = Kind::kSet;
  if (const Phrase found = phrase(at, "set"); found.end != 0) {
    step.end = found.end;
    step.expression.value = found.value;
    return step;
  }
  if (!is(at, "each")) return {};
  if (const auto day = number_of(at + 1, "weekday")) {
    step.expression.value = "XXXX-WXX-" + std::to_string(*day);
    step.end = at + 2;
    return step;
  }
  const Count amount = count(at + 1);
  const size_t noun = amount.end != 0 ? amount.end : skip(at + 1, {"other", "single"});
  const auto unit = table_.value(word(noun), "unit");
  if (!unit) {
    const auto part = table_.value(word(noun), "part");
    if (!part || amount.end != 0) return {};
    step.expression.value = "XXXX-XX-XXT" + std::string(*part);
    step.end = noun + 1;
    return step;
  }
  const double number = amount.end != 0 ? amount.number : word(at + 1) == "other" ? 2 : 1;
  step.expression.value = duration_value(number, amount.vague, unit->front());
  step.end = noun + 1;
  return step;
}

}  // namespace tocsin::coding
