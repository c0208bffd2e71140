// A disk that fails when a test wants it: SQLite's file layer with faults put in, in front of the real one.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace tocsin {

/// While it lives, all of SQLite's files go through it. One at a time; not for threads.
class Disk {
 public:
  Disk();
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  /// The `count`-th write or sync from now on fails with `code` (SQLITE_FULL, SQLITE_IOERR_WRITE …), and with
  /// `for_good` all after it, as a full disk or one without power does. 0 = none fails.
  void fail_after(uint64_t count, int code, bool for_good);
  [[nodiscard]] uint64_t operations() const { return operations_; }
  [[nodiscard]] bool has_failed() const { return has_failed_; }

  /// What a disk may hold after the power went: of each file what it held at its last sync, and of the writes since
  /// then any (drawn with `seed`), for nobody promised their order.
  void lose_power(uint32_t seed);

  // Called by the file layer.
  [[nodiscard]] int next_operation();
  void written(const std::string& name, int64_t offset, const void* bytes, int size);
  void truncated(const std::string& name, int64_t size);
  void synced(const std::string& name);
  void removed(const std::string& name) { files_.erase(name); }

 private:
  struct Write {
    int64_t offset;
    std::string bytes;  ///< empty = the file was cut to `offset`
    bool is_cut = false;
  };
  struct File {
    std::string durable;
    std::vector<Write> pending;
  };

  sqlite3_vfs vfs_{};
  uint64_t operations_ = 0, fails_at_ = 0;
  int code_ = 0;
  bool for_good_ = false, has_failed_ = false;
  std::map<std::string, File> files_;
};

}  // namespace tocsin
