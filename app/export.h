// `tocsin export`, and what `tocsin code -o` does after coding.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <utility>

#include "base/result.h"

namespace tocsin {

/// The format that is `given`, else that of the target's extension; of a folder csv. Fails (kUsage) where neither says
/// one.
[[nodiscard]] Result<std::string> export_format_of(const std::string& given, const std::filesystem::path& target);

/// Exports a whole store and gives the exit code. Formats of several tables go to a folder; to a file with the
/// extension of one goes the table of events.
[[nodiscard]] int export_all(const std::filesystem::path& store, const std::string& data, const std::string& format,
                             const std::filesystem::path& target);

/// A folder of our own in the system's place for passing files; gone with this.
class PassingFolder {
 public:
  [[nodiscard]] static Result<PassingFolder> make();
  PassingFolder(PassingFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  PassingFolder& operator=(PassingFolder&&) = delete;
  ~PassingFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit PassingFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

void add_export(CLI::App& app, int& exit_code);

}  // namespace tocsin
