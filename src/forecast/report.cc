// One report in two dresses: the same headings, sentences and tables as Markdown and as HTML.
#include "forecast/report.h"

#include <cmath>
#include <fstream>

namespace tocsin {
namespace {

using Cells = std::vector<std::string>;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

/// Collects the parts of the report in one of the two forms.
class Page {
 public:
  explicit Page(bool is_html) : is_html_(is_html) {}

  void heading(const std::string& text) {
    text_ += is_html_ ? "<h2>" + escaped(text) + "</h2>\n" : "## " + text + "\n\n";
  }
  void paragraph(const std::string& text) { text_ += is_html_ ? "<p>" + escaped(text) + "</p>\n" : text + "\n\n"; }
  void picture(const std::string& svg) {
    if (is_html_) text_ += svg;
  }
  /// The first row is the head; rows that begin with "tocsin" are ours.
  void table(const std::vector<Cells>& rows) {
    if (is_html_) text_ += "<table>\n";
    for (size_t row = 0; row < rows.size(); ++row) {
      line(rows[row], row == 0);
      if (!is_html_ && row == 0) {
        for (size_t cell = 0; cell < rows[0].size(); ++cell) text_ += "|---";
        text_ += "|\n";
      }
    }
    text_ += is_html_ ? "</table>\n" : "\n";
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void line(const Cells& cells, bool is_head) {
    const std::string tag = is_head ? "th" : "td";
    if (is_html_) text_ += cells[0] == "tocsin" ? "<tr class=\"ours\">" : "<tr>";
    for (const std::string& cell : cells)
      text_ += is_html_ ? "<" + tag + ">" + escaped(cell) + "</" + tag + ">" : "| " + cell + " ";
    text_ += is_html_ ? "</tr>\n" : "|\n";
  }

  bool is_html_;
  std::string text_;
};

std::string interval(const Difference& difference, int digits) {
  const auto with_sign = [&](double value) { return (value >= 0 ? "+" : "") + with_digits(value, digits); };
  return with_sign(difference.mean) + " (" + with_sign(difference.low) + " … " + with_sign(difference.high) + ")";
}

void add_scores(Page& page, const ReportInput& in, int horizon, const std::string& subset) {
  std::vector<Cells> rows = {{"model", "log-loss", "Brier", "Brier skill", "PR", "ROC", "ROC within unit",
                              "recall top 5 %", "ECE", "log-loss more than ours", "Brier more than ours"}};
  const ScoreRow* any = nullptr;
  for (const ScoreRow& row : in.scores.rows) {
    if (row.horizon != horizon || row.subset != subset) continue;
    any = &row;
    rows.push_back({row.model, with_digits(row.log_loss, 4), with_digits(row.brier, 4), with_digits(row.brier_skill, 3),
                    with_digits(row.pr, 4), with_digits(row.roc, 4), with_digits(row.within_roc, 3),
                    with_digits(row.recall_top5, 3), with_digits(row.ece, 4),
                    row.model == "tocsin" ? "" : interval(row.log_loss_more, 5),
                    row.model == "tocsin" ? "" : interval(row.brier_more, 5)});
  }
  if (any == nullptr) return;
  page.paragraph((subset == "all" ? "All rows: " : "Onset (nothing in the twelve months before): ") +
                 std::to_string(any->rows) + " rows, " + std::to_string(any->positives) + " positive.");
  page.table(rows);
}

/// Forecast against what came, ten bins, for our model.
std::string reliability_svg(const HorizonForecasts& horizon) {
  std::vector<double> p;
  std::vector<uint8_t> outcomes;
  for (size_t i = 0; i < horizon.outcomes.size(); ++i) {
    if (horizon.outcomes[i] < 0) continue;
    p.push_back(horizon.models.front().p[i]);
    outcomes.push_back(static_cast<uint8_t>(horizon.outcomes[i]));
  }
  const auto x = [](double share) { return with_digits(40 + share * 240, 1); };
  const auto y = [](double share) { return with_digits(260 - share * 240, 1); };
  std::string svg =
      "<svg viewBox=\"0 0 300 300\" width=\"300\" height=\"300\" role=\"img\" aria-label=\"reliability\">"
      "<rect x=\"40\" y=\"20\" width=\"240\" height=\"240\" fill=\"none\" stroke=\"#999\"/>"
      "<line x1=\"40\" y1=\"260\" x2=\"280\" y2=\"20\" stroke=\"#bbb\" stroke-dasharray=\"4\"/>"
      "<text x=\"160\" y=\"290\" text-anchor=\"middle\" font-size=\"12\">forecast</text>"
      "<text x=\"14\" y=\"140\" text-anchor=\"middle\" font-size=\"12\" transform=\"rotate(-90 14 140)\">came</text>";
  for (const ReliabilityBin& bin : reliability(p, outcomes)) {
    if (bin.count == 0) continue;
    svg += "<circle cx=\"" + x(bin.mean_p) + "\" cy=\"" + y(bin.share) + "\" r=\"" +
           with_digits(2 + std::log10(static_cast<double>(bin.count)), 1) + "\" fill=\"#8a1c1c\"><title>" +
           std::to_string(bin.count) + " forecasts of " + with_digits(bin.mean_p, 3) + ": " +
           with_digits(bin.share, 3) + " came</title></circle>";
  }
  return svg + "</svg>\n";
}

void add_counts(Page& page, const ReportInput& in, int horizon) {
  std::vector<Cells> rows = {{"model", "years", "rows", "CRPS", "ignorance", "interval score", "CRPS more than ours"}};
  for (const CountScoreRow& row : in.scores.counts)
    if (row.horizon == horizon)
      rows.push_back({row.model, row.year, std::to_string(row.rows), with_digits(row.crps, 3),
                      with_digits(row.ignorance, 3), with_digits(row.interval, 2),
                      row.model == "tocsin" ? "" : interval(row.crps_more, 3)});
  if (rows.size() == 1) return;
  page.paragraph("How many: the distribution of the number in the month " + std::to_string(horizon) + " ahead.");
  page.table(rows);
}

void add_alarms(Page& page, const ReportInput& in) {
  page.heading("Alarms: the ten quiet units with the highest probability, every month");
  std::vector<Cells> rows = {{"model", "horizon", "months", "hits", "false alarms", "false alarms per hit", "onsets",
                              "warned", "lead in months"}};
  for (const AlarmRow& row : in.scores.alarms)
    rows.push_back(
        {row.model, std::to_string(row.horizon), std::to_string(row.months), std::to_string(row.hits),
         std::to_string(row.false_alarms),
         row.hits == 0 ? "–" : with_digits(static_cast<double>(row.false_alarms) / static_cast<double>(row.hits), 1),
         std::to_string(row.onsets), std::to_string(row.warned),
         row.warned == 0 ? "–" : with_digits(row.lead_months, 1)});
  page.table(rows);
}

std::string body(const ReportInput& in, bool is_html) {
  Page page(is_html);
  page.paragraph(
      "Target: " + in.result.target.words + " (" + in.result.target.name + "). Outcomes: " + in.panel.coverage + ", " +
      format_month(in.panel.first_month) + " to " + format_month(in.panel.last_month()) + ", " +
      std::to_string(in.panel.units.size()) + " units. Tests: " + format_month(in.options.test_first) + " to " +
      format_month(in.options.test_last) + ", by year; a training row's window ends before the test year" +
      (in.options.delay > 0 ? "; outcomes are released " + std::to_string(in.options.delay) + " months late" : "") +
      ". Intervals: 95 %, resampled by unit; a difference above zero speaks for ours.");
  for (const std::string& note : in.result.notes) page.paragraph("Note: " + note + ".");
  for (const HorizonForecasts& horizon : in.result.horizons) {
    page.heading(std::to_string(horizon.horizon) + (horizon.horizon == 1 ? " month ahead" : " months ahead"));
    add_scores(page, in, horizon.horizon, "all");
    add_scores(page, in, horizon.horizon, "onset");
    page.picture(reliability_svg(horizon));
    add_counts(page, in, horizon.horizon);
  }
  add_alarms(page, in);
  return page.text();
}

Result<void> write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (out) return {};
  return fail(ErrorKind::kResource, file.string() + ": cannot be written; is the disk full or the folder read-only?");
}

}  // namespace

std::string report_markdown(const ReportInput& input) {
  return "# Backtest: " + input.result.target.name + "\n\n" + body(input, false);
}

std::string report_html(const ReportInput& input) {
  const std::string title = "Backtest: " + escaped(input.result.target.name);
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title +
         "</title><style>body{font:15px/1.4 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
         "table{border-collapse:collapse;margin:1em 0;font-size:13px}td,th{padding:.2em .6em;border-bottom:1px solid "
         "#ddd;"
         "text-align:right}td:first-child,th:first-child{text-align:left}.ours{font-weight:bold}</style></"
         "head><body>\n<h1>" +
         title + "</h1>\n" + body(input, true) + "</body></html>\n";
}

Result<void> write_report(const ReportInput& input, const std::filesystem::path& folder) {
  TRY_VOID(write_text(folder / "report.md", report_markdown(input)));
  return write_text(folder / "report.html", report_html(input));
}

}  // namespace tocsin
