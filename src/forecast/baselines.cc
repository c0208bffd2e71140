// Five baselines, none of which sees more than the target's own past.
#include "forecast/baselines.h"

#include <algorithm>
#include <cmath>

#include "forecast/history.h"
#include "forecast/logit.h"

namespace tocsin {
namespace {

struct Rate {
  double came = 0, all = 0;
  [[nodiscard]] double share() const { return all > 0 ? came / all : 0; }
};

size_t at(const BaselineInput& in, Origin row) { return row.unit * in.panel.month_count + row.month; }

/// The last month released at the origin.
size_t seen(const BaselineInput& in, Origin row) {
  const size_t delay = static_cast<size_t>(in.delay);
  return row.month >= delay ? row.month - delay : 0;
}

double base_rate(const BaselineInput& in) {
  Rate rate;
  for (const Origin row : in.training) {
    rate.came += in.outcomes[at(in, row)];
    rate.all += 1;
  }
  return rate.share();
}

std::vector<double> last_value(const BaselineInput& in, const Grid& values) {
  Rate rates[2];
  const auto side = [&](Origin row) { return values.at(row.unit, seen(in, row)) > 0 ? 1 : 0; };
  for (const Origin row : in.training) {
    rates[side(row)].came += in.outcomes[at(in, row)];
    rates[side(row)].all += 1;
  }
  std::vector<double> p;
  for (const Origin row : in.tests) p.push_back(rates[side(row)].share());
  return p;
}

/// Share of the `count` windows of the horizon's length that ended last, pulled towards `base` by one window.
std::vector<double> share_of_windows(const BaselineInput& in, const Grid& values, int count, double base) {
  const Grid came = sum_over(reaches(sum_over(values, in.horizon), in.target.threshold), count);
  std::vector<double> p;
  for (const Origin row : in.tests) {
    const size_t month = seen(in, row);
    const double windows = std::min<double>(count, static_cast<double>(month) + 1);
    p.push_back((came.at(row.unit, month) + base) / (windows + 1));
  }
  return p;
}

std::vector<double> peace_months(const BaselineInput& in, const Grid& values) {
  const Grid since = months_since(values);
  const auto add = [&](std::vector<float>& rows, Origin row) {
    const double months = since.at(row.unit, seen(in, row));
    for (const double x : {months == 0 ? 1.0 : 0.0, std::log1p(months), months / 100, months * months / 10000})
      rows.push_back(static_cast<float>(x));
  };
  std::vector<float> training;
  std::vector<float> outcomes;
  std::vector<float> tests;
  for (const Origin row : in.training) {
    add(training, row);
    outcomes.push_back(in.outcomes[at(in, row)]);
  }
  for (const Origin row : in.tests) add(tests, row);
  const Logit logit = fit_logit({training, 4}, outcomes, 1);
  std::vector<double> p;
  for (size_t i = 0; i < in.tests.size(); ++i) p.push_back(sigmoid(logit.log_odds({&tests[i * 4], 4})));
  return p;
}

}  // namespace

std::vector<BaselineForecasts> baseline_forecasts(const BaselineInput& in) {
  const Grid values = chained(in.panel, in.target.channel);
  const double base = base_rate(in);
  return {{"base_rate", std::vector<double>(in.tests.size(), base)},
          {"last_value", last_value(in, values)},
          {"history60", share_of_windows(in, values, 60, base)},
          {"peace_months", peace_months(in, values)},
          {"last12", share_of_windows(in, values, 12, base)}};
}

}  // namespace tocsin
