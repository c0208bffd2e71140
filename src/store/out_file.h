// A file that appears when it is whole, or standard output.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace tocsin {

class OutFile {
 public:
  /// Writes to `target` + ".part" until finish(); an empty target is standard output. Fails (kInput) when it cannot be
  /// made.
  [[nodiscard]] static Result<OutFile> open(const std::filesystem::path& target);

  [[nodiscard]] Result<void> write(std::string_view bytes);
  /// Puts the file under its name.
  [[nodiscard]] Result<void> finish();

  OutFile(OutFile&& other) noexcept : target_(std::move(other.target_)), file_(std::exchange(other.file_, nullptr)) {}
  OutFile& operator=(OutFile&&) = delete;
  ~OutFile();  ///< what is not finished goes

 private:
  OutFile(std::filesystem::path target, std::FILE* file) : target_(std::move(target)), file_(file) {}
  [[nodiscard]] std::filesystem::path part() const { return target_.string() + ".part"; }
  [[nodiscard]] std::unexpected<Error> cannot(const std::string& what) const;

  std::filesystem::path target_;
  std::FILE* file_;
};

}  // namespace tocsin
