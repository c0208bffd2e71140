// The targets by name, and their outcomes over windows of months.
#include "forecast/target.h"

#include <algorithm>

namespace tocsin {
namespace {

struct KnownTarget {
  std::string_view name;
  std::string_view channel;
  double threshold;
  std::string_view words;
  bool has_counts;
};

constexpr KnownTarget kTargets[] = {
    {"deaths1", "sb", 1, "at least one death in state-based fighting", true},
    {"deaths25", "sb", 25, "at least 25 deaths in state-based fighting", false},
    {"force", "force", 1, "use of force between the two", false},
    {"mid", "mid", 1, "a militarised dispute with use of force between the two", false},
};

constexpr int kQuietMonths = 12;

}  // namespace

Result<Target> target_named(std::string_view name, const Panel& panel) {
  std::string possible;
  for (const KnownTarget& known : kTargets) {
    const auto channel = std::ranges::find(panel.channels, known.channel, &Channel::name);
    if (channel == panel.channels.end()) continue;
    possible += (possible.empty() ? "" : ", ") + std::string(known.name);
    if (known.name == name)
      return Target{std::string(name), static_cast<size_t>(channel - panel.channels.begin()), known.threshold,
                    std::string(known.words), known.has_counts};
  }
  return fail(ErrorKind::kUsage, "target \"" + std::string(name) + "\": the outcomes given can tell only " +
                                     (possible.empty() ? "nothing" : possible));
}

std::vector<int8_t> outcomes_of(const Panel& panel, const Target& target, int horizon) {
  std::vector<int8_t> outcomes(panel.exists.size(), -1);
  const size_t window = static_cast<size_t>(horizon);
  for (size_t unit = 0; unit < panel.units.size(); ++unit) {
    for (size_t month = 0; month + window < panel.month_count; ++month) {
      bool is_known = panel.is_there(unit, month);
      double sum = 0;
      for (size_t ahead = 1; ahead <= window; ++ahead) {
        is_known = is_known && panel.is_there(unit, month + ahead);
        sum += panel.grids[target.channel].at(unit, month + ahead);
      }
      if (is_known) outcomes[unit * panel.month_count + month] = sum >= target.threshold ? 1 : 0;
    }
  }
  return outcomes;
}

std::vector<uint8_t> quiet_before(const Panel& panel, const Target& target) {
  std::vector<uint8_t> quiet(panel.exists.size(), 0);
  for (size_t unit = 0; unit < panel.units.size(); ++unit) {
    int months = kQuietMonths;
    for (size_t month = 0; month < panel.month_count; ++month) {
      months = panel.grids[target.channel].at(unit, month) > 0 ? 0 : months + 1;
      quiet[unit * panel.month_count + month] = months >= kQuietMonths ? 1 : 0;
    }
  }
  return quiet;
}

}  // namespace tocsin
