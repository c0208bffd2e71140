// Dates as the formats write them: ISO 8601 in, ISO 8601 out.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tocsin {

using Date = std::chrono::year_month_day;

/// "2025-05-22". Nothing when it is another form or no day of the calendar (31 February, year 0).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The day of "2025-05-22", "2025-05-22T10:00:00Z", "2025-05-22 10:00", "20250522" or "2025/05/22", as the writer wrote
/// it: no time zone is applied. Nothing for other forms.
[[nodiscard]] std::optional<Date> parse_timestamp(std::string_view text);

/// The month that "March", "mar", "Mar." or "Sept" names in English: 1 to 12; nothing for another word.
[[nodiscard]] std::optional<unsigned> month_named(std::string_view word);

/// The day in English words at the front of `text`: "March 3, 2024", "3 March 2024", "Mar. 3 2024", with or without a
/// weekday before it. `size` is how many bytes it took.
struct WrittenDate {
  Date date;
  size_t size = 0;
};
[[nodiscard]] std::optional<WrittenDate> parse_written_date(std::string_view text);

/// "2025-05-22".
[[nodiscard]] std::string format_date(Date date);

}  // namespace tocsin
