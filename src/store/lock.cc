// A lock file of its own: SQLite drops its locks on a file when any descriptor of that file is closed.
#include "store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace tocsin::store {
namespace {

std::string holder_of(int descriptor) {
  std::array<char, 32> digits{};
  const ssize_t size = pread(descriptor, digits.data(), digits.size() - 1, 0);
  return size > 0 ? " (process " + std::string(digits.data(), static_cast<size_t>(size)) + ")" : std::string();
}

/// False when the file was removed by the writer before us between our opening and our locking it.
bool is_still_there(int descriptor, const std::filesystem::path& path) {
  struct stat ours {};
  struct stat there {};
  return fstat(descriptor, &ours) == 0 && stat(path.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::filesystem::path& store) {
  std::filesystem::path path = store;
  path += "-lock";
  for (;;) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
      const std::string reason = std::strerror(errno);
      return fail(ErrorKind::kResource,
                  "cannot be written: " + path.string() + ": " + reason + "; name a file in another folder with --db");
    }
    WriterLock lock(descriptor, path);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const std::string holder = holder_of(descriptor);
      ::close(std::exchange(lock.descriptor_, -1));
      return fail(ErrorKind::kResource, "another tocsin" + holder + " is writing to it; wait until it is done");
    }
    if (!is_still_there(descriptor, path)) {
      ::close(std::exchange(lock.descriptor_, -1));
      continue;
    }
    // The number is for the message of the next one alone: a full disk must not stop us here.
    const std::string number = std::to_string(getpid());
    [[maybe_unused]] const bool is_told =
        ftruncate(descriptor, 0) == 0 && pwrite(descriptor, number.data(), number.size(), 0) > 0;
    return lock;
  }
}

WriterLock::~WriterLock() {
  if (descriptor_ < 0) return;
  unlink(path_.c_str());
  ::close(descriptor_);
}

}  // namespace tocsin::store
