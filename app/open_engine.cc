// Finds model and tables and opens the engine with them.
#include "open_engine.h"

#include "folders.h"

namespace tocsin {

void add_engine_options(CLI::App& verb, EngineChoice& choice) {
  verb.add_option("--model", choice.model, "Folder of a spaCy v3 English pipeline");
  verb.add_option("--data", choice.data, "Folder of the tables");
  verb.add_option("--dictionary", choice.dictionaries,
                  "PETRARCH actor, agent, verb or discard dictionary; repeat it for several (docs/dictionaries.md)")
      ->allow_extra_args(false);
  verb.add_flag("--fast", choice.fast, "Reduced-precision products where the CPU has them");
}

Result<EngineOptions> engine_options(const EngineChoice& choice) {
  TRY(const std::filesystem::path model, find_model(choice.model));
  TRY(const std::filesystem::path data, find_data(choice.data));
  std::error_code error;
  for (const std::filesystem::path& folder : {model, data})
    if (!std::filesystem::is_directory(folder, error))
      return fail(ErrorKind::kResource, folder.string() + ": there is no such folder");
  return EngineOptions{.model_folder = model,
                       .data_folder = data,
                       .gazetteer = find_gazetteer(),
                       .dictionaries = {choice.dictionaries.begin(), choice.dictionaries.end()},
                       .fast = choice.fast};
}

Result<Engine> open_engine(const EngineChoice& choice) {
  TRY(const EngineOptions options, engine_options(choice));
  return Engine::open(options);
}

}  // namespace tocsin
