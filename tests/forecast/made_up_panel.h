// A panel of invented countries whose wars come and last by a simple rule; for tests.
#pragma once

#include <cmath>

#include "forecast/country_panel.h"
#include "forecast/panel.h"

namespace tocsin {

/// `count` countries from 1990-01; each third one is prone to war. The rule is arithmetic: the same on every machine.
inline Panel made_up_panel(size_t count, size_t months) {
  Panel panel;
  panel.first_month = month_of(1990, 1);
  panel.month_count = months;
  panel.channels = country_channels();
  panel.grids.assign(panel.channels.size(), Grid(count, months));
  panel.exists.assign(count * months, 1);
  uint64_t state = 88172645463325252ULL;
  const auto random = [&] {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<double>(state >> 11) / 9007199254740992.0;
  };
  for (size_t unit = 0; unit < count; ++unit) {
    panel.units.push_back({"U" + std::to_string(unit), std::to_string(unit), "", "", -1});
    bool is_at_war = false;
    for (size_t month = 0; month < months; ++month) {
      const double stay = 0.85;
      const double begin = unit % 3 == 0 ? 0.08 : 0.01;
      is_at_war = random() < (is_at_war ? stay : begin);
      const double deaths = is_at_war ? 1 + std::floor(40 * random()) : 0;
      panel.grids[0].at(unit, month) = deaths;
      panel.grids[3].at(unit, month) = is_at_war ? 1 + std::floor(deaths / 10) : 0;
    }
  }
  return panel;
}

}  // namespace tocsin
