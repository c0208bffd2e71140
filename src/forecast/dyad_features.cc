// Features of a pair of states: their own past, what passes between them, and what each does with others.
#include <algorithm>
#include <cmath>
#include <map>

#include "forecast/features.h"
#include "forecast/history.h"

namespace tocsin {
namespace {

/// The channel that is the outcome is the first; the others are what is told beside it.
void add_outcome_history(FeatureBuilder& builder, const Channel& channel, const Grid& values) {
  const Grid active = reaches(values, 1);
  for (int lag = 0; lag < 3; ++lag)
    builder.add(channel.name + "_lag" + std::to_string(lag),
                channel.words + (lag == 0 ? " in the last month" : " " + std::to_string(lag + 1) + " months ago"),
                log1p_of(lagged(values, lag)));
  for (const int months : {3, 12, 36, 120})
    builder.add(channel.name + "_share" + std::to_string(months),
                "share of months with " + channel.words + " in the last " + std::to_string(months) + " months",
                mapped(sum_over(active, months), [=](double value) { return value / months; }));
  builder.add(channel.name + "_since", "time since " + channel.words, log1p_of(months_since(active)));
  for (const int half_life : {2, 6, 12, 36, 120})
    builder.add(channel.name + "_decay" + std::to_string(half_life),
                "how steadily there was " + channel.words + ", half-life " + std::to_string(half_life) + " months",
                decayed(active, half_life));
}

void add_flow(FeatureBuilder& builder, const Channel& channel, const Grid& values) {
  for (const int months : {1, 3, 12})
    builder.add(
        channel.name + "_sum" + std::to_string(months),
        channel.words + " between the two in the last " + (months == 1 ? "month" : std::to_string(months) + " months"),
        log1p_of(sum_over(values, months)));
  builder.add(channel.name + "_decay36", channel.words + " between the two, half-life 36 months",
              log1p_of(decayed(values, 36)));
}

/// What both sides have with all others: the sum over the dyads that share one side, without this one.
Grid with_others(const Panel& panel, const Grid& values) {
  std::map<std::string, std::vector<double>> of_side;
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (const std::string* side : {&panel.units[unit].first, &panel.units[unit].second}) {
      std::vector<double>& sum = of_side[*side];
      sum.resize(panel.month_count, 0);
      for (size_t month = 0; month < panel.month_count; ++month) sum[month] += values.at(unit, month);
    }
  Grid out(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t month = 0; month < panel.month_count; ++month)
      out.at(unit, month) = of_side[panel.units[unit].first][month] + of_side[panel.units[unit].second][month] -
                            2 * values.at(unit, month);
  return out;
}

}  // namespace

FeatureTable dyad_features(const Panel& panel, const Units& units) {
  FeatureBuilder builder(panel);
  add_outcome_history(builder, panel.channels.front(), panel.grids.front());
  for (size_t channel = 1; channel < panel.channels.size(); ++channel)
    add_flow(builder, panel.channels[channel], panel.grids[channel]);
  const Grid others = with_others(panel, reaches(panel.grids.front(), 1));
  builder.add("others_decay6", panel.channels.front().words + " of either with others, half-life 6 months",
              log1p_of(decayed(others, 6)));
  builder.add("others_decay36", panel.channels.front().words + " of either with others, half-life 36 months",
              log1p_of(decayed(others, 36)));
  Grid border(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t month = 0; month < panel.month_count; ++month)
      border.at(unit, month) = units.is_neighbour(panel.units[unit].first, panel.units[unit].second) ? 1 : 0;
  builder.add("border", "the two border each other", std::move(border));
  return builder.build();
}

}  // namespace tocsin
