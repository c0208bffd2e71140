// Features of a country: its own violence, its neighbours', its region's and the world's.
#include <algorithm>
#include <cmath>

#include "forecast/features.h"
#include "forecast/history.h"

namespace tocsin {
namespace {

constexpr size_t kSb = 0, kNs = 1, kOs = 2, kIncidents = 3;

std::string months_words(int months) {
  return months == 1 ? "in the last month" : "in the last " + std::to_string(months) + " months";
}

/// How the fighting itself went: sizes, shares of months, times since, decaying means.
void add_own_fighting(FeatureBuilder& builder, const Panel& panel, const Grid& deaths) {
  const std::string what = panel.channels[kSb].words;
  const Grid active = reaches(deaths, 1);
  for (int lag = 0; lag < 6; ++lag)
    builder.add("sb_lag" + std::to_string(lag),
                what + (lag == 0 ? " in the last month" : " " + std::to_string(lag + 1) + " months ago"),
                log1p_of(lagged(deaths, lag)));
  for (const int months : {3, 6, 12, 24, 60, 120}) {
    builder.add("sb_sum" + std::to_string(months), what + " " + months_words(months),
                log1p_of(sum_over(deaths, months)));
    builder.add("sb_share" + std::to_string(months), "share of months with such deaths " + months_words(months),
                mapped(sum_over(active, months), [=](double value) { return value / months; }));
  }
  for (const int threshold : {1, 25, 100})
    builder.add("sb_since" + std::to_string(threshold),
                "time since a month with " + std::to_string(threshold) + (threshold == 1 ? " death" : " deaths"),
                log1p_of(months_since(reaches(deaths, threshold))));
  for (const int half_life : {2, 6, 12, 36, 120})
    builder.add("sb_active_decay" + std::to_string(half_life),
                "how steadily there was fighting, half-life " + std::to_string(half_life) + " months",
                decayed(active, half_life));
  const Grid size = log1p_of(deaths);
  for (const int half_life : {2, 6, 12, 36})
    builder.add("sb_size_decay" + std::to_string(half_life),
                "how deadly the fighting was, half-life " + std::to_string(half_life) + " months",
                decayed(size, half_life));
}

/// Share of all months known with fighting, and how many those are.
void add_whole_past(FeatureBuilder& builder, const Panel& panel, const Grid& deaths) {
  Grid known(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t month = 0; month < panel.month_count; ++month) {
      bool is_known = false;
      for (int at = static_cast<int>(unit); at >= 0 && !is_known; at = panel.units[static_cast<size_t>(at)].predecessor)
        is_known = panel.is_there(static_cast<size_t>(at), month);
      known.at(unit, month) = is_known ? 1 : 0;
    }
  const int all = static_cast<int>(panel.month_count) + 1;
  const Grid months = sum_over(known, all);
  Grid share = sum_over(reaches(deaths, 1), all);
  for (size_t unit = 0; unit < share.units(); ++unit)
    for (size_t month = 0; month < share.months(); ++month)
      share.at(unit, month) /= std::max(1.0, months.at(unit, month));
  builder.add("sb_share_all", "share of all known months with such deaths", std::move(share));
  builder.add("history", "length of the history known", log1p_of(months));
}

void add_other_violence(FeatureBuilder& builder, const Panel& panel) {
  for (const size_t channel : {kNs, kOs}) {
    const Grid deaths = chained(panel, channel);
    const std::string& name = panel.channels[channel].name;
    const std::string& words = panel.channels[channel].words;
    for (const int months : {1, 3, 12, 60})
      builder.add(name + "_sum" + std::to_string(months), words + " " + months_words(months),
                  log1p_of(sum_over(deaths, months)));
    builder.add(name + "_since", "time since " + words, log1p_of(months_since(deaths)));
    builder.add(name + "_decay24", "how steadily there were " + words + ", half-life 24 months",
                decayed(reaches(deaths, 1), 24));
  }
  const Grid incidents = chained(panel, kIncidents);
  for (const int months : {1, 3, 12})
    builder.add("cnt_sum" + std::to_string(months), panel.channels[kIncidents].words + " " + months_words(months),
                log1p_of(sum_over(incidents, months)));
}

using Neighbours = std::vector<std::vector<size_t>>;

Neighbours neighbours_of(const Panel& panel, const Units& units) {
  Neighbours neighbours(panel.units.size());
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t other = 0; other < panel.units.size(); ++other)
      if (unit != other && units.is_neighbour(panel.units[unit].name, panel.units[other].name))
        neighbours[unit].push_back(other);
  return neighbours;
}

enum class Fold { kMean, kMax, kSum };

/// Over the neighbours that exist in the month.
Grid over_neighbours(const Panel& panel, const Neighbours& neighbours, const Grid& grid, Fold fold) {
  Grid out(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t month = 0; month < panel.month_count; ++month) {
      double sum = 0;
      double largest = 0;
      int count = 0;
      for (const size_t other : neighbours[unit]) {
        if (!panel.is_there(other, month)) continue;
        sum += grid.at(other, month);
        largest = std::max(largest, grid.at(other, month));
        ++count;
      }
      out.at(unit, month) = fold == Fold::kMax ? largest : fold == Fold::kSum ? sum : sum / std::max(1, count);
    }
  return out;
}

void add_neighbours(FeatureBuilder& builder, const Panel& panel, const Units& units, const Grid& deaths) {
  const Neighbours neighbours = neighbours_of(panel, units);
  const Grid active = reaches(deaths, 1);
  for (const int half_life : {3, 12, 36})
    builder.add("near_active_decay" + std::to_string(half_life),
                "fighting in neighbouring countries, half-life " + std::to_string(half_life) + " months",
                over_neighbours(panel, neighbours, decayed(active, half_life), Fold::kMean));
  builder.add("near_size_decay3", "how deadly fighting in neighbouring countries was",
              over_neighbours(panel, neighbours, decayed(log1p_of(deaths), 3), Fold::kMean));
  builder.add("near_max12", "deaths in the most violent neighbouring country in the last 12 months",
              over_neighbours(panel, neighbours, log1p_of(sum_over(deaths, 12)), Fold::kMax));
  const Grid last3 = sum_over(active, 3);
  const Grid last24 = sum_over(active, 24);
  Grid fresh(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t month = 0; month < panel.month_count; ++month)
      fresh.at(unit, month) = last3.at(unit, month) > 0 && last24.at(unit, month) == last3.at(unit, month) ? 1 : 0;
  builder.add("near_new", "neighbouring countries where fighting broke out in the last 3 months",
              over_neighbours(panel, neighbours, fresh, Fold::kSum));
}

/// The region without the country itself, and the whole world.
void add_region_and_world(FeatureBuilder& builder, const Panel& panel, const Units& units, const Grid& deaths) {
  const Grid active = reaches(deaths, 1);
  const Grid recent = decayed(active, 6);
  Grid region(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit) {
    const std::string_view where = units.region(panel.units[unit].name);
    for (size_t month = 0; month < panel.month_count; ++month) {
      double sum = 0;
      int count = 0;
      for (size_t other = 0; other < panel.units.size(); ++other) {
        if (other == unit || !panel.is_there(other, month) || units.region(panel.units[other].name) != where) continue;
        sum += recent.at(other, month);
        ++count;
      }
      region.at(unit, month) = sum / std::max(1, count);
    }
  }
  builder.add("region_active", "fighting in the rest of the region", std::move(region));

  Grid share(1, panel.month_count);
  for (size_t month = 0; month < panel.month_count; ++month) {
    double fighting = 0;
    double all = 0;
    for (size_t unit = 0; unit < panel.units.size(); ++unit) {
      if (!panel.is_there(unit, month)) continue;
      fighting += active.at(unit, month);
      ++all;
    }
    share.at(0, month) = fighting / std::max(1.0, all);
  }
  const Grid world = decayed(share, 6);
  Grid everywhere(panel.units.size(), panel.month_count);
  for (size_t unit = 0; unit < panel.units.size(); ++unit)
    for (size_t month = 0; month < panel.month_count; ++month) everywhere.at(unit, month) = world.at(0, month);
  builder.add("world_active", "share of all countries with fighting", std::move(everywhere));
}

}  // namespace

FeatureTable country_features(const Panel& panel, const Units& units) {
  FeatureBuilder builder(panel);
  const Grid deaths = chained(panel, kSb);
  add_own_fighting(builder, panel, deaths);
  add_whole_past(builder, panel, deaths);
  add_other_violence(builder, panel);
  add_neighbours(builder, panel, units, deaths);
  add_region_and_world(builder, panel, units, deaths);
  return builder.build();
}

}  // namespace tocsin
