// TSV `uid sentence source target` in, one line a row out (FORMATS.md, `tocsin relate`).
#include "relate.h"

#include <charconv>
#include <memory>

#include "open_engine.h"
#include "terminal.h"
#include "tsv.h"

namespace tocsin {
namespace {

struct RelateCommand {
  std::string input = "-";
  EngineChoice engine;
};

std::string shortest(double value) {
  std::string digits(32, '\0');
  digits.resize(
      static_cast<size_t>(std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr - digits.data()));
  return digits;
}

int run_relate(const RelateCommand& command) {
  const Result<Engine> engine = open_engine(command.engine);
  if (!engine) return say(engine.error().message), exit_code_of(engine.error().kind);
  Engine::Worker worker = engine->new_worker();
  return answer_rows(command.input, {"uid", "sentence", "source", "target"},
                     "uid\ttype\tmode\tcameo\troot\tquad\tfactuality\tconfidence\ttrigger",
                     [&](const TsvRow& row) -> Result<std::string> {
                       TRY(const Relation relation, engine->relate(row[1], row[2], row[3], worker));
                       std::string line(row[0]);
                       for (const std::string& field :
                            {relation.type, relation.mode, relation.cameo, relation.root, std::to_string(relation.quad),
                             relation.factuality, shortest(relation.confidence), tsv_field(relation.trigger)})
                         line += "\t" + field;
                       return line;
                     });
}

}  // namespace

void add_relate(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<RelateCommand>();
  CLI::App* verb = app.add_subcommand("relate", "Codes the event between two given actors of a sentence");
  verb->add_option("file", command->input, "TSV with the columns uid, sentence, source, target; - for standard input")
      ->capture_default_str();
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] { exit_code = run_relate(*command); });
}

}  // namespace tocsin
