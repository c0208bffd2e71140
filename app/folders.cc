// Looks for folders: what was named, the environment, the project, the installation.
#include "folders.h"

#include <cstdlib>
#include <vector>

#include "terminal.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

/// Roots under which `models/` and `data/` may stand: the source tree, the folder of a build folder, the installation.
std::vector<fs::path> roots() {
  std::vector<fs::path> out;
#ifdef TOCSIN_SOURCE_DIR
  out.emplace_back(TOCSIN_SOURCE_DIR);
#endif
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);  // PREFIX/bin/tocsin or PROJECT/build/bin/tocsin
  if (error) return out;
  const fs::path prefix = binary.parent_path().parent_path();
  out.push_back(prefix.parent_path());
  out.push_back(prefix / "share" / "tocsin");
  return out;
}

/// The folder that the user or the environment names; empty when neither does.
Result<fs::path> named_folder(const std::string& given, const char* variable) {
  const char* from_environment = std::getenv(variable);
  const std::string name = !given.empty() ? given : from_environment != nullptr ? from_environment : "";
  if (name.empty() || is_folder(name)) return fs::path(name);
  return fail(ErrorKind::kResource,
              name + ": there is no such folder" + (given.empty() ? std::string("; see $") + variable : std::string()));
}

std::unexpected<Error> not_found(const fs::path& below, const char* variable, const std::string& advice) {
  std::string places;
  for (const fs::path& root : roots()) places += (places.empty() ? "" : ", ") + (root / below).string();
  return fail(ErrorKind::kResource,
              below.string() + ": no such folder at " + places + "; " + advice + " or set " + variable);
}

}  // namespace

Result<fs::path> find_model(const std::string& given) {
  TRY(fs::path named, named_folder(given, "TOCSIN_MODEL"));
  if (!named.empty()) return named;
  const fs::path medium = fs::path("models") / "en_core_web_md";
  const fs::path small = fs::path("models") / "en_core_web_sm";
  for (const fs::path& root : roots())
    if (is_folder(root / medium)) return root / medium;
  for (const fs::path& root : roots()) {
    if (!is_folder(root / small)) continue;
    say("en_core_web_md is not there: reading with en_core_web_sm, which knows no word vectors and errs more often");
    return root / small;
  }
  return not_found(medium, "TOCSIN_MODEL", "fetch it with \"make setup\", name one with --model");
}

Result<fs::path> find_data(const std::string& given) {
  TRY(fs::path named, named_folder(given, "TOCSIN_DATA"));
  if (!named.empty()) return named;
  for (const fs::path& root : roots())
    if (is_folder(root / "data")) return root / "data";
  return not_found("data", "TOCSIN_DATA", "name one with --data");
}

fs::path find_gazetteer() {
  const char* named = std::getenv("TOCSIN_GAZETTEER");
  if (named != nullptr && *named != '\0') return named;
  const fs::path below = fs::path("models") / "gazetteer.bin";
  std::error_code error;
  for (const fs::path& root : roots())
    if (fs::is_regular_file(root / below, error)) return root / below;
  say("no gazetteer: only states, capitals and regions are known as places; \"make setup\" builds it");
  return {};
}

}  // namespace tocsin
