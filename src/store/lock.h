// One writer at a time: a lock that goes with the process that holds it.
#pragma once

#include <filesystem>
#include <utility>

#include "base/result.h"

namespace tocsin::store {

/// Holds `FILE-lock` beside the store while it lives. The operating system gives it up when the process dies.
class WriterLock {
 public:
  /// Fails (kResource), naming the process that holds it, when there is another writer.
  [[nodiscard]] static Result<WriterLock> take(const std::filesystem::path& store);

  WriterLock(WriterLock&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  WriterLock(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::filesystem::path path_;
};

}  // namespace tocsin::store
