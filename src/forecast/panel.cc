// Cuts a panel off at a month.
#include "forecast/panel.h"

#include <algorithm>

namespace tocsin {

Panel Panel::until(Month last) const {
  Panel cut = *this;
  const Month kept = std::clamp(last - first_month + 1, 0, static_cast<Month>(month_count));
  cut.month_count = static_cast<size_t>(kept);
  cut.exists.assign(units.size() * cut.month_count, 0);
  for (size_t channel = 0; channel < grids.size(); ++channel) {
    cut.grids[channel] = Grid(units.size(), cut.month_count);
    for (size_t unit = 0; unit < units.size(); ++unit)
      for (size_t month = 0; month < cut.month_count; ++month)
        cut.grids[channel].at(unit, month) = grids[channel].at(unit, month);
  }
  for (size_t unit = 0; unit < units.size(); ++unit)
    for (size_t month = 0; month < cut.month_count; ++month)
      cut.exists[unit * cut.month_count + month] = exists[unit * month_count + month];
  return cut;
}

}  // namespace tocsin
