// Trains on a whole file of outcomes and writes one model file.
#include "train.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "folders.h"
#include "forecast/outcomes.h"
#include "forecast/trained_model.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct TrainCommand {
  std::string outcomes, target, out, data;
  std::vector<int> horizons = {1, 3, 6, 12};
};

/// Smaller than the backtest's: the file travels with the program.
BlendOptions shipped_options() {
  BlendOptions options;
  options.trees.rounds = 120;
  options.trees.rate = 0.08;
  return options;
}

Result<void> train(const TrainCommand& command) {
  TRY(const std::filesystem::path data, find_data(command.data));
  TRY(const Units units, Units::open(data));
  TRY(const Outcomes outcomes, read_outcomes(command.outcomes, units));
  for (const std::string& note : outcomes.notes) say(command.outcomes + ": " + note);
  const Panel& panel = outcomes.panel;
  TRY(const Target target, target_named(command.target, panel));
  const bool is_dyads = !panel.units.front().first.empty();
  const FeatureTable features = is_dyads ? dyad_features(panel, units) : country_features(panel, units);
  TRY(TrainedModel model, TrainedModel::train(panel, features, target, command.horizons, shipped_options()));
  TRY_VOID(model.save(command.out));
  for (const HorizonModel& horizon : model.horizons)
    fmt::print("{} {} ahead: {} rows, {} positive; log-odds = {:+.3f} {:+.3f} logit {:+.3f} trees\n", target.name,
               horizon.horizon, horizon.rows, horizon.positives, horizon.blend.calibration.shift,
               horizon.blend.calibration.logit_weight, horizon.blend.calibration.trees_weight);
  fmt::print("{}: version {}, trained on {}\n", command.out, model.version, model.trained_on);
  return {};
}

}  // namespace

void add_train(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<TrainCommand>();
  CLI::App* verb = app.add_subcommand("train", "Makes the model that tocsin forecast uses, from a file of outcomes");
  verb->add_option("--outcomes", command->outcomes, "CSV of what happened, as for backtest")->required();
  verb->add_option("--target", command->target, "deaths1, deaths25, force or mid")->required();
  verb->add_option("--horizons", command->horizons, "Months ahead")->delimiter(',')->check(CLI::Range(1, 60));
  verb->add_option("-o,--out", command->out, "The model file")->required();
  verb->add_option("--data", command->data, "Folder of the tables");
  verb->callback([command, &exit_code] {
    const Result<void> done = train(*command);
    if (!done) say(done.error().message);
    exit_code = done ? 0 : exit_code_of(done.error().kind);
  });
}

}  // namespace tocsin
