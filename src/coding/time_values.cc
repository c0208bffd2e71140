// Counts on the calendar: see time_values.h.
#include "coding/time_values.h"

#include <algorithm>
#include <cstdlib>

namespace tocsin::coding {
namespace {

using Kind = TimeExpression::Kind;
using std::chrono::days;
using std::chrono::sys_days;

std::string padded(int number, size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

Date date_of(int year, int month, int day) {
  return Date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
              std::chrono::day(static_cast<unsigned>(day)));
}
int year_of(Date date) { return static_cast<int>(date.year()); }
int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(date.month())); }
Date plus_days(Date date, int count) { return Date(sys_days(date) + days(count)); }
Date last_of_month(int year, int month) {
  return Date(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last);
}
int weekday_of(Date date) { return static_cast<int>(std::chrono::weekday(sys_days(date)).iso_encoding()); }
Date monday_of(Date date) { return plus_days(date, 1 - weekday_of(date)); }
std::string day_value(Date date) {
  return padded(year_of(date), 4) + "-" + padded(month_of(date), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

// ISO 8601: the week belongs to the year of its Thursday.
std::string week_value(Date date) {
  const Date thursday = plus_days(monday_of(date), 3);
  const auto first = sys_days(date_of(year_of(thursday), 1, 1));
  return padded(year_of(thursday), 4) + "-W" +
         padded(static_cast<int>((sys_days(thursday) - first).count() / 7) + 1, 2);
}

struct YearMonth {
  int year, month;
};
YearMonth shifted(int year, int month, int by) {
  const int index = year * 12 + month - 1 + by;
  return {index / 12, index % 12 + 1};
}

// Easter Sunday (Gregorian), by the anonymous algorithm of 1876.
Date easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return date_of(year, month, day);
}

// "12-25", "11@4-4" (fourth Thursday of November), "05@1--1" (last Monday of May), "easter-2".
Date holiday_in(int year, std::string_view rule) {
  if (rule.starts_with("easter")) return plus_days(easter(year), std::atoi(std::string(rule.substr(6)).c_str()));
  const int month = std::atoi(std::string(rule.substr(0, 2)).c_str());
  if (rule[2] == '-') return date_of(year, month, std::atoi(std::string(rule.substr(3)).c_str()));
  const int weekday = rule[3] - '0', nth = std::atoi(std::string(rule.substr(5)).c_str());
  if (nth < 0) {
    const Date last = last_of_month(year, month);
    return plus_days(last, -((weekday_of(last) - weekday + 7) % 7));
  }
  const Date first = date_of(year, month, 1);
  return plus_days(first, (weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1));
}

class Valuer {
 public:
  Valuer(FoundTime& time, const TimeExpression& expression, const TimeAnchor& anchor)
      : time_(time), e_(expression), anchor_(anchor) {}

  void fill() {
    time_.start.reset();
    time_.end.reset();
    time_.anchor = {};
    time_.mod = e_.mod;
    time_.kind = "date";
    switch (e_.kind) {
      case Kind::kDate:
        date();
        break;
      case Kind::kWeekday:
        weekday();
        break;
      case Kind::kUnit:
        unit(e_.unit, e_.offset, base());
        break;
      case Kind::kOffset:
        offset();
        break;
      case Kind::kQuarter:
        quarter();
        break;
      case Kind::kHalf:
        half();
        break;
      case Kind::kSeason:
        season();
        break;
      case Kind::kDecade:
        decade();
        break;
      case Kind::kCentury:
        century();
        break;
      case Kind::kHoliday:
        holiday();
        break;
      case Kind::kReference:
        time_.value = e_.value;
        break;
      case Kind::kDuration:
        time_.kind = "duration";
        time_.value = e_.value;
        break;
      case Kind::kSet:
        time_.kind = "set";
        time_.value = e_.value;
        break;
    }
    narrow();
    add_time_of_day();
  }

 private:
  // The day that relative words count from: the date told before where the words point back to it.
  std::optional<Date> base() const { return counts_from_previous() ? anchor_.previous->start : anchor_.day; }
  bool counts_from_previous() const {
    if (!e_.from_previous || anchor_.previous == nullptr || !anchor_.previous->start) return false;
    // A time of day belongs to a day, not to a month or year.
    return (e_.clock.empty() && e_.part.empty()) || anchor_.previous->start == anchor_.previous->end;
  }
  void anchored() { time_.anchor = counts_from_previous() ? "text" : anchor_.kind; }

  void set_day(Date date) {
    time_.value = day_value(date);
    time_.start = time_.end = date;
  }
  void set_month(YearMonth month) {
    time_.value = padded(month.year, 4) + "-" + padded(month.month, 2);
    time_.start = date_of(month.year, month.month, 1);
    time_.end = last_of_month(month.year, month.month);
  }
  void set_year(int year) {
    time_.value = padded(year, 4);
    time_.start = date_of(year, 1, 1);
    time_.end = date_of(year, 12, 31);
  }
  void set_quarter(int year, int number) {
    time_.value = padded(year, 4) + "-Q" + std::to_string(number);
    time_.start = date_of(year, number * 3 - 2, 1);
    time_.end = last_of_month(year, number * 3);
  }

  // The year that brings month and day nearest to the anchor, or on the side that tense and words of relation ask for.
  int year_near(int month, int day) const {
    const Date at = *anchor_.day;
    const int year = year_of(at);
    if (e_.year_offset) return year + *e_.year_offset;
    const auto in = [&](int y) { return sys_days(std::min(date_of(y, month, day), last_of_month(y, month))); };
    if (e_.relation == -1) return in(year) < sys_days(at) && !(month == month_of(at) && day == 1) ? year : year - 1;
    if (e_.relation == 1) return in(year) > sys_days(at) ? year : year + 1;
    if (e_.relation == 0) return year;
    int best = year;
    for (const int y : {year - 1, year + 1})
      if (std::abs((in(y)-sys_days(at)).count()) < std::abs((in(best)-sys_days(at)).count())) best = y;
    // News dates what is near: tense moves the year only where the nearest one is months away.
    // A month that is told without a day in a sentence of the past is over or running.
    const bool ahead_is_wrong = anchor_.tense == Tense::kPast || (!e_.day && anchor_.tense == Tense::kUnknown);
    const int ahead = e_.day ? 120 : anchor_.tense == Tense::kPast ? 20 : 60;
    if (ahead_is_wrong && in(best) > sys_days(at) + days(ahead)) --best;
    if (anchor_.tense == Tense::kFuture && in(best) < sys_days(at) - days(120)) ++best;
    return best;
  }

  void date() {
    if (!e_.year && !anchor_.day) {
      time_.value = "XXXX-" + padded(*e_.month, 2) + (e_.day ? "-" + padded(*e_.day, 2) : "");
      return;
    }
    time_.anchor = e_.year ? std::string_view("text") : anchor_.kind;
    if (!e_.month) return set_year(*e_.year);
    const int year = e_.year ? *e_.year : year_near(*e_.month, e_.day.value_or(1));
    if (!e_.day) return set_month({year, *e_.month});
    const Date day = date_of(year, *e_.month, *e_.day);
    if (day.ok()) return set_day(day);
    time_.value = padded(year, 4) + "-" + padded(*e_.month, 2) + "-" + padded(*e_.day, 2);
  }

  void weekday() {
    if (!anchor_.day) {
      time_.value = "XXXX-WXX-" + std::to_string(e_.number);
      return;
    }
    anchored();
    const Date at = *anchor_.day;
    const int back = (weekday_of(at) - e_.number + 7) % 7, ahead = (e_.number - weekday_of(at) + 7) % 7;
    if (e_.relation == -1) return set_day(plus_days(at, back == 0 ? -7 : -back));
    if (e_.relation == 1) return set_day(plus_days(at, ahead == 0 ? 7 : ahead));
    if (e_.relation == 0 || anchor_.tense == Tense::kFuture) return set_day(plus_days(at, ahead));
    set_day(plus_days(at, -back));
  }

  void unit(char letter, int by, std::optional<Date> from) {
    if (!from) {
      time_.value = letter == 'D'   ? "XXXX-XX-XX"
                    : letter == 'W' ? "XXXX-WXX"
                    : letter == 'M' ? "XXXX-XX"
                    : letter == 'Q' ? "XXXX-QX"
                    : letter == 'K' ? "XXXX-WXX-WE"
                                    : "XXXX";
      return;
    }
    anchored();
    const Date at = *from;
    switch (letter) {
      case 'D':
        return set_day(plus_days(at, by));
      case 'W':
      case 'F': {
        const Date monday = plus_days(monday_of(at), 7 * by * (letter == 'F' ? 2 : 1));
        time_.value = week_value(monday);
        time_.start = monday;
        time_.end = plus_days(monday, 6);
        return;
      }
      case 'K': {
        // "last weekend" on a Monday is the one two days before; "this weekend" lies ahead unless the tense is past.
        int week = by;
        if (by == 0 && anchor_.tense == Tense::kPast && weekday_of(at) < 6) week = -1;
        const Date monday = plus_days(monday_of(at), 7 * week);
        time_.value = week_value(monday) + "-WE";
        time_.start = plus_days(monday, 5);
        time_.end = plus_days(monday, 6);
        return;
      }
      case 'M':
        return set_month(shifted(year_of(at), month_of(at), by));
      case 'Q': {
        const YearMonth month = shifted(year_of(at), (month_of(at) - 1) / 3 * 3 + 1, 3 * by);
        return set_quarter(month.year, (month.month + 2) / 3);
      }
      case 'E':
        return set_decade(year_of(at) / 10 * 10 + 10 * by);
      case 'C':
        return set_century(year_of(at) / 100 + by);
      default:
        return set_year(year_of(at) + by);
    }
  }

  // "A year earlier" after a quarter is that quarter of the year before; else the unit sets how exact the date is.
  void offset() {
    if (e_.unit == 'Y' && e_.offset == -1 && anchor_.quarter != nullptr) {
      time_.anchor = "text";
      const Date start = *anchor_.quarter->start;
      return set_quarter(year_of(start) + e_.offset, (month_of(start) + 2) / 3);
    }
    const char letter = e_.unit == 'H' || e_.unit == 'N' || e_.unit == 'S' ? 'D' : e_.unit;
    const std::optional<Date> from = base();
    const bool small = letter != e_.unit;
    unit(letter, small ? 0 : e_.offset, from);
    if (!from) time_.value = e_.offset < 0 ? "PAST_REF" : "FUTURE_REF";
  }

  void quarter() {
    int year = 0, number = e_.number;
    if (e_.year) {
      year = *e_.year;
      time_.anchor = "text";
    } else if (anchor_.day) {
      anchored();
      const int now = (month_of(*anchor_.day) + 2) / 3;
      year = year_of(*anchor_.day);
      // The quarter that is being reported is the last complete one.
      if (number == 0) {
        number = now == 1 ? 4 : now - 1;
        if (now == 1) --year;
        year += e_.year_offset.value_or(0);
      } else if (e_.year_offset) {
        year += *e_.year_offset;
      } else if (number > now && anchor_.tense != Tense::kFuture) {
        year -= number - now > 1 || number == 4 ? 1 : 0;
        if (number == now + 1 && now >= 3) year = year_of(*anchor_.day);
      }
    } else {
      time_.value = number == 0 ? "XXXX-QX" : "XXXX-Q" + std::to_string(number);
      return;
    }
    if (number == 0) number = 1;
    set_quarter(year, number);
  }

  std::optional<int> told_year() {
    if (e_.year) {
      time_.anchor = "text";
      return *e_.year;
    }
    if (!anchor_.day) return std::nullopt;
    anchored();
    return year_of(*anchor_.day) + e_.year_offset.value_or(0);
  }

  void half() {
    const auto year = told_year();
    time_.value = (year ? padded(*year, 4) : std::string("XXXX")) + "-H" + std::to_string(e_.number);
    if (!year) return;
    time_.start = date_of(*year, e_.number == 1 ? 1 : 7, 1);
    time_.end = last_of_month(*year, e_.number == 1 ? 6 : 12);
  }

  void season() {
    auto year = told_year();
    const int first = e_.value == "SP" ? 3 : e_.value == "SU" ? 6 : e_.value == "FA" ? 9 : 12;
    if (year && !e_.year && !e_.year_offset) {
      const int month = month_of(*anchor_.day);
      const bool begun = month >= first, over = month > first + 2 || (first == 12 && month < 12);
      if (e_.relation == -1 && !over) --*year;
      if (e_.relation == 1 && begun) ++*year;
      if (!e_.relation && !begun && anchor_.tense == Tense::kPast) --*year;
    }
    time_.value = (year ? padded(*year, 4) : std::string("XXXX")) + "-" + e_.value;
    if (!year) return;
    const YearMonth last = shifted(*year, first, 2);
    time_.start = date_of(*year, first, 1);
    time_.end = last_of_month(last.year, last.month);
  }

  void set_decade(int first) {
    time_.value = padded(first / 10, 3);
    time_.start = date_of(first, 1, 1);
    time_.end = date_of(first + 9, 12, 31);
  }
  void decade() {
    time_.anchor = "text";
    // "the '80s": two digits mean the last such decade that is over.
    set_decade(e_.number >= 1000 ? e_.number : e_.number >= 30 ? 1900 + e_.number : 2000 + e_.number);
  }

  void set_century(int hundreds) {
    time_.value = padded(hundreds, 2);
    time_.start = date_of(hundreds * 100, 1, 1);
    time_.end = date_of(hundreds * 100 + 99, 12, 31);
  }
  void century() {
    time_.anchor = "text";
    set_century(e_.number - 1);
  }

  void holiday() {
    if (!e_.year && !anchor_.day) {
      time_.value = e_.value[2] == '-' && !e_.value.starts_with("ea") ? "XXXX-" + e_.value : "XXXX-XX-XX";
      return;
    }
    if (e_.year) {
      time_.anchor = "text";
      return set_day(holiday_in(*e_.year, e_.value));
    }
    anchored();
    const int year = year_of(*anchor_.day);
    Date best = holiday_in(year, e_.value);
    for (const int y : {year - 1, year + 1}) {
      const Date other = holiday_in(y, e_.value);
      if (std::abs((sys_days(other) - sys_days(*anchor_.day)).count()) <
          std::abs((sys_days(best) - sys_days(*anchor_.day)).count()))
        best = other;
    }
    set_day(best);
  }

  // The part of the interval that START, MID and END leave: thirds, for a month the days 1–10, 11–20, 21–end.
  void narrow() {
    if (time_.mod.empty() || !time_.start || !time_.end) return;
    const Date start = *time_.start, end = *time_.end;
    const int length = static_cast<int>((sys_days(end) - sys_days(start)).count()) + 1;
    if (length < 3) return;
    const int third = length >= 28 && length <= 31 ? 10 : length / 3;
    if (time_.mod == "START") time_.end = plus_days(start, third - 1);
    if (time_.mod == "MID") {
      time_.start = plus_days(start, third);
      time_.end = plus_days(start, 2 * third - 1);
    }
    if (time_.mod == "END") time_.start = plus_days(start, 2 * third);
  }

  void add_time_of_day() {
    if (e_.clock.empty() && e_.part.empty()) return;
    time_.kind = "time";
    time_.value += "T" + (e_.clock.empty() ? e_.part : e_.clock);
  }

  FoundTime& time_;
  const TimeExpression& e_;
  const TimeAnchor& anchor_;
};

}  // namespace

void fill_value(FoundTime& time, const TimeExpression& expression, const TimeAnchor& anchor) {
  Valuer(time, expression, anchor).fill();
}

}  // namespace tocsin::coding
