// Hashes every file that can change what is read out of a text.
#include "coding_name.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/hash.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

Result<std::string> hash_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes;
  // In large pieces: the gazetteer and the program are read at every start.
  for (std::vector<char> piece(size_t{1} << 20); in.read(piece.data(), std::ssize(piece)) || in.gcount() > 0;)
    bytes.append(piece.data(), static_cast<size_t>(in.gcount()));
  if (!in.eof()) return fail(ErrorKind::kResource, file.string() + ": cannot be read");
  return hash_of({bytes});
}

/// The files of a folder and its folders, sorted.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace

Result<std::string> coding_name(const EngineOptions& options) {
  std::error_code error;
  std::string names = options.fast ? "fast\n" : "exact\n";
  const auto add = [&](const std::string& name, const std::string& hash) { names += name + " " + hash + "\n"; };
  // A model is a release: its description and the sizes of its files name it.
  for (const fs::path& file : files_in(options.model_folder))
    add(file.lexically_relative(options.model_folder).string(), std::to_string(fs::file_size(file, error)));
  std::vector<fs::path> tables;
  for (const fs::directory_entry& entry : fs::directory_iterator(options.data_folder, error))
    if (entry.path().extension() == ".tsv") tables.push_back(entry.path());
  std::ranges::sort(tables);
  for (const fs::path& file : tables) {
    TRY(const std::string hash, hash_of_file(file));
    add(file.filename().string(), hash);
  }
  std::vector<fs::path> others(options.dictionaries.begin(), options.dictionaries.end());
  others.emplace_back("/proc/self/exe");
  if (!options.gazetteer.empty()) others.push_back(options.gazetteer);
  for (const fs::path& file : others) {
    TRY(const std::string hash, hash_of_file(file));
    add("-", hash);
  }
  return hash_of({names});
}

}  // namespace tocsin
