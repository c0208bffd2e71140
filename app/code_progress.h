// How far `tocsin code` is: one line on a terminal's standard error, nothing in a pipe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tocsin {

class CodeProgress {
 public:
  /// `total_bytes` of the inputs; 0 = not known, then no time is told that is left.
  explicit CodeProgress(uint64_t total_bytes);
  ~CodeProgress() { clear(); }

  /// After each document; `bytes` of the inputs are done.
  void update(uint64_t documents, uint64_t events, uint64_t bytes);
  /// Takes the line away before something else is printed.
  void clear();
  [[nodiscard]] double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_, drawn_ = false;
  uint64_t total_bytes_;
  Clock::time_point started_, last_;
};

/// `[#####-----]  50 %  1,234 documents  98 a second  5,678 events  1:02 left`. A share below 0 is not known.
[[nodiscard]] std::string progress_line(double share, uint64_t documents, uint64_t events, double seconds);

}  // namespace tocsin
