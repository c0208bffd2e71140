// Months as the forecaster counts them: whole numbers, so that a window is a subtraction.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace tocsin {

/// Months since January of year 0: 2008-01 is 24096.
using Month = int;

[[nodiscard]] constexpr Month month_of(int year, int month) { return year * 12 + month - 1; }
[[nodiscard]] constexpr int year_of(Month month) { return month / 12; }

/// "2008-01", also as the front of a day ("2008-01-15"); nothing for other forms.
[[nodiscard]] inline std::optional<Month> parse_month(std::string_view text) {
  int year = 0;
  int month = 0;
  if (text.size() < 7 || text[4] != '-' || (text.size() > 7 && text[7] != '-')) return std::nullopt;
  if (std::from_chars(text.data(), text.data() + 4, year).ptr != text.data() + 4) return std::nullopt;
  if (std::from_chars(text.data() + 5, text.data() + 7, month).ptr != text.data() + 7) return std::nullopt;
  if (month < 1 || month > 12) return std::nullopt;
  return month_of(year, month);
}

/// "2008-01".
[[nodiscard]] inline std::string format_month(Month month) {
  const int of_year = month % 12 + 1;
  return std::to_string(month / 12) + (of_year < 10 ? "-0" : "-") + std::to_string(of_year);
}

}  // namespace tocsin
