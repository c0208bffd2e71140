// The CSV files of a backtest.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <system_error>

#include "forecast/scores.h"

namespace tocsin {
namespace {

/// A number as short as it is exact enough: nine digits; empty where there is none.
std::string field(double value) {
  if (!std::isfinite(value)) return "";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.9g", value);
  return buffer;
}

class CsvFile {
 public:
  CsvFile(const std::filesystem::path& file, std::string_view header) : file_(file), out_(file, std::ios::binary) {
    out_ << header << '\n';
  }
  void row(std::initializer_list<std::string> fields) {
    bool is_first = true;
    for (const std::string& value : fields) {
      out_ << (is_first ? "" : ",") << value;
      is_first = false;
    }
    out_ << '\n';
  }
  Result<void> close() {
    out_.close();
    if (out_) return {};
    return fail(ErrorKind::kResource,
                file_.string() + ": cannot be written; is the disk full or the folder read-only?");
  }

 private:
  std::filesystem::path file_;
  std::ofstream out_;
};

Result<void> write_predictions(const BacktestResult& result, const Panel& panel, const std::filesystem::path& file) {
  CsvFile out(file, "unit,origin,horizon,target,model,p,y,onset,id");
  for (const HorizonForecasts& horizon : result.horizons)
    for (const ModelForecasts& model : horizon.models)
      for (size_t i = 0; i < horizon.units.size(); ++i) {
        if (horizon.outcomes[i] < 0) continue;
        const Unit& unit = panel.units[horizon.units[i]];
        out.row({unit.name, format_month(horizon.origins[i]), std::to_string(horizon.horizon), result.target.name,
                 model.model, field(model.p[i]), std::to_string(horizon.outcomes[i]), std::to_string(horizon.onset[i]),
                 unit.id});
      }
  return out.close();
}

Result<void> write_scores(const BacktestResult& result, const Scores& scores, const std::filesystem::path& file) {
  CsvFile out(file,
              "target,horizon,subset,model,n,positives,roc,pr,brier,brier_skill,log_loss,ece,recall_top5,within_roc,"
              "log_loss_more,log_loss_more_low,log_loss_more_high,brier_more,brier_more_low,brier_more_high");
  for (const ScoreRow& row : scores.rows)
    out.row({result.target.name,
             std::to_string(row.horizon),
             row.subset,
             row.model,
             std::to_string(row.rows),
             std::to_string(row.positives),
             field(row.roc),
             field(row.pr),
             field(row.brier),
             field(row.brier_skill),
             field(row.log_loss),
             field(row.ece),
             field(row.recall_top5),
             field(row.within_roc),
             field(row.log_loss_more.mean),
             field(row.log_loss_more.low),
             field(row.log_loss_more.high),
             field(row.brier_more.mean),
             field(row.brier_more.low),
             field(row.brier_more.high)});
  return out.close();
}

Result<void> write_counts(const BacktestResult& result, const Panel& panel, const std::filesystem::path& file) {
  CsvFile out(file, "unit,origin,horizon,model,mean,q05,q50,q95,y,crps,ignorance,interval,id");
  for (const HorizonForecasts& horizon : result.horizons)
    for (const CountScores& model : horizon.counts)
      for (size_t i = 0; i < horizon.units.size(); ++i) {
        if (std::isnan(model.outcome[i])) continue;
        const Unit& unit = panel.units[horizon.units[i]];
        out.row({unit.name, format_month(horizon.origins[i]), std::to_string(horizon.horizon), model.model,
                 field(model.mean[i]), field(model.low[i]), field(model.median[i]), field(model.high[i]),
                 field(model.outcome[i]), field(model.crps[i]), field(model.ignorance[i]), field(model.interval[i]),
                 unit.id});
      }
  return out.close();
}

Result<void> write_count_scores(const Scores& scores, const std::filesystem::path& file) {
  CsvFile out(file, "horizon,year,model,n,crps,ignorance,interval,crps_more,crps_more_low,crps_more_high");
  for (const CountScoreRow& row : scores.counts)
    out.row({std::to_string(row.horizon), row.year, row.model, std::to_string(row.rows), field(row.crps),
             field(row.ignorance), field(row.interval), field(row.crps_more.mean), field(row.crps_more.low),
             field(row.crps_more.high)});
  return out.close();
}

}  // namespace

Result<void> write_tables(const BacktestResult& result, const Scores& scores, const Panel& panel,
                          const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorKind::kResource, folder.string() + ": cannot be made: " + error.message());
  TRY_VOID(write_predictions(result, panel, folder / "predictions.csv"));
  TRY_VOID(write_scores(result, scores, folder / "scores.csv"));
  if (scores.counts.empty()) return {};
  TRY_VOID(write_counts(result, panel, folder / "counts.csv"));
  return write_count_scores(scores, folder / "count_scores.csv");
}

}  // namespace tocsin
