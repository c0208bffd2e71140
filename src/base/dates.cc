// Reads dates digit by digit: std::chrono::parse is not there in this library, and strptime takes 31 February.
#include "base/dates.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

std::optional<Date> valid_date(unsigned year, unsigned month, unsigned day) {
  const Date date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month), std::chrono::day(day)};
  if (year == 0 || !date.ok()) return std::nullopt;
  return date;
}

/// Reads words and numbers from the front of a text, passing over blanks.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  /// The number of exactly that many digits; it moves on only when it is there.
  std::optional<unsigned> digits(size_t low, size_t high) {
    size_t count = 0;
    while (at_ + count < text_.size() && ascii::is_digit(text_[at_ + count])) ++count;
    if (count < low || count > high) return std::nullopt;
    unsigned value = 0;
    for (size_t i = 0; i < count; ++i) value = value * 10 + static_cast<unsigned>(text_[at_ + i] - '0');
    at_ += count;
    return value;
  }

  std::string_view word() {
    const size_t begin = at_;
    while (at_ < text_.size() && ascii::is_letter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (take(' ')) {
    }
  }

  [[nodiscard]] size_t at() const { return at_; }
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

bool is_weekday(std::string_view word) {
  const std::string name = ascii::lower(word);
  return name.size() >= 3 &&
         std::ranges::any_of(kWeekdays, [&](std::string_view day) { return day.starts_with(name); });
}

std::optional<unsigned> take_day(Cursor& in) {
  const std::optional<unsigned> day = in.digits(1, 2);
  if (!day) return std::nullopt;
  Cursor ahead = in;
  const std::string ending = ascii::lower(ahead.word());
  if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th") in = ahead;
  return day;
}

std::optional<unsigned> take_month(Cursor& in) {
  const std::optional<unsigned> month = month_named(in.word());
  if (month) in.take('.');
  in.skip_blanks();
  return month;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  return text[4] == '-' && text[7] == '-' ? parse_timestamp(text) : std::nullopt;
}

std::optional<Date> parse_timestamp(std::string_view text) {
  Cursor in(text);
  in.skip_blanks();
  if (const auto packed = Cursor(in).digits(8, 8)) {
    in.digits(8, 8);
    const bool ended = in.at_end() || in.take('T') || in.take(' ');
    return ended ? valid_date(*packed / 10000, *packed / 100 % 100, *packed % 100) : std::nullopt;
  }
  const auto year = in.digits(4, 4);
  const char separator = year && in.take('-') ? '-' : '/';
  if (!year || (separator == '/' && !in.take('/'))) return std::nullopt;
  const auto month = in.digits(1, 2);
  if (!month || !in.take(separator)) return std::nullopt;
  const auto day = in.digits(1, 2);
  const bool ended = in.at_end() || in.take('T') || in.take(' ') || in.take('t');
  return day && ended ? valid_date(*year, *month, *day) : std::nullopt;
}

std::optional<unsigned> month_named(std::string_view word) {
  const std::string name = ascii::lower(word);
  if (name.size() < 3) return std::nullopt;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    const bool short_form = name.size() == 3 || (name == "sept" && i == 8);
    if (kMonths[i] == name || (short_form && kMonths[i].starts_with(name))) return i + 1;
  }
  return std::nullopt;
}

std::optional<WrittenDate> parse_written_date(std::string_view text) {
  Cursor in(text);
  Cursor ahead = in;
  if (is_weekday(ahead.word())) {
    ahead.take('.'), ahead.take(','), ahead.skip_blanks();
    in = ahead;
  }
  std::optional<unsigned> day = take_day(in);
  const bool day_first = day.has_value();
  in.skip_blanks();
  const std::optional<unsigned> month = take_month(in);
  if (!month) return std::nullopt;
  if (!day_first) day = take_day(in);
  if (!day) return std::nullopt;
  in.take(','), in.skip_blanks();
  const std::optional<unsigned> year = in.digits(4, 4);
  if (!year) return std::nullopt;
  const std::optional<Date> date = valid_date(*year, *month, *day);
  if (!date) return std::nullopt;
  return WrittenDate{*date, in.at()};
}

std::string format_date(Date date) {
  const auto padded = [](unsigned value, size_t width) {
    std::string digits = std::to_string(value);
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
  };
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" + padded(static_cast<unsigned>(date.day()), 2);
}

}  // namespace tocsin
