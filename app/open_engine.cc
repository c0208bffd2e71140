// Finds model and tables and opens the engine with them.
#include "open_engine.h"

#if __has_include("folders.h")
#include "folders.h"
#else
#include <cstdlib>

namespace tocsin {
namespace {

/// What the user named, else the environment's, else `default_path` in the project's folder, two above the binary's.
Result<std::filesystem::path> find_folder(const std::string& given, const char* variable, const char* default_path) {
  if (!given.empty()) return std::filesystem::path(given);
  if (const char* named = std::getenv(variable); named != nullptr && *named != '\0') return std::filesystem::path(named);
  std::error_code error;
  const std::filesystem::path binary = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path folder = binary.parent_path().parent_path().parent_path() / default_path;
  if (std::filesystem::is_directory(folder, error)) return folder;
  return fail(ErrorKind::kResource, folder.string() + ": there is no such folder; name one, or set " + variable);
}

Result<std::filesystem::path> find_model(const std::string& given) { return find_folder(given, "TOCSIN_MODEL", "models/en_core_web_md"); }
Result<std::filesystem::path> find_data(const std::string& given) { return find_folder(given, "TOCSIN_DATA", "data"); }

}  // namespace
}  // namespace tocsin
#endif

namespace tocsin {

void add_engine_options(CLI::App& verb, EngineChoice& choice) {
  verb.add_option("--model", choice.model, "Folder of a spaCy v3 English pipeline");
  verb.add_option("--data", choice.data, "Folder of the tables");
  verb.add_flag("--fast", choice.fast, "Reduced-precision products where the CPU has them");
}

Result<Engine> open_engine(const EngineChoice& choice) {
  TRY(const std::filesystem::path model, find_model(choice.model));
  TRY(const std::filesystem::path data, find_data(choice.data));
  std::error_code error;
  for (const std::filesystem::path& folder : {model, data})
    if (!std::filesystem::is_directory(folder, error)) return fail(ErrorKind::kResource, folder.string() + ": there is no such folder");
  return Engine::open({.model_folder = model, .data_folder = data, .fast = choice.fast});
}

}  // namespace tocsin
