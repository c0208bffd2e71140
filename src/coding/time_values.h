// TIMEX3 values and calendar intervals of time expressions, given the day from which they are counted.
#pragma once

#include <optional>
#include <string_view>

#include "coding/findings.h"
#include "coding/time_expressions.h"

namespace tocsin::coding {

enum class Tense : uint8_t { kUnknown, kPast, kPluperfect, kPresent, kFuture };

/// From where relative words are counted.
struct TimeAnchor {
  std::optional<Date> day;              ///< publication or statement; nothing = unknown: values stay without a year
  std::string_view kind;                ///< "published", "statement"
  const FoundTime* previous = nullptr;  ///< the date told before, for "a day later"
  const FoundTime* quarter = nullptr;   ///< the last quarter told, for "a year earlier" in a company's report
  Tense tense = Tense::kUnknown;        ///< of the clause: "on Monday" is behind or ahead
};

/// Sets kind, value, mod, start, end and anchor. What the anchor does not give stays X and empty.
void fill_value(FoundTime& time, const TimeExpression& expression, const TimeAnchor& anchor);

}  // namespace tocsin::coding
