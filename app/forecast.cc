// Makes the series, asks the model, and says what moved it.
#include "forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "base/hash.h"
#include "folders.h"
#include "forecast/outcomes.h"
#include "forecast/series.h"
#include "forecast_log.h"
#include "store/store.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

constexpr size_t kReasonsShown = 4;
constexpr size_t kRecordsShown = 5;
constexpr size_t kLeastMonths = 12;    // of the last 24, with documents
constexpr double kLeastVolume = 0.25;  // of the events a month that the model learned from

struct ForecastCommand {
  std::vector<std::string> units;
  std::string store, outcomes, at, model, data, log;
  std::string format = "text";
  bool has_log = false;
  std::vector<int> horizons;
};

/// Everything that a forecast is made from.
struct Basis {
  Panel panel;
  size_t unit = 0;
  std::vector<SeriesEvent> events;  ///< of the unit; none with an outcome file
  std::string status = "ok", coverage, data_version;
};

bool is_before(std::string_view day, Month last) {
  const auto month = parse_month(day);
  return month && *month <= last;
}

std::string plural(size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

/// What a store holds for series: as it was known at the end of `at`, or of the last month with a document.
struct StoreSeries {
  Volume volume;
  Month last = 0;
  std::vector<SeriesEvent> events;
  size_t documents = 0, undated = 0;
};

Result<StoreSeries> read_series(const std::string& given, const Units& units, std::optional<Month> at) {
  TRY(Store store, Store::open(store_file(given), StoreMode::kRead));
  StoreSeries series;
  std::vector<Month> months;
  TRY_VOID(store.documents({}, [&](const StoredDocument& doc) {
    const auto month = parse_month(doc.record.published);
    if (!month)
      ++series.undated;
    else if (!at || *month <= *at)
      months.push_back(*month);
    return true;
  }));
  series.documents = months.size();
  if (months.empty())
    return fail(ErrorKind::kInput, store_file(given).string() + ": no document with a date" +
                                       (at ? " up to " + format_month(*at) : std::string()) +
                                       "; a forecast needs dated news");
  const auto [first, last] = std::ranges::minmax(months);
  series.last = at.value_or(last);
  series.volume.first = first;
  series.volume.documents.assign(static_cast<size_t>(series.last - first + 1), 0);
  for (const Month month : months) ++series.volume.documents[static_cast<size_t>(month - first)];
  TRY_VOID(store.events({}, [&](const Found<EventRecord>& found) {
    if (is_before(found.document.record.published, series.last) && is_before(found.day, series.last))
      std::ranges::move(series_events(found.reading, found.record, found.id, found.day, units),
                        std::back_inserter(series.events));
    return true;
  }));
  return series;
}

/// Events a month of the last twelve.
double monthly_volume(const StoreSeries& series) {
  const auto recent = std::ranges::count_if(series.events, [&](const SeriesEvent& event) {
    return parse_month(event.day).value_or(series.last) > series.last - 12;
  });
  return static_cast<double>(recent) / 12;
}

Result<Basis> pair_basis(const ForecastCommand& command, const Units& units, const TrainedModel& model,
                         std::optional<Month> at) {
  TRY(const StoreSeries series, read_series(command.store, units, at));
  Basis basis;
  const auto [one, other] = std::minmax(command.units[0], command.units[1]);
  const Unit wanted{one + "-" + other, "", one, other, -1};
  basis.panel = series_panel(series.events, series.volume, wanted, series.last, model.monthly_events);
  std::string ids;
  for (const SeriesEvent& event : series.events) {
    ids += event.id;
    if (event.first == one && event.second == other) basis.events.push_back(event);
  }
  basis.data_version = hash_of({ids, format_month(series.last), std::to_string(series.documents)});
  const size_t back = std::min<size_t>(24, series.volume.documents.size());
  const auto heard = static_cast<size_t>(std::count_if(series.volume.documents.end() - static_cast<ptrdiff_t>(back),
                                                       series.volume.documents.end(), [](size_t n) { return n > 0; }));
  basis.coverage = fmt::format("{} from {} to {}, {} of the last 24 with any; {} between the two",
                               plural(series.documents, "document"), format_month(series.volume.first),
                               format_month(series.last), plural(heard, "month"), plural(basis.events.size(), "event"));
  if (series.undated > 0)
    basis.coverage += fmt::format("; {} without a date left out", plural(series.undated, "document"));
  const double volume = monthly_volume(series);
  basis.coverage += fmt::format("; {:.1f} events a month, the model learned from {:.1f}", volume, model.monthly_events);
  if (basis.events.empty())
    basis.status = "no_history";
  else if (heard < kLeastMonths || volume < kLeastVolume * model.monthly_events)
    basis.status = "coverage";
  return basis;
}

Result<Basis> outcome_basis(const ForecastCommand& command, const Units& units, std::optional<Month> at) {
  TRY(Outcomes outcomes, read_outcomes(command.outcomes, units));
  Basis basis;
  basis.panel = at ? outcomes.panel.until(*at) : std::move(outcomes.panel);
  std::string name = command.units.front();
  if (command.units.size() == 2) {
    const auto [one, other] = std::minmax(command.units[0], command.units[1]);
    name = one + "-" + other;
  }
  const Panel& panel = basis.panel;
  bool is_found = false;
  size_t known = 0;
  for (size_t unit = 0; unit < panel.units.size() && panel.month_count > 0; ++unit)
    if (panel.units[unit].name == name && panel.is_there(unit, panel.month_count - 1)) {
      basis.unit = unit;
      is_found = true;
      for (size_t month = 0; month < panel.month_count; ++month) known += panel.is_there(unit, month) ? 1 : 0;
    }
  if (!is_found)
    return fail(ErrorKind::kUsage, name + ": not in " + panel.coverage + " in " + format_month(panel.last_month()) +
                                       "; units are ISO alpha-3 codes of states that it covers");
  basis.coverage = fmt::format("{}, {} to {}; {} of the unit known", panel.coverage, format_month(panel.first_month),
                               format_month(panel.last_month()), plural(known, "month"));
  basis.data_version = hash_of({panel.coverage, format_month(panel.last_month())});
  if (known < kLeastMonths) basis.status = "coverage";
  return basis;
}

/// "force_share12" comes from the channel "force".
std::string_view channel_of(std::string_view feature) { return feature.substr(0, feature.find('_')); }

void add_records(Forecast& forecast, const Basis& basis) {
  for (Reason& reason : forecast.reasons) {
    const auto channel = std::ranges::find(basis.panel.channels, channel_of(reason.feature), &Channel::name);
    if (channel == basis.panel.channels.end()) continue;
    const size_t at = static_cast<size_t>(channel - basis.panel.channels.begin());
    for (auto event = basis.events.rbegin(); event != basis.events.rend(); ++event) {
      if (reason.records.size() == kRecordsShown) break;
      if (std::ranges::find(event->channels, at) != event->channels.end()) reason.records.push_back(event->id);
    }
  }
}

/// The same forecast with one channel of the unit's last twelve months taken away.
Result<void> add_what_ifs(Forecast& forecast, const Basis& basis, const TrainedModel& model,
                          const HorizonModel& horizon, const Units& units) {
  for (size_t channel = 0; channel < basis.panel.channels.size(); ++channel) {
    Panel without = basis.panel;
    double taken = 0;
    for (size_t back = 0; back < std::min<size_t>(12, without.month_count); ++back) {
      double& value = without.grids[channel].at(basis.unit, without.month_count - 1 - back);
      taken += std::abs(value);
      value = 0;
    }
    if (taken == 0) continue;
    const bool is_pair = !without.units[basis.unit].first.empty();
    const FeatureTable features = is_pair ? dyad_features(without, units) : country_features(without, units);
    TRY(const Forecast other, forecast_row(model, horizon, features.row(basis.unit, without.month_count - 1)));
    forecast.what_ifs.push_back(
        {"the " + without.channels[channel].words + " of the last 12 months", other.probability});
  }
  return {};
}

std::string percent(double p) {
  if (p > 0.995) return "over 99 %";
  return p < 0.1 ? fmt::format("{:.2f} %", 100 * p) : fmt::format("{:.0f} %", 100 * p);
}

void print_reasons(const Forecast& forecast) {
  size_t shown = 0;
  for (const Reason& reason : forecast.reasons) {
    if (shown == kReasonsShown || std::abs(reason.weight) < 0.005) break;
    ++shown;
    fmt::print("    {} {:+.2f}  {} ({:.3g})", reason.weight > 0 ? "raised " : "lowered", reason.weight, reason.words,
               reason.value);
    for (const std::string& record : reason.records) fmt::print(" {}", record);
    fmt::print("\n");
  }
}

void print_change(const Forecast& forecast, const IssuedForecast& before) {
  if (before.data_version == forecast.data_version && before.model_version == forecast.model_version) return;
  fmt::print("    changed since the forecast of {}: {} -> {}\n", format_month(before.origin),
             percent(before.probability), percent(forecast.probability));
  std::vector<std::pair<double, const Reason*>> moved;
  for (const Reason& reason : forecast.reasons) {
    const auto was = before.weights.find(reason.feature);
    moved.emplace_back(reason.weight - (was == before.weights.end() ? 0 : was->second), &reason);
  }
  std::ranges::stable_sort(moved, [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
  for (size_t i = 0; i < std::min<size_t>(3, moved.size()); ++i)
    if (std::abs(moved[i].first) >= 0.005) fmt::print("      {:+.2f}  {}\n", moved[i].first, moved[i].second->words);
}

/// How often it came over all units of the training.
double prior_of(const HorizonModel& horizon) {
  return static_cast<double>(horizon.positives) / static_cast<double>(horizon.rows);
}

void print_text(const Forecast& forecast, const HorizonModel& horizon, const std::optional<IssuedForecast>& before) {
  const std::string ahead = plural(static_cast<size_t>(forecast.horizon), "month");
  if (forecast.status == "no_history") {
    fmt::print(
        "  within {}: no forecast (no_history); of two of whom nothing is told the model says {}, over all units {}\n",
        ahead, percent(forecast.probability), percent(prior_of(horizon)));
    return;
  }
  if (forecast.status == "coverage")
    fmt::print("  within {}: somewhere from {} to {} (coverage); were this all that happened, {}\n", ahead,
               percent(forecast.low), percent(forecast.high), percent(forecast.probability));
  else
    fmt::print("  within {}: {}, {} to {} by its two models apart; over all units {}\n", ahead,
               percent(forecast.probability), percent(forecast.low), percent(forecast.high),
               percent(prior_of(horizon)));
  print_reasons(forecast);
  if (before) print_change(forecast, *before);
  for (const WhatIf& what_if : forecast.what_ifs)
    if (std::abs(what_if.probability - forecast.probability) > 0.05 * forecast.probability)
      fmt::print("    without {}: {} (the model's answer, not a cause)\n", what_if.without,
                 percent(what_if.probability));
}

Result<void> issue(const ForecastCommand& command, const Units& units, const TrainedModel& model, const Basis& basis) {
  const Unit& unit = basis.panel.units[basis.unit];
  const bool is_pair = !unit.first.empty();
  const FeatureTable features = is_pair ? dyad_features(basis.panel, units) : country_features(basis.panel, units);
  TRY_VOID(model.check(features));
  const std::filesystem::path log =
      command.has_log ? command.log : store_file(command.store).string() + ".forecasts.jsonl";
  if (command.format == "text") {
    fmt::print("{}: {}, from the end of {}\n", unit.name, model.words, format_month(basis.panel.last_month()));
    fmt::print("  rests on {}\n", basis.coverage);
    if (basis.status == "coverage")
      fmt::print("  coverage: too little to be sure of; what is not here counts as nothing\n");
  }
  std::vector<std::string> lines;
  for (const HorizonModel& horizon : model.horizons) {
    if (!command.horizons.empty() && std::ranges::find(command.horizons, horizon.horizon) == command.horizons.end())
      continue;
    TRY(Forecast forecast, forecast_row(model, horizon, features.row(basis.unit, basis.panel.month_count - 1)));
    forecast.unit = unit.name;
    forecast.origin = basis.panel.last_month();
    forecast.status = basis.status;
    forecast.coverage = basis.coverage;
    forecast.data_version = basis.data_version;
    if (basis.status == "coverage") {  // what is missing could be anything: back to what is usual
      forecast.low = std::min(forecast.low, prior_of(horizon));
      forecast.high = std::max(forecast.high, prior_of(horizon));
    }
    add_records(forecast, basis);
    TRY_VOID(add_what_ifs(forecast, basis, model, horizon, units));
    TRY(const std::optional<IssuedForecast> before, last_issued(log, forecast));
    lines.push_back(forecast_json(forecast));
    if (command.format == "json")
      fmt::print("{}\n", lines.back());
    else
      print_text(forecast, horizon, before);
  }
  if (command.format == "text")
    fmt::print("  model {} ({}), data {}\n", model.version, model.trained_on, basis.data_version);
  return log.empty() ? Result<void>() : append_lines(log, lines);
}

Result<void> forecast(const ForecastCommand& command) {
  TRY(const std::filesystem::path data, find_data(command.data));
  TRY(const Units units, Units::open(data));
  for (const std::string& unit : command.units)
    if (!units.has(unit))
      return fail(ErrorKind::kUsage, unit + ": no state that data/states.tsv knows; ISO alpha-3 codes are wanted");
  if (command.units.size() == 2 && command.units[0] == command.units[1])
    return fail(ErrorKind::kUsage, command.units[0] + ": twice the same state; two are wanted, or one alone");
  if (command.units.size() == 1 && command.outcomes.empty())
    return fail(ErrorKind::kUsage,
                command.units[0] + ": for one country the outcomes so far are needed: --outcomes FILE");
  std::optional<Month> at;
  if (!command.at.empty() && !(at = parse_month(command.at)))
    return fail(ErrorKind::kUsage, "--at \"" + command.at + "\": a month is wanted, as in 2024-03");
  const std::string_view target = command.units.size() == 2 ? "force" : "deaths1";
  const std::filesystem::path file = command.model.empty() ? data / "forecast" / (std::string(target) + ".model")
                                                           : std::filesystem::path(command.model);
  TRY(const TrainedModel model, TrainedModel::open(file));
  TRY(const Basis basis,
      command.outcomes.empty() ? pair_basis(command, units, model, at) : outcome_basis(command, units, at));
  return issue(command, units, model, basis);
}

}  // namespace

void add_forecast(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<ForecastCommand>();
  CLI::App* verb = app.add_subcommand("forecast", "Says how likely force is between two states, and why");
  verb->add_option("unit", command->units, "Two states, or one with --outcomes (ISO alpha-3)")
      ->required()
      ->expected(1, 2);
  add_store_option(*verb, command->store);
  verb->add_option("--outcomes", command->outcomes, "CSV of what happened, instead of a store");
  verb->add_option("--at", command->at, "The last month known: 2024-03; else the last with news");
  verb->add_option("--horizons", command->horizons, "Months ahead, of those the model has")->delimiter(',');
  verb->add_option("--model", command->model, "A model made by tocsin train; else the one of the tables");
  verb->add_option("--format", command->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  CLI::Option* log = verb->add_option("--log", command->log, "Where forecasts are kept; else beside the store");
  verb->add_option("--data", command->data, "Folder of the tables");
  verb->callback([command, log, &exit_code] {
    command->has_log = log->count() > 0;
    const Result<void> done = forecast(*command);
    if (!done) say(done.error().message);
    exit_code = done ? 0 : exit_code_of(done.error().kind);
  });
}

}  // namespace tocsin
