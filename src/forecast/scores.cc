// Scores each model on the rows whose outcome is known.
#include "forecast/scores.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace tocsin {
namespace {

constexpr std::string_view kOurs = "tocsin";
constexpr size_t kAlarms = 10;
constexpr uint64_t kSeed = 20240101;

Scored rows_of(const HorizonForecasts& horizon, const std::vector<double>& p, bool only_onset) {
  Scored scored;
  for (size_t i = 0; i < p.size(); ++i) {
    if (horizon.outcomes[i] < 0 || (only_onset && horizon.onset[i] == 0)) continue;
    scored.p.push_back(p[i]);
    scored.outcomes.push_back(static_cast<uint8_t>(horizon.outcomes[i]));
    scored.units.push_back(horizon.units[i]);
  }
  return scored;
}

const std::vector<double>* forecasts_of(const HorizonForecasts& horizon, std::string_view model) {
  const auto found = std::ranges::find(horizon.models, model, &ModelForecasts::model);
  return found == horizon.models.end() ? nullptr : &found->p;
}

std::vector<double> losses(const Scored& rows, bool is_brier) {
  std::vector<double> out;
  for (size_t i = 0; i < rows.p.size(); ++i) {
    const std::span<const double> p(&rows.p[i], 1);
    const std::span<const uint8_t> outcome(&rows.outcomes[i], 1);
    out.push_back(is_brier ? brier(p, outcome) : log_loss(p, outcome));
  }
  return out;
}

ScoreRow score_model(const HorizonForecasts& horizon, const ModelForecasts& model, bool only_onset, int draws) {
  const Scored rows = rows_of(horizon, model.p, only_onset);
  const Scored base = rows_of(horizon, *forecasts_of(horizon, "base_rate"), only_onset);
  const Scored ours = rows_of(horizon, *forecasts_of(horizon, kOurs), only_onset);
  ScoreRow row;
  row.horizon = horizon.horizon;
  row.subset = only_onset ? "onset" : "all";
  row.model = model.model;
  row.rows = rows.p.size();
  row.positives = static_cast<size_t>(std::ranges::count(rows.outcomes, uint8_t{1}));
  row.roc = roc_auc(rows.p, rows.outcomes);
  row.pr = average_precision(rows.p, rows.outcomes);
  row.brier = brier(rows.p, rows.outcomes);
  row.brier_skill = 1 - row.brier / brier(base.p, base.outcomes);
  row.log_loss = log_loss(rows.p, rows.outcomes);
  row.ece = calibration_error(rows.p, rows.outcomes);
  row.recall_top5 = recall_at_top(rows.p, rows.outcomes);
  row.within_roc = within_unit_roc(rows);
  row.log_loss_more = paired_difference(losses(rows, false), losses(ours, false), rows.units, draws, kSeed);
  row.brier_more = paired_difference(losses(rows, true), losses(ours, true), rows.units, draws, kSeed);
  return row;
}

CountScoreRow score_counts_of(const HorizonForecasts& horizon, const CountScores& model, const CountScores& ours,
                              int year, int draws) {
  CountScoreRow row;
  row.horizon = horizon.horizon;
  row.year = year == 0 ? "all" : std::to_string(year);
  row.model = model.model;
  std::vector<double> theirs;
  std::vector<double> own;
  std::vector<uint32_t> units;
  for (size_t i = 0; i < model.crps.size(); ++i) {
    if (std::isnan(model.outcome[i]) || (year != 0 && year_of(horizon.origins[i]) != year)) continue;
    theirs.push_back(model.crps[i]);
    own.push_back(ours.crps[i]);
    units.push_back(horizon.units[i]);
    row.crps += model.crps[i];
    row.ignorance += model.ignorance[i];
    row.interval += model.interval[i];
    ++row.rows;
  }
  const double rows = static_cast<double>(std::max<size_t>(1, row.rows));
  row.crps /= rows;
  row.ignorance /= rows;
  row.interval /= rows;
  row.crps_more = paired_difference(theirs, own, units, draws, kSeed);
  return row;
}

/// The quiet rows of each month, by index.
std::map<Month, std::vector<size_t>> quiet_months(const HorizonForecasts& horizon) {
  std::map<Month, std::vector<size_t>> months;
  for (size_t i = 0; i < horizon.units.size(); ++i)
    if (horizon.outcomes[i] >= 0 && horizon.onset[i] != 0) months[horizon.origins[i]].push_back(i);
  return months;
}

AlarmRow alarms_of(const HorizonForecasts& horizon, const ModelForecasts& model) {
  AlarmRow row;
  row.horizon = horizon.horizon;
  row.model = model.model;
  std::map<uint32_t, std::set<Month>> alarms;
  std::map<uint32_t, std::vector<Month>> quiet;
  for (auto& [month, rows] : quiet_months(horizon)) {
    for (const size_t i : rows) quiet[horizon.units[i]].push_back(month);
    std::vector<size_t> order = rows;
    std::ranges::stable_sort(order, [&](size_t a, size_t b) { return model.p[a] > model.p[b]; });
    order.resize(std::min(kAlarms, order.size()));
    ++row.months;
    for (const size_t i : order) {
      alarms[horizon.units[i]].insert(month);
      (horizon.outcomes[i] != 0 ? row.hits : row.false_alarms) += 1;
    }
  }
  // An onset falls in the month after the last quiet one whose next month was not quiet for want of an outcome.
  std::map<std::pair<uint32_t, Month>, bool> is_quiet;
  for (size_t i = 0; i < horizon.units.size(); ++i)
    is_quiet[{horizon.units[i], horizon.origins[i]}] = horizon.onset[i] != 0;
  for (const auto& [unit, months] : quiet)
    for (const Month last : months) {
      const auto next = is_quiet.find({unit, last + 1});
      if (next == is_quiet.end() || next->second) continue;
      ++row.onsets;
      const Month onset = last + 1;
      const auto first = alarms[unit].lower_bound(onset - horizon.horizon);
      if (first == alarms[unit].end() || *first >= onset) continue;
      ++row.warned;
      row.lead_months += onset - *first;
    }
  if (row.warned > 0) row.lead_months /= static_cast<double>(row.warned);
  return row;
}

}  // namespace

Scores score(const BacktestResult& result, int draws) {
  Scores scores;
  for (const HorizonForecasts& horizon : result.horizons) {
    for (const bool only_onset : {false, true})
      for (const ModelForecasts& model : horizon.models)
        scores.rows.push_back(score_model(horizon, model, only_onset, draws));
    for (const ModelForecasts& model : horizon.models) scores.alarms.push_back(alarms_of(horizon, model));
    std::set<int> years = {0};
    for (const Month origin : horizon.origins) years.insert(year_of(origin));
    for (const int year : years)
      for (const CountScores& model : horizon.counts)
        scores.counts.push_back(score_counts_of(horizon, model, horizon.counts.front(), year, year == 0 ? draws : 200));
  }
  return scores;
}

std::string with_digits(double value, int digits) {
  if (!std::isfinite(value)) return "–";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

}  // namespace tocsin
