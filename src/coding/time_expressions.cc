// Reads time expressions off tokens: see time_expressions.h. Values follow TimeML's TIMEX3 guidelines.
#include "coding/time_expressions.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

using Kind = TimeExpression::Kind;

std::string lower(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 3) == "’") {  // typographic apostrophe
      out += '\'';
      at += 2;
      continue;
    }
    const char c = text[at];
    out += ascii::lower(c);
  }
  return out;
}

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return ascii::is_digit(c); });
}

std::optional<int> integer(std::string_view text) {
  int value = 0;
  if (!digits(text) || text.size() > 6 ||
      std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc())
    return std::nullopt;
  return value;
}

// "12th" → 12.
std::optional<int> suffixed_ordinal(std::string_view text) {
  if (text.size() < 3) return std::nullopt;
  const std::string_view suffix = text.substr(text.size() - 2);
  if (suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th") return std::nullopt;
  return integer(text.substr(0, text.size() - 2));
}

}  // namespace

TimeReader::TimeReader(const Document& doc, const lexicon::TimeWords& words) : doc_(doc), table_(words) {
  for (uint32_t tok = 0; tok < doc.tokens.size(); ++tok) {
    if (doc.tokens[tok].pos == Pos::kSpace) continue;
    solid_.push_back(tok);
    words_.push_back(lower(doc.tokens[tok].text));
  }
}

size_t TimeReader::position_of(uint32_t tok) const {
  return static_cast<size_t>(std::ranges::lower_bound(solid_, tok) - solid_.begin());
}

TimeReader::Phrase TimeReader::phrase(size_t at, std::string_view kind) const {
  std::string joined;
  Phrase found;
  for (size_t end = at; end < words_.size() && end < at + table_.longest(); ++end) {
    const bool glued = end > at && doc_.tokens[solid_[end]].range.begin == doc_.tokens[solid_[end - 1]].range.end;
    if (end > at && !glued) joined += ' ';
    joined += words_[end];
    if (const auto value = table_.value(joined, kind)) found = {end + 1, *value};
  }
  return found;
}

std::optional<int> TimeReader::number_of(size_t at, std::string_view kind) const {
  return table_.number(word(at), kind);
}
bool TimeReader::is(size_t at, std::string_view kind) const {
  return at < words_.size() && table_.is(words_[at], kind);
}

size_t TimeReader::skip(size_t at, std::initializer_list<std::string_view> any) const {
  return std::ranges::find(any, word(at)) != any.end() ? at + 1 : at;
}

// ---------------------------------------------------------------- numbers

std::optional<int> TimeReader::ordinal(size_t at) const {
  if (const auto spelled = number_of(at, "ordinal")) return spelled;
  return suffixed_ordinal(word(at));
}

// Four digits are a year where a preposition, a month or the entity recogniser says so; a count of things is none.
std::optional<int> TimeReader::year(size_t at, bool needs_cue) const {
  const auto number = word(at).size() == 4 ? integer(word(at)) : std::nullopt;
  if (!number || *number < 1000 || *number > 2100) return std::nullopt;
  if (!needs_cue) return number;
  const Token& token = doc_.tokens[solid_[at]];
  if (at > 0 && (word(at - 1) == "$" || word(at - 1) == "#" || word(at - 1) == "no.")) return std::nullopt;
  if (at + 1 < words_.size() && (word(at + 1) == "%" || word(at + 1) == "percent" || is(at + 1, "unit")))
    return std::nullopt;
  const bool dated = token.ent_type == "DATE";
  const bool modifies = token.dep == Dep::kNummod && token.head > solid_[at] && !dated;
  if (modifies) return std::nullopt;
  if (*number < 1500 && !dated) return std::nullopt;
  if (dated || (at > 0 && is(at - 1, "before_year"))) return number;
  // "between 2003 and 2005", "1994, 1995 and 1997".
  const bool joined =
      at > 1 && (word(at - 1) == "and" || word(at - 1) == "or" || word(at - 1) == "to" || word(at - 1) == ",");
  if (joined && word(at - 2).size() == 4 && year(at - 2, false)) return number;
  if (at > 0 && (word(at - 1) == "(" || word(at - 1) == "-" || word(at - 1) == "–")) return number;
  return std::nullopt;
}

std::optional<int> TimeReader::day_of_month(size_t at) const {
  auto number = integer(word(at));
  if (!number) number = ordinal(at);
  if (!number || *number < 1 || *number > 31) return std::nullopt;
  return number;
}

// ---------------------------------------------------------------- days, months, years

// 2014-03-12, 2014-03, 3/12/89, 03-17-89: month first, as American news writes it, unless that is no month.
TimeReader::Step TimeReader::numeric_date(size_t at) const {
  if (at >= words_.size() || !digits(std::string_view(words_[at]).substr(0, 1))) return {};
  // The tokenizer cuts some of them at the hyphens: what stands without blanks belongs together.
  std::string text = words_[at];
  size_t end = at + 1;
  for (; end < words_.size() && end < at + 5; ++end) {
    const bool glued = doc_.tokens[solid_[end]].range.begin == doc_.tokens[solid_[end - 1]].range.end;
    if (!glued || (word(end) != "-" && word(end) != "/" && !digits(word(end)))) break;
    text += word(end);
  }
  const char separator = text.find('/') != std::string_view::npos   ? '/'
                         : text.find('-') != std::string_view::npos ? '-'
                                                                    : '.';
  std::vector<int> parts;
  std::vector<size_t> sizes;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t stop = std::min(text.find(separator, begin), text.size());
    std::string_view piece = std::string_view(text).substr(begin, stop - begin);
    const size_t t = piece.find('t');
    if (t != std::string_view::npos) piece = piece.substr(0, t);
    const auto number = integer(piece);
    if (!number) return {};
    parts.push_back(*number);
    sizes.push_back(piece.size());
    begin = stop + 1;
  }
  Step step{end, {}};
  TimeExpression& expression = step.expression;
  if (parts.size() == 3 && sizes[0] == 4) {
    expression.year = parts[0];
    expression.month = parts[1];
    expression.day = parts[2];
  } else if (parts.size() == 3 && (sizes[2] == 4 || (sizes[2] == 2 && separator != '.'))) {
    expression.year = sizes[2] == 4 ? parts[2] : parts[2] + (parts[2] < 40 ? 2000 : 1900);
    expression.month = parts[0] <= 12 ? parts[0] : parts[1];
    expression.day = parts[0] <= 12 ? parts[1] : parts[0];
  } else if (parts.size() == 2 && sizes[0] == 4 && sizes[1] == 2 && separator == '-' && parts[1] <= 12) {
    expression.year = parts[0];
    expression.month = parts[1];
  } else {
    return {};
  }
  const bool legal = *expression.month >= 1 && *expression.month <= 12 &&
                     (!expression.day || (*expression.day >= 1 && *expression.day <= 31));
  return legal && *expression.year >= 1000 && *expression.year <= 2100 ? step : Step{};
}

// "May" and "March" are months only when written as names, and as no verb.
TimeReader::Step TimeReader::month_with_rest(size_t at) const {
  const auto month = number_of(at, "month");
  if (!month) return {};
  const Token& token = doc_.tokens[solid_[at]];
  const bool capital = token.text.front() >= 'A' && token.text.front() <= 'Z';
  if (!capital) return {};
  // "Jan Kavan": short forms need their dot or a day.
  if (word(at).size() <= 4 && word(at).size() >= 3 && word(at).back() != '.' && *month != 5 && *month != 6 &&
      *month != 7 && !integer(word(at + 1)))
    return {};
  Step step{at + 1, {}};
  TimeExpression& expression = step.expression;
  expression.month = *month;
  if (const auto day = day_of_month(step.end); day && !(word(step.end).size() == 4 && integer(word(step.end)))) {
    expression.day = *day;
    ++step.end;
  } else if (word(step.end) == "the" && ordinal(step.end + 1)) {
    expression.day = *ordinal(step.end + 1);
    step.end += 2;
  }
  if (!expression.day && (token.pos == Pos::kAux || token.pos == Pos::kVerb)) return {};
  // "Sen. March", "April Smith": a person's name.
  if (!expression.day && token.ent_type == "PERSON") return {};
  const size_t after = skip(step.end, {",", "of"});
  if (const auto told = year(after, false)) {
    expression.year = *told;
    step.end = after + 1;
  }
  if (!expression.year) add_short_year(step);
  if (!expression.year) add_year_words(step);
  return step;
}

// "May '68": two digits behind an apostrophe.
void TimeReader::add_short_year(Step& step) const {
  const size_t at = skip(step.end, {"'", "‘"});
  std::string_view text = word(at);
  if (at == step.end && !text.starts_with('\'')) return;
  if (text.starts_with('\'')) text.remove_prefix(1);
  const auto number = text.size() == 2 ? integer(text) : std::nullopt;
  if (!number) return;
  step.expression.year = *number + (*number < 40 ? 2000 : 1900);
  step.end = at + 1;
}

// "12 March 2014", "the 12th of March".
TimeReader::Step TimeReader::day_before_month(size_t at) const {
  const size_t begin = skip(at, {"the"});
  const auto day = day_of_month(begin);
  if (!day) return {};
  const size_t month = skip(begin + 1, {"of"});
  Step step = month_with_rest(month);
  if (step.end == 0 || step.expression.day) return {};
  step.expression.day = *day;
  return step;
}

// "June last year", "January this year".
void TimeReader::add_year_words(Step& step) const {
  size_t at = skip(step.end, {"of"});
  at = skip(at, {"the"});
  const auto relation = number_of(at, "relation");
  if (!relation || number_of(at + 1, "unit") || table_.value(word(at + 1), "unit") != "Y") return;
  step.expression.year_offset = *relation;
  step.end = at + 2;
}

// "Friday", "last Friday", "Friday, Oct. 13, 1989".
TimeReader::Step TimeReader::weekday(size_t at) const {
  size_t begin = skip(at, {"the", "this"});
  const bool determined = begin > at;
  std::optional<int> relation;
  if (word(at) == "this" && determined) relation = 0;
  while (const auto value = number_of(begin, "relation")) {
    relation = *value;
    ++begin;
  }
  const auto day = number_of(begin, "weekday");
  if (!day) return {};
  if (word(at) == "the" && !relation) return {};
  Step step{begin + 1, {}};
  if (!relation) {
    const size_t after = skip(step.end, {","});
    Step date = month_with_rest(after);
    if (date.end == 0) date = day_before_month(after);
    if (date.end != 0 && date.expression.day) return date;
  }
  step.expression.kind = Kind::kWeekday;
  step.expression.number = *day;
  step.expression.relation = relation;
  const bool plural = word(begin).ends_with("days");
  if (plural) {
    step.expression.kind = Kind::kSet;
    step.expression.value = "XXXX-WXX-" + std::to_string(*day);
  }
  return step;
}

TimeReader::Step TimeReader::calendar_date(size_t at) const {
  Step best = month_with_rest(at);
  for (const Step& step : {day_before_month(at), weekday(at)})
    if (step.end > best.end) best = step;
  if (best.end == 0) {
    // "last November", "this September", "next June".
    const size_t begin = skip(at, {"the"});
    const auto relation = number_of(begin, "relation");
    if (!relation) return {};
    best = month_with_rest(begin + 1);
    if (best.end != 0) best.expression.relation = *relation;
  }
  return best;
}

TimeReader::Step TimeReader::plain_year(size_t at) const {
  const size_t begin = is(at, "fiscal") ? skip(at + 1, {"year"}) : at;
  const auto told = year(begin, begin == at);
  if (!told) return {};
  Step step{begin + 1, {}};
  step.expression.year = *told;
  return step;
}

// "nineteen ninety-four", as broadcast transcripts write it.
TimeReader::Step TimeReader::spelled_year(size_t at) const {
  const auto century = number_of(at, "number");
  if (!century || (*century != 19 && *century != 18 && *century != 20)) return {};
  const auto tens = number_of(at + 1, "number");
  if (!tens || *tens < 10 || *tens > 90) return {};
  Step step{at + 2, {}};
  int year_number = *century * 100 + *tens;
  const size_t ones = skip(at + 2, {"-"});
  if (const auto one = number_of(ones, "number"); one && *one >= 1 && *one <= 9 && *tens >= 20 && *tens % 10 == 0) {
    year_number += *one;
    step.end = ones + 1;
  }
  step.expression.year = year_number;
  return step;
}

// "the 1990s", "the '80s", "the nineties".
TimeReader::Step TimeReader::decade(size_t at) const {
  size_t begin = skip(at, {"the"});
  begin = skip(begin, {"'", "‘"});
  std::string_view text = word(begin);
  if (text.starts_with('\'')) text.remove_prefix(1);
  Step step{begin + 1, {}};
  step.expression.kind = Kind::kDecade;
  if (const auto spelled = number_of(begin, "twenties"); spelled && begin > at) {
    step.expression.number = *spelled;
    return step;
  }
  if (!text.ends_with('s')) return {};
  text.remove_suffix(1);
  if (text.ends_with('\'')) text.remove_suffix(1);
  const auto number = integer(text);
  if (!number || *number % 10 != 0) return {};
  if (text.size() == 4 && *number >= 1000 && *number <= 2090) {
    step.expression.number = *number;
  } else if (text.size() == 2 && begin > at) {
    step.expression.number = *number;
  } else {
    return {};
  }
  return step;
}

TimeReader::Step TimeReader::century(size_t at) const {
  const size_t begin = skip(at, {"the"});
  const auto number = ordinal(begin);
  const size_t noun = skip(begin + 1, {"-"});
  if (!number || table_.value(word(noun), "unit") != "C") return {};
  Step step{noun + 1, {}};
  step.expression.kind = Kind::kCentury;
  step.expression.number = *number;
  return step;
}

// ---------------------------------------------------------------- relative to a day

// "last week", "this year", "the past decade", "next weekend".
TimeReader::Step TimeReader::related(size_t at) const {
  size_t begin = skip(at, {"the"});
  std::optional<int> relation = number_of(begin, "relation");
  if (!relation) return {};
  ++begin;
  if (*relation == 0 && number_of(begin, "relation")) relation = number_of(begin++, "relation");  // "this past week"
  const auto unit = table_.value(word(begin), "unit");
  if (!unit || word(begin).ends_with('s') || is_title(begin)) return {};
  Step step{begin + 1, {}};
  TimeExpression& expression = step.expression;
  expression.kind = Kind::kUnit;
  expression.unit = unit->front();
  expression.offset = *relation;
  // "the past decade" is a stretch of time, "the last decade" one of the calendar.
  if (word(begin - 1) == "past" && expression.unit != 'D') {
    expression.kind = Kind::kDuration;
    expression.value =
        duration_value(expression.unit == 'E' ? 10 : 1, false, expression.unit == 'E' ? 'Y' : expression.unit);
    if (expression.unit == 'K' || expression.unit == 'W') expression.kind = Kind::kUnit;
  }
  if (expression.unit == 'D' && word(begin - 1) != "same") expression.from_previous = *relation != 0;
  if (expression.unit == 'H' || expression.unit == 'N' || expression.unit == 'S' || expression.unit == 'L') return {};
  const std::string_view relating = word(begin - 1);
  if (relating == "following" || relating == "previous" || relating == "preceding" || relating == "prior")
    expression.from_previous = true;
  return step;
}

// "that day", "the same year".
TimeReader::Step TimeReader::anaphoric(size_t at) const {
  const size_t begin = word(at) == "the" && word(at + 1) == "same" ? at + 1 : at;
  if (word(begin) != "that" && word(begin) != "same") return {};
  const auto unit = table_.value(word(begin + 1), "unit");
  if (!unit || word(begin + 1).ends_with('s')) return {};
  const char letter = unit->front();
  if (letter == 'H' || letter == 'N' || letter == 'S' || letter == 'L') return {};
  Step step{begin + 2, {}};
  step.expression.kind = Kind::kUnit;
  step.expression.unit = letter;
  step.expression.from_previous = true;
  return step;
}

// "the third quarter of 1989", "first-half", "fiscal second quarter", "the 1988 third quarter", "the quarter".
TimeReader::Step TimeReader::quarter(size_t at) const {
  size_t begin = skip(at, {"the", "this"});
  TimeExpression expression;
  if (const auto told = word(begin).size() == 4 ? year(begin, false) : std::nullopt) {
    expression.year = *told;
    begin = skip(begin + 1, {"'s"});
  } else if (const auto relation = number_of(begin, "relation");
             relation && word(begin + 1) != "quarter" && word(begin + 1) != "half") {
    begin = table_.value(word(begin + 1), "unit") == "Y" ? skip(begin + 2, {"'s"}) : begin;
    if (begin > at) expression.year_offset = *relation;
  }
  if (word(begin) == "year" && word(begin + 1) == "-" && (word(begin + 2) == "earlier" || word(begin + 2) == "ago")) {
    expression.kind = Kind::kQuarter;
    expression.year_offset = -1;
    begin += 3;
    if (word(begin) == "period" || word(begin) == "quarter") return Step{begin + 1, expression};
    if (!ordinal(begin)) return Step{begin, expression};
  }
  if (is(begin, "fiscal")) begin = skip(begin + 1, {"year"});
  const size_t number_at = begin;
  const bool last = word(begin) == "last" || word(begin) == "latter" || word(begin) == "final";
  const bool last_half = last && word(begin + 1) == "half";
  const bool last_quarter = last && word(begin + 1) == "quarter" && word(begin + 2) == "of" && year(begin + 3, false);
  const auto number = last_half ? std::optional<int>(2) : last_quarter ? std::optional<int>(4) : ordinal(begin);
  if (number) begin = skip(begin + 1, {"-", "fiscal"});
  const bool is_quarter = word(begin) == "quarter";
  if (!is_quarter && word(begin) != "half") return {};
  if (!number) {
    // "a quarter of the votes", "half of them": only "the quarter" is a time, and "the latest quarter".
    const bool the_quarter =
        is_quarter && at < begin && word(at) == "the" && word(begin + 1) != "of" && word(begin + 1) != "century";
    if (!the_quarter && !(word(begin - (begin > 0)) == "latest" && is_quarter)) return {};
    expression.kind = Kind::kQuarter;
    expression.number = 0;
    return Step{begin + 1, expression};
  }
  if (*number > (is_quarter ? 4 : 2) || number_at == begin) return {};
  expression.kind = is_quarter ? Kind::kQuarter : Kind::kHalf;
  expression.number = *number;
  Step step{begin + 1, expression};
  size_t after = skip(skip(step.end, {","}), {"of"});
  after = is(after, "fiscal") ? skip(after + 1, {"year"}) : after;
  if (const auto told = year(after, false); told && !expression.year) {
    step.expression.year = *told;
    step.end = after + 1;
  } else if (!expression.year && !expression.year_offset) {
    add_year_words(step);
  }
  // Without a year "the first half" may be of a match or a speech.
  if (!is_quarter && !step.expression.year && !step.expression.year_offset) return {};
  return step;
}

// "summer of 1994", "last spring", "the winter".
TimeReader::Step TimeReader::season(size_t at) const {
  size_t begin = skip(at, {"the"});
  std::optional<int> relation;
  while (const auto value = number_of(begin, "relation")) {
    relation = *value;
    ++begin;
  }
  const auto value = table_.value(word(begin), "season");
  if (!value) return {};
  Step step{begin + 1, {}};
  step.expression.kind = Kind::kSeason;
  step.expression.value = *value;
  step.expression.relation = relation;
  const size_t after = skip(step.end, {"of", ","});
  Step spelled = spelled_year(after);
  if (const auto told = year(after, false)) {
    step.expression.year = *told;
    step.end = after + 1;
  } else if (spelled.end != 0) {
    step.expression.year = spelled.expression.year;
    step.end = spelled.end;
  } else {
    add_year_words(step);
  }
  // "fall" and "spring" are verbs and nouns of other things too.
  if (!relation && !step.expression.year && !step.expression.year_offset &&
      doc_.tokens[solid_[begin]].ent_type != "DATE")
    return {};
  return step;
}

TimeReader::Step TimeReader::holiday(size_t at) const {
  if (doc_.tokens[solid_[at]].text.front() < 'A' || doc_.tokens[solid_[at]].text.front() > 'Z') return {};
  const Phrase found = phrase(at, "holiday");
  if (found.end == 0) return {};
  Step step{found.end, {}};
  step.expression.kind = Kind::kHoliday;
  step.expression.value = found.value;
  const size_t after = skip(step.end, {","});
  if (const auto told = year(after, false)) {
    step.expression.year = *told;
    step.end = after + 1;
  }
  return step;
}

// "yesterday", "tonight", "last night".
TimeReader::Step TimeReader::day_word(size_t at) const {
  const Phrase found = phrase(at, "day");
  if (found.end == 0) {
    // "this morning", "that night", "in the evening".
    const auto part = table_.value(word(at + 1), "part");
    const bool in_the = word(at) == "the" && at > 0 && (word(at - 1) == "in" || word(at - 1) == "during");
    if ((word(at) != "this" && word(at) != "that" && !in_the) || !part) return {};
    Step step{at + 2, {}};
    step.expression.kind = Kind::kUnit;
    step.expression.unit = 'D';
    step.expression.from_previous = word(at) != "this";
    step.expression.part = *part;
    return step;
  }
  Step step{found.end, {}};
  step.expression.kind = Kind::kUnit;
  step.expression.unit = 'D';
  std::string_view value = found.value;
  if (value.ends_with("NI")) {
    step.expression.part = "NI";
    value.remove_suffix(2);
  }
  step.expression.offset = std::atoi(std::string(value).c_str());
  return step;
}

TimeReader::Step TimeReader::reference(size_t at) const {
  const Phrase found = phrase(at, "reference");
  if (found.end == 0) return {};
  // "as soon as Tuesday", "soon after": the words only join.
  // "in the past two months" is a stretch of time.
  if (word(found.end - 1) == "past" && (count(found.end).end != 0 || is(found.end, "unit"))) return {};
  if (found.end == at + 1 && (word(at + 1) == "as" || word(at + 1) == "after" || word(at + 1) == "before")) return {};
  Step step{found.end, {}};
  step.expression.kind = Kind::kReference;
  step.expression.value = found.value;
  return step;
}

// ---------------------------------------------------------------- times of day

// "10:30 a.m.", "10 p.m. EST", "noon", "15:40", each with or without its day behind it.
TimeReader::Step TimeReader::clock(size_t at) const {
  std::string told;
  size_t end = at;
  if (const auto named = table_.value(word(at), "clock")) {
    told = *named;
    end = at + 1;
  } else {
    const std::string_view text = word(at);
    const size_t colon = text.find(':');
    const auto hour = integer(text.substr(0, colon));
    const auto minute = colon == std::string_view::npos ? std::optional<int>(0) : integer(text.substr(colon + 1, 2));
    if (!hour || !minute || *hour > 24 || *minute > 59 || (colon != std::string_view::npos && text.size() < colon + 3))
      return {};
    std::string_view half = word(at + 1);
    const bool am = half.starts_with("a.m") || half == "am", pm = half.starts_with("p.m") || half == "pm";
    if (!am && !pm && (colon == std::string_view::npos || doc_.tokens[solid_[at]].ent_type != "TIME")) return {};
    int hours = *hour;
    if (pm && hours < 12) hours += 12;
    if (am && hours == 12) hours = 0;
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    told = two(hours) + ":" + two(*minute);
    end = at + (am || pm ? 2 : 1);
    // A zone stands in capitals right behind: EST, GMT, local time.
    if (end < words_.size()) {
      const std::string_view zone = doc_.tokens[solid_[end]].text;
      const bool capitals =
          zone.size() >= 2 && zone.size() <= 4 && std::ranges::all_of(zone, [](char c) { return ascii::is_upper(c); });
      if (capitals) ++end;
      if (word(end) == "local" && word(end + 1) == "time") end += 2;
    }
  }
  Step step{end, {}};
  step.expression.kind = Kind::kUnit;
  step.expression.unit = 'D';
  const size_t day = skip(skip(end, {","}), {"on"});
  Step date = calendar_date(day);
  if (date.end == 0) date = day_word(day);
  if (date.end != 0 && date.expression.kind != Kind::kSet &&
      (date.expression.kind != Kind::kDate || date.expression.day)) {
    step = date;
  } else {
    step.expression.from_previous = true;  // the day that was told before
  }
  step.expression.clock = told;
  return step;
}

void TimeReader::add_part_of_day(Step& step) const {
  TimeExpression& expression = step.expression;
  const bool is_day = expression.kind == Kind::kWeekday || (expression.kind == Kind::kDate && expression.day) ||
                      (expression.kind == Kind::kUnit && expression.unit == 'D');
  if (!is_day || !expression.clock.empty() || !expression.part.empty()) return;
  if (const auto part = table_.value(word(step.end), "part")) {
    expression.part = *part;
    ++step.end;
    return;
  }
  const size_t at = skip(step.end, {"at"});
  Step time = clock(at);
  if (time.end == 0 || at == step.end) return;
  expression.clock = time.expression.clock;
  // The clock's own end, without a day of its own behind it.
  step.end = at + 1 + (word(at + 1).starts_with("a.m") || word(at + 1).starts_with("p.m"));
}

// ---------------------------------------------------------------- early, late, the end of

TimeReader::Step TimeReader::dated(size_t at) const {
  Step best;
  for (const Step& step : {numeric_date(at), calendar_date(at), plain_year(at), spelled_year(at), decade(at),
                           century(at), related(at), anaphoric(at), quarter(at), season(at), holiday(at), day_word(at)})
    if (step.end > best.end) best = step;
  return best;
}

// "late March", "mid-November", "early next week", "earlier this year".
TimeReader::Step TimeReader::with_mod(size_t at) const {
  const size_t begin = skip(at, {"the"});
  // "mid-1996" and "mid-1990s" are single tokens.
  if (word(begin).starts_with("mid-") && word(begin).size() >= 8) {
    const std::string_view rest = word(begin).substr(4);
    Step step{begin + 1, {}};
    const auto number = integer(rest.substr(0, 4));
    if (!number || *number < 1000 || *number > 2100) return {};
    step.expression.mod = "MID";
    if (rest.size() == 4) step.expression.year = *number;
    if (rest.size() == 4) return step;
    if (rest.substr(4) != "s") return {};
    step.expression.kind = Kind::kDecade;
    step.expression.number = *number;
    return step;
  }
  const auto mod = table_.value(word(begin), "mod");
  if (!mod) return {};
  Step step = dated(skip(begin + 1, {"-", "in", "on"}));
  if (step.end == 0 || word(begin + 1) == "the") {
    if (word(begin + 1) != "the" || word(begin).ends_with("er")) return {};
    step = dated(begin + 1);
    if (step.end == 0) return {};
  }
  // "earlier this year" is some time before, "early this year" its beginning.
  if (word(begin) != "earlier" && word(begin) != "later") step.expression.mod = *mod;
  return step;
}

// "the end of 1989", "the beginning of the year", "year-end".
TimeReader::Step TimeReader::edge_of(size_t at) const {
  if (word(at) == "year" && (word(at + 1) == "end" || (word(at + 1) == "-" && word(at + 2) == "end"))) {
    Step step{at + (word(at + 1) == "end" ? 2 : 3), {}};
    step.expression.month = 12;
    step.expression.day = 31;
    return step;
  }
  const size_t begin = skip(at, {"the"});
  const auto edge = table_.value(word(begin), "edge");
  if (!edge || word(begin + 1) != "of") return {};
  Step step = dated(begin + 2);
  if (step.end == 0) {
    const auto unit = word(begin + 2) == "the" ? table_.value(word(begin + 3), "unit") : std::nullopt;
    const bool calendar = unit && std::string_view("YMWDE").find(unit->front()) != std::string_view::npos;
    if (!calendar || word(begin + 3).ends_with('s')) return {};
    step = {begin + 4, {}};
    step.expression.kind = Kind::kUnit;
    step.expression.unit = unit->front();
  }
  step.expression.mod = *edge;
  return step;
}

// "of the year", "for the fiscal year", "the year ended June 30".
TimeReader::Step TimeReader::bare_year_word(size_t at) const {
  if (word(at) != "the") return {};
  const bool fiscal = is(at + 1, "fiscal");
  const size_t noun = at + 1 + fiscal;
  if (word(noun) != "year") return {};
  Step step{noun + 1, {}};
  step.expression.kind = Kind::kUnit;
  step.expression.unit = 'Y';
  if (word(noun + 1) == "ended" || word(noun + 1) == "ending") {
    step.expression.kind = Kind::kDuration;
    step.expression.value = "P1Y";
    return step;
  }
  const bool placed = at > 0 && (word(at - 1) == "of" || word(at - 1) == "for");
  return fiscal || placed ? step : Step{};
}

// Whether an expression can begin here at all: most words cannot, and need no closer look.
bool TimeReader::can_begin(size_t at) const {
  const auto promising = [this](size_t position) {
    const std::string_view text = word(position);
    if (text.empty()) return false;
    if (table_.known(text) || digits(text.substr(0, 1)) || text == "same") return true;
    return text.front() == '\'' || text.starts_with("‘") || text.starts_with("mid-");
  };
  const std::string_view text = word(at);
  if (text == "the" || text == "these" || text == "those" || text == "a" || text == "an" || text == "that")
    return promising(at + 1) || table_.known(words_[at] + " " + std::string(word(at + 1)));
  return promising(at) || text == "half";
}

std::optional<TimeReader::Match> TimeReader::read(size_t at) const {
  if (!can_begin(at)) return std::nullopt;
  Step best;
  for (const Step& step : {dated(at), with_mod(at), edge_of(at), counted(at), reference(at), set(at), clock(at)})
    if (step.end > best.end) best = step;
  // "the weekend" needs no word of relation.
  if (best.end == 0 && word(at) == "the" && table_.value(word(at + 1), "unit") == "K") {
    best.end = at + 2;
    best.expression.kind = Kind::kUnit;
    best.expression.unit = 'K';
    best.expression.offset = 0;
  }
  if (best.end == 0) best = bare_year_word(at);
  if (best.end == 0) return std::nullopt;
  add_part_of_day(best);
  return Match{{solid_[at], solid_[best.end - 1] + 1}, std::move(best.expression)};
}

}  // namespace tocsin::coding
