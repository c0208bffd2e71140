// The `tocsin` command. Each verb adds itself; this file only knows their names.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "annotate.h"
#include "backtest.h"
#include "backup.h"
#include "check.h"
#include "code.h"
#include "dump.h"
#include "erase.h"
#include "export.h"
#include "forecast.h"
#include "merge.h"
#include "origins.h"
#include "query.h"
#include "read.h"
#include "recode.h"
#include "record/version.h"
#include "relate.h"
#include "resolve.h"
#include "terminal.h"
#include "train.h"
#include "withdraw.h"

namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  tocsin read article.txt --date 2025-05-22\n"
    "  tocsin read page.html news.jsonl --format json > read.jsonl\n"
    "  tocsin code news/*.jsonl --db watch.db\n"
    "  tocsin events --actor ISO3 --since 2025-01-01 --db watch.db\n"
    "  tocsin export polecat --db watch.db -o events.tsv\n"
    "\n"
    "Exit codes: 0 all read, 1 wrong usage, 2 an input could not be read (the others were),\n"
    "3 model, tables or store unusable, 4 our own fault. Results go to standard output, messages to standard error.";

/// CLI11 prints help and version itself; its other errors become one line of ours.
int usage(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  tocsin::say(std::string(error.what()) + "; see tocsin --help");
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Tocsin reads the news and keeps, with the exact words as evidence, who did what to whom and who said what.",
      "tocsin");
  app.set_version_flag("--version",
                       "tocsin " + std::string(tocsin::kVersion) + " (" + std::string(tocsin::kOntology) + ")");
  app.footer(kFooter);
  app.require_subcommand(1);
  int exit_code = 0;
  tocsin::add_read(app, exit_code);
  tocsin::add_code(app, exit_code);
  tocsin::add_recode(app, exit_code);
  tocsin::add_queries(app, exit_code);
  tocsin::add_export(app, exit_code);
  tocsin::add_dump(app, exit_code);
  tocsin::add_backup(app, exit_code);
  tocsin::add_forecast(app, exit_code);
  tocsin::add_backtest(app, exit_code);
  tocsin::add_train(app, exit_code);
  tocsin::add_check(app, exit_code);
  tocsin::add_erase(app, exit_code);
  tocsin::add_withdraw(app, exit_code);
  tocsin::add_annotate(app, exit_code);
  tocsin::add_merge(app, exit_code);
  tocsin::add_origins(app, exit_code);
  tocsin::add_relate(app, exit_code);
  tocsin::add_resolve(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return usage(app, error);
  } catch (const std::exception& error) {  // memory that ran out, above all
    tocsin::say(std::string("our own fault: ") + error.what());
    return 4;
  }
  return exit_code;
}
