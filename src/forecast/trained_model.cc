// Trains on everything that is over, calibrates on the last years, and keeps the result. The file: lines of a name and
// its values, then for each horizon the trees' own bytes, all of it gzip.
#include "forecast/trained_model.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/hash.h"
#include "base/table.h"
#include "forecast/backtest.h"

namespace tocsin {
namespace {

constexpr std::string_view kMagic = "tocsin-forecast 1";
constexpr int kHeldBackMonths = 36;
constexpr int kFirstTraining = 12;
constexpr size_t kLeastRows = 200;

struct Rows {
  std::vector<Origin> origins;
  std::vector<float> outcomes;
};

/// Rows whose window is over by `last`, from origins at or after `first` (indexes of months).
Rows rows_between(const Panel& panel, const std::vector<int8_t>& outcomes, int horizon, int first, int last) {
  Rows rows;
  for (uint32_t unit = 0; unit < panel.units.size(); ++unit)
    for (int month = std::max(first, kFirstTraining); month + horizon <= last; ++month) {
      const int8_t outcome = outcomes[unit * panel.month_count + static_cast<size_t>(month)];
      if (outcome < 0) continue;
      rows.origins.push_back({unit, static_cast<uint32_t>(month)});
      rows.outcomes.push_back(outcome);
    }
  return rows;
}

Result<HorizonModel> train_horizon(const Panel& panel, const FeatureTable& features, const Target& target, int horizon,
                                   const BlendOptions& options) {
  const std::vector<int8_t> outcomes = outcomes_of(panel, target, horizon);
  const size_t columns = features.features.size();
  const int last = static_cast<int>(panel.month_count) - 1;
  const int held_back_from = last - kHeldBackMonths;
  const Rows all = rows_between(panel, outcomes, horizon, 0, last);
  const auto positives = static_cast<size_t>(std::ranges::count(all.outcomes, 1.0F));
  if (all.origins.size() < kLeastRows || positives == 0 || positives == all.origins.size())
    return fail(ErrorKind::kInput, panel.coverage + ": " + std::to_string(all.origins.size()) + " rows and " +
                                       std::to_string(positives) + " positive ones " + std::to_string(horizon) +
                                       " months ahead are too few to train on");
  const std::vector<float> matrix = gather(features, all.origins, 0);
  TRY(Blend blend, Blend::train({matrix, columns}, all.outcomes, options));

  const Rows before = rows_between(panel, outcomes, horizon, 0, held_back_from);
  const Rows after = rows_between(panel, outcomes, horizon, held_back_from, last);
  if (before.origins.size() >= kLeastRows && !after.origins.empty()) {
    const std::vector<float> earlier = gather(features, before.origins, 0);
    TRY(const Blend held_out, Blend::train({earlier, columns}, before.outcomes, options));
    const std::vector<float> later = gather(features, after.origins, 0);
    TRY(Blend::Parts parts, held_out.parts({later, columns}));
    blend.calibration = fit_calibration(
        {std::move(parts.logit), std::move(parts.trees), after.outcomes, 1.0 / (horizon * horizon)}, options.pull);
  }
  return HorizonModel{horizon, all.origins.size(), positives, std::move(blend)};
}

/// Mean over the months of everything that channel "n" counts; 0 where there is none.
double monthly_events(const Panel& panel) {
  const auto channel = std::ranges::find(panel.channels, "n", &Channel::name);
  if (channel == panel.channels.end() || panel.month_count == 0) return 0;
  const Grid& grid = panel.grids[static_cast<size_t>(channel - panel.channels.begin())];
  double sum = 0;
  for (size_t unit = 0; unit < grid.units(); ++unit)
    for (size_t month = 0; month < grid.months(); ++month) sum += grid.at(unit, month);
  return sum / static_cast<double>(panel.month_count);
}

std::string number(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.17g", value);
  return buffer;
}

std::string numbers(const std::vector<double>& values) {
  std::string line;
  for (const double value : values) line += "\t" + number(value);
  return line + "\n";
}

/// Reads what save wrote, line by line.
class Reader {
 public:
  Reader(std::string bytes, std::string name) : bytes_(std::move(bytes)), name_(std::move(name)) {}

  /// The fields behind the name of the next line, which must be `key`.
  Result<std::vector<std::string>> line(std::string_view key) {
    const size_t end = bytes_.find('\n', at_);
    const std::string_view text = std::string_view(bytes_).substr(at_, end == std::string::npos ? end : end - at_);
    const std::vector<std::string_view> fields = split_field(text, '\t');
    if (end == std::string::npos || fields.empty() || fields.front() != key)
      return fail(ErrorKind::kResource, name_ + ": no model of this version: \"" + std::string(key) +
                                            "\" is missing; train it again with tocsin train");
    at_ = end + 1;
    return std::vector<std::string>(fields.begin() + 1, fields.end());
  }
  Result<std::vector<double>> values(std::string_view key, size_t count) {
    TRY(const std::vector<std::string> fields, line(key));
    std::vector<double> values;
    for (const std::string& field : fields) {
      double value = 0;
      const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
      if (error == std::errc() && end == field.data() + field.size()) values.push_back(value);
    }
    if (values.size() != count || fields.size() != count)
      return fail(ErrorKind::kResource, name_ + ": " + std::string(key) + " has " + std::to_string(values.size()) +
                                            " numbers where " + std::to_string(count) + " are wanted");
    return values;
  }
  Result<std::string_view> blob(size_t size) {
    if (bytes_.size() - at_ < size + 1) return fail(ErrorKind::kResource, name_ + ": cut off; fetch the file again");
    const std::string_view blob = std::string_view(bytes_).substr(at_, size);
    at_ += size + 1;
    return blob;
  }

 private:
  std::string bytes_, name_;
  size_t at_ = 0;
};

Result<std::string> unpacked(const std::filesystem::path& file) {
  gzFile in = gzopen(file.c_str(), "rb");
  if (in == nullptr) return fail(ErrorKind::kResource, file.string() + ": no such model; make it with tocsin train");
  std::string bytes;
  char buffer[1 << 16];
  int got = 0;
  while ((got = gzread(in, buffer, sizeof buffer)) > 0) bytes.append(buffer, static_cast<size_t>(got));
  const int closed = gzclose_r(in);
  if (got != 0 || closed != Z_OK) return fail(ErrorKind::kResource, file.string() + ": cut off; fetch the file again");
  return bytes;
}

Result<HorizonModel> read_horizon(Reader& in, size_t features) {
  TRY(const std::vector<double> head, in.values("horizon", 4));
  TRY(const std::vector<double> calibration, in.values("calibration", 3));
  TRY(const std::vector<double> intercept, in.values("intercept", 1));
  Logit logit;
  logit.intercept = intercept[0];
  TRY(logit.weights, in.values("weights", features));
  TRY(logit.means, in.values("means", features));
  TRY(logit.deviations, in.values("deviations", features));
  TRY(const std::string_view bytes, in.blob(static_cast<size_t>(head[3])));
  TRY(Trees trees, Trees::load(bytes));
  return HorizonModel{static_cast<int>(head[0]), static_cast<size_t>(head[1]), static_cast<size_t>(head[2]),
                      Blend{std::move(logit), std::move(trees), {calibration[0], calibration[1], calibration[2]}}};
}

}  // namespace

Result<TrainedModel> TrainedModel::train(const Panel& panel, const FeatureTable& features, const Target& target,
                                         const std::vector<int>& horizons, const BlendOptions& options) {
  TrainedModel model;
  model.target = target.name;
  model.words = target.words;
  model.trained_on =
      panel.coverage + ", " + format_month(panel.first_month) + " to " + format_month(panel.last_month());
  model.monthly_events = tocsin::monthly_events(panel);
  model.features = features.features;
  for (const int horizon : horizons) {
    TRY(HorizonModel trained, train_horizon(panel, features, target, horizon, options));
    model.horizons.push_back(std::move(trained));
  }
  return model;
}

Result<void> TrainedModel::save(const std::filesystem::path& file) {
  std::string out(kMagic);
  out += "\ntarget\t" + target + "\t" + words + "\ntrained_on\t" + trained_on + "\nmonthly_events\t" +
         number(monthly_events) + "\nsizes\t" + std::to_string(features.size()) + "\t" +
         std::to_string(horizons.size()) + "\n";
  for (const Feature& feature : features) out += "feature\t" + feature.name + "\t" + feature.words + "\n";
  for (const HorizonModel& model : horizons) {
    TRY(const std::string trees, model.blend.trees.bytes());
    const Calibration& calibration = model.blend.calibration;
    out += "horizon\t" + std::to_string(model.horizon) + "\t" + std::to_string(model.rows) + "\t" +
           std::to_string(model.positives) + "\t" + std::to_string(trees.size()) + "\ncalibration" +
           numbers({calibration.shift, calibration.logit_weight, calibration.trees_weight}) + "intercept" +
           numbers({model.blend.logit.intercept}) + "weights" + numbers(model.blend.logit.weights) + "means" +
           numbers(model.blend.logit.means) + "deviations" + numbers(model.blend.logit.deviations) + trees + "\n";
  }
  version = hash_of({out});
  gzFile to = gzopen(file.c_str(), "wb9");
  const bool is_written = to != nullptr && gzwrite(to, out.data(), static_cast<unsigned>(out.size())) > 0;
  const bool is_closed = to != nullptr && gzclose_w(to) == Z_OK;
  if (is_written && is_closed) return {};
  return fail(ErrorKind::kResource, file.string() + ": cannot be written; is the folder there and not read-only?");
}

Result<TrainedModel> TrainedModel::open(const std::filesystem::path& file) {
  TRY(const std::string bytes, unpacked(file));
  TrainedModel model;
  model.version = hash_of({bytes});
  Reader in(bytes, file.filename().string());
  TRY_VOID(in.line(kMagic));
  TRY(const std::vector<std::string> target, in.line("target"));
  TRY(const std::vector<std::string> trained_on, in.line("trained_on"));
  TRY(const std::vector<double> volume, in.values("monthly_events", 1));
  TRY(const std::vector<double> sizes, in.values("sizes", 2));
  if (target.size() != 2 || trained_on.size() != 1)
    return fail(ErrorKind::kResource, file.string() + ": no model of this version; train it again with tocsin train");
  model.target = target[0];
  model.words = target[1];
  model.trained_on = trained_on[0];
  model.monthly_events = volume[0];
  for (double i = 0; i < sizes[0]; ++i) {
    TRY(const std::vector<std::string> feature, in.line("feature"));
    if (feature.size() != 2) return fail(ErrorKind::kResource, file.string() + ": a feature without words");
    model.features.push_back({feature[0], feature[1]});
  }
  for (double i = 0; i < sizes[1]; ++i) {
    TRY(HorizonModel horizon, read_horizon(in, model.features.size()));
    model.horizons.push_back(std::move(horizon));
  }
  return model;
}

Result<void> TrainedModel::check(const FeatureTable& table) const {
  for (size_t i = 0; i < std::max(features.size(), table.features.size()); ++i) {
    const std::string wanted = i < features.size() ? features[i].name : "nothing";
    const std::string found = i < table.features.size() ? table.features[i].name : "nothing";
    if (wanted != found)
      return fail(ErrorKind::kResource, "the model for " + target + " wants the feature " + wanted +
                                            " where the data have " + found + "; train it again with tocsin train");
  }
  return {};
}

}  // namespace tocsin
