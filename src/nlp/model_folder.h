// A spaCy v3 pipeline folder as files: its configuration, its parts as bytes, and errors that name folder and file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin::nlp {

/// Bytes of a file, mapped: pages are read when touched and shared between processes. Movable.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& file);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  size_t size_ = 0;
};

/// config.cfg and meta.json read, the rest on demand. spaCy stores no checksums, and a flipped bit in a weight is still
/// a number; so the folder may hold our own table kChecksums (TSV: `file`, `hash` XXH64 in 16 hexadecimal digits, as
/// `xxhsum -H1` prints), which set-up writes after it has checked the download. Every part that the table names is
/// compared when it is read.
class ModelFolder {
 public:
  static constexpr const char* kChecksums = "tocsin_checksums.tsv";

  /// Fails (kResource) when the folder, config.cfg or meta.json is missing or unreadable.
  static Result<ModelFolder> open(const std::filesystem::path& folder);

  /// A value of config.cfg with its `${section:key}` resolved; quotes of a string are taken off. nullopt when the
  /// section or key is missing or null.
  [[nodiscard]] std::optional<std::string> text(const std::string& section, const std::string& key) const;
  [[nodiscard]] Result<int64_t> integer(const std::string& section, const std::string& key) const;
  [[nodiscard]] Result<bool> boolean(const std::string& section, const std::string& key) const;
  [[nodiscard]] Result<std::vector<std::string>> strings(const std::string& section, const std::string& key) const;
  [[nodiscard]] Result<std::vector<int64_t>> integers(const std::string& section, const std::string& key) const;

  /// Fails unless the section's @architectures is one of `known` up to its version (".v1", ".v2").
  [[nodiscard]] Result<void> check_architecture(const std::string& section, std::string_view known) const;

  /// "tok2vec/model" as bytes. Fails (kResource) naming the file.
  [[nodiscard]] Result<MappedFile> file(const std::string& part) const;
  [[nodiscard]] bool has(const std::string& part) const;

  /// An error that names the folder: `model en_core_web_md: tok2vec/model: REASON`.
  [[nodiscard]] std::unexpected<Error> error(std::string_view part, std::string_view reason) const;

  [[nodiscard]] const std::string& name() const { return name_; }  ///< "en_core_web_md 3.8.0"
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  Result<void> read_checksums();
  void read_config(std::string_view text);
  [[nodiscard]] std::optional<std::string> raw(const std::string& section, const std::string& key, int depth) const;

  std::filesystem::path path_;
  std::string name_;
  std::map<std::string, std::map<std::string, std::string>> sections_;
  std::map<std::string, std::string> checksums_;  ///< part → hash; empty without the table
};

}  // namespace tocsin::nlp
