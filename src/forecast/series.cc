// Events to months: who with whom, counted by kind.
#include "forecast/series.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace tocsin {
namespace {

enum : size_t {
  kForce,
  kAny,
  kVerbalHelp,
  kDeeds,
  kVerbalConflict,
  kConflict,
  kBalance,
  kThreat,
  kDemand,
  kPosture,
  kCooperation
};

constexpr std::string_view kAssault = "ASSAULT", kThreaten = "THREATEN", kRequest = "REQUEST", kMobilize = "MOBILIZE";

std::set<std::string> states_of(const Reading& reading, const std::vector<std::string>& ids, const Units& units) {
  std::set<std::string> states;
  for (const std::string& id : ids) {
    const auto entity = std::ranges::find(reading.entities, id, &EntityRecord::id);
    if (entity != reading.entities.end() && units.has(entity->country)) states.insert(entity->country);
  }
  return states;
}

std::vector<size_t> channels_of(const EventRecord& ev) {
  std::vector<size_t> channels = {kAny, kBalance};
  if (ev.type == kAssault && ev.factuality == "happened") channels.push_back(kForce);
  if (ev.quad == 1) channels.insert(channels.end(), {kVerbalHelp, kCooperation});
  if (ev.quad == 2) channels.push_back(kDeeds);
  if (ev.quad == 3) channels.push_back(kVerbalConflict);
  if (ev.quad == 4) channels.push_back(kConflict);
  if (ev.type == kThreaten) channels.push_back(kThreat);
  if (ev.type == kRequest) channels.push_back(kDemand);
  if (ev.type == kMobilize) channels.push_back(kPosture);
  return channels;
}

}  // namespace

std::vector<Channel> series_channels() {
  return {{"force", "use of force"},
          {"n", "events of any kind"},
          {"vc", "verbal cooperation"},
          {"mc", "material cooperation"},
          {"vk", "verbal conflict"},
          {"mk", "material conflict"},
          {"gold", "balance of cooperation and conflict"},
          {"threat", "threats"},
          {"demand", "demands"},
          {"posture", "shows of force"},
          {"coop", "cooperation"}};
}

std::vector<SeriesEvent> series_events(const Reading& reading, const EventRecord& ev, std::string_view id,
                                       std::string_view day, const Units& units) {
  if (ev.factuality != "happened" && ev.factuality != "ongoing") return {};
  std::set<std::string> actors = states_of(reading, ev.actors, units);
  std::set<std::string> recipients = states_of(reading, ev.recipients, units);
  if (ev.reciprocal || recipients.empty()) recipients.insert(actors.begin(), actors.end());
  std::set<std::pair<std::string, std::string>> pairs;
  for (const std::string& one : actors)
    for (const std::string& other : recipients)
      if (one != other) pairs.insert(std::minmax(one, other));
  std::vector<SeriesEvent> events;
  for (const auto& [one, other] : pairs)
    events.push_back({std::string(id), std::string(day), one, other, ev.type, channels_of(ev), ev.score});
  return events;
}

Panel series_panel(const std::vector<SeriesEvent>& events, const Volume& volume, const Unit& wanted, Month last,
                   double monthly_events) {
  Panel panel;
  panel.first_month = std::min(volume.first, last);
  panel.month_count = static_cast<size_t>(last - panel.first_month + 1);
  panel.channels = series_channels();
  std::map<std::string, size_t> index = {{wanted.name, 0}};
  panel.units.push_back(wanted);
  const auto shares_side = [&](const SeriesEvent& event) {
    return event.first == wanted.first || event.first == wanted.second || event.second == wanted.first ||
           event.second == wanted.second;
  };
  for (const SeriesEvent& event : events)
    if (shares_side(event) && index.emplace(event.first + "-" + event.second, panel.units.size()).second)
      panel.units.push_back({event.first + "-" + event.second, "", event.first, event.second, -1});
  panel.grids.assign(panel.channels.size(), Grid(panel.units.size(), panel.month_count));
  panel.exists.assign(panel.units.size() * panel.month_count, 1);

  std::set<std::tuple<std::string, std::string, std::string>> counted;  // day, pair, type
  std::vector<double> heard(panel.month_count, 0);
  for (const SeriesEvent& event : events) {
    const std::string name = event.first + "-" + event.second;
    const auto month = parse_month(event.day);
    if (!month || *month < panel.first_month || *month > last || !counted.emplace(event.day, name, event.type).second)
      continue;
    const size_t at = static_cast<size_t>(*month - panel.first_month);
    heard[at] += 1;
    if (!shares_side(event)) continue;
    for (const size_t channel : event.channels)
      panel.grids[channel].at(index[name], at) += channel == kBalance ? event.score : 1;
  }
  double year = 0;
  for (size_t month = 0; month < panel.month_count; ++month) {
    year += heard[month] - (month >= 12 ? heard[month - 12] : 0);
    const double mean = year / static_cast<double>(std::min<size_t>(12, month + 1));
    if (monthly_events <= 0 || mean <= monthly_events) continue;
    for (size_t channel = kForce + 1; channel < panel.channels.size(); ++channel)
      for (size_t unit = 0; unit < panel.units.size(); ++unit)
        panel.grids[channel].at(unit, month) *= monthly_events / mean;
  }
  return panel;
}

}  // namespace tocsin
