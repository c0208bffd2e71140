// Target: what is forecast, and whether it came.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "forecast/panel.h"

namespace tocsin {

/// P(sum of a channel over the months t+1..t+h reaches a threshold).
struct Target {
  std::string name;  ///< deaths1, deaths25, force, mid
  size_t channel = 0;
  double threshold = 1;
  std::string words;        ///< "at least one death in state-based fighting"
  bool has_counts = false;  ///< the channel's monthly number is forecast too
};

/// The target of that name for a panel. Fails (kUsage) where the panel cannot have it, saying which it can.
[[nodiscard]] Result<Target> target_named(std::string_view name, const Panel& panel);

/// Whether the target came in the `horizon` months after each month, unit by unit: 1, 0, or -1 where a month of the
/// window is not known or the unit is not there for all of it.
[[nodiscard]] std::vector<int8_t> outcomes_of(const Panel& panel, const Target& target, int horizon);

/// 1 where the channel had nothing in the month and the eleven before: what comes then is an onset.
[[nodiscard]] std::vector<uint8_t> quiet_before(const Panel& panel, const Target& target);

}  // namespace tocsin
