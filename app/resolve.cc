// TSV `uid text date` in, `uid name country sectors` out; sectors are joined by `;`.
#include "resolve.h"

#include <memory>
#include <optional>

#include "base/dates.h"
#include "open_engine.h"
#include "terminal.h"
#include "tsv.h"

namespace tocsin {
namespace {

struct ResolveCommand {
  std::string input = "-";
  EngineChoice engine;
};

Result<std::string> resolve_row(const Engine& engine, const TsvRow& row) {
  const std::optional<Date> date = parse_timestamp(row[2]);
  if (!date && !row[2].empty())
    return fail(ErrorKind::kInput, "\"" + std::string(row[2]) + "\" is no day; 2025-05-22, or nothing, is wanted");
  const ResolvedActor actor = engine.resolve(row[1], date);
  std::string sectors;
  for (const std::string& sector : actor.sectors) sectors += (sectors.empty() ? "" : ";") + sector;
  return std::string(row[0]) + "\t" + tsv_field(actor.name) + "\t" + actor.country + "\t" + sectors;
}

int run_resolve(const ResolveCommand& command) {
  const Result<Engine> engine = open_engine(command.engine);
  if (!engine) return say(engine.error().message), exit_code_of(engine.error().kind);
  return answer_rows(command.input, {"uid", "text", "date"}, "uid\tname\tcountry\tsectors",
                     [&](const TsvRow& row) { return resolve_row(*engine, row); });
}

}  // namespace

void add_resolve(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<ResolveCommand>();
  CLI::App* verb = app.add_subcommand("resolve", "Says who a name or a description is on one day");
  verb->add_option("file", command->input, "TSV with the columns uid, text, date; - for standard input")
      ->capture_default_str();
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] { exit_code = run_resolve(*command); });
}

}  // namespace tocsin
