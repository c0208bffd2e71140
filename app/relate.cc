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
  bool explain = false;
  bool features = false;
};

std::string shortest(double value) {
  std::string digits(32, '\0');
  digits.resize(
      static_cast<size_t>(std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr - digits.data()));
  return digits;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string all;
  for (const std::string& part : parts) (all.empty() ? all : all.append(separator)).append(part);
  return all;
}

// One line a predicate that may tell of the pair, for eval/train_judge.py.
int write_features(const std::string& input, const Engine& engine, Engine::Worker& worker) {
  return answer_rows(input, {"uid", "sentence", "source", "target"},
                     "uid\tbegin\tend\tclass\tplace\tkind\ttrust\twords",
                     [&](const TsvRow& row) -> Result<std::string> {
                       TRY(std::vector<std::string> lines, engine.relation_features(row[1], row[2], row[3], worker));
                       for (std::string& line : lines) line.insert(0, std::string(row[0]) + '\t');
                       return joined(lines, "\n");
                     });
}

int run_relate(const RelateCommand& command) {
  const Result<Engine> engine = open_engine(command.engine);
  if (!engine) return say(engine.error().message), exit_code_of(engine.error().kind);
  Engine::Worker worker = engine->new_worker();
  if (command.features) return write_features(command.input, *engine, worker);
  return answer_rows(command.input, {"uid", "sentence", "source", "target"},
                     std::string("uid\ttype\tmode\tcameo\troot\tquad\tfactuality\tconfidence\ttrigger") +
                         (command.explain ? "\twhy" : ""),
                     [&](const TsvRow& row) -> Result<std::string> {
                       TRY(const Relation relation, engine->relate(row[1], row[2], row[3], worker));
                       std::string line(row[0]);
                       for (const std::string& field :
                            {relation.type, relation.mode, relation.cameo, relation.root, std::to_string(relation.quad),
                             relation.factuality, shortest(relation.confidence), tsv_field(relation.trigger)})
                         line += "\t" + field;
                       if (command.explain) line += "\t" + tsv_field(joined(relation.why, "; "));
                       return line;
                     });
}

}  // namespace

void add_relate(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<RelateCommand>();
  CLI::App* verb = app.add_subcommand("relate", "Codes the event between two given actors of a sentence");
  verb->add_option("file", command->input, "TSV with the columns uid, sentence, source, target; - for standard input")
      ->capture_default_str();
  verb->add_flag("--explain", command->explain, "a further column: the table rows and weights that decided");
  verb->add_flag("--features", command->features, "instead what the judge reads, for its training");
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] { exit_code = run_relate(*command); });
}

}  // namespace tocsin
