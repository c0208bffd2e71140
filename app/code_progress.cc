// Draws the bar of `tocsin code`.
#include "code_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace tocsin {
namespace {

constexpr size_t kBarWidth = 24;

std::string with_commas(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace

std::string progress_line(double share, uint64_t documents, uint64_t events, double seconds) {
  std::string line;
  if (share >= 0) {
    const auto filled = static_cast<size_t>(std::min(share, 1.0) * kBarWidth);
    line = fmt::format("[{}{}] {:3.0f} %  ", std::string(filled, '#'), std::string(kBarWidth - filled, '-'),
                       100 * std::min(share, 1.0));
  }
  line += fmt::format("{} documents  {:.0f} a second  {} events", with_commas(documents),
                      static_cast<double>(documents) / std::max(seconds, 1e-3), with_commas(events));
  if (share > 0.005) {
    const auto left = static_cast<uint64_t>(seconds / std::min(share, 1.0) - seconds);
    line += fmt::format("  {}:{:02} left", left / 60, left % 60);
  }
  return line;
}

CodeProgress::CodeProgress(uint64_t total_bytes)
    : shown_(isatty(STDERR_FILENO) == 1), total_bytes_(total_bytes), started_(Clock::now()), last_(started_) {}

double CodeProgress::seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }

void CodeProgress::update(uint64_t documents, uint64_t events, uint64_t bytes) {
  if (!shown_ || Clock::now() - last_ < std::chrono::milliseconds(200)) return;
  last_ = Clock::now();
  const double share = total_bytes_ > 0 ? static_cast<double>(bytes) / static_cast<double>(total_bytes_) : -1;
  std::fprintf(stderr, "\r%s\x1B[K", progress_line(share, documents, events, seconds()).c_str());
  drawn_ = true;
}

void CodeProgress::clear() {
  if (drawn_) std::fputs("\r\x1B[K", stderr);
  drawn_ = false;
}

}  // namespace tocsin
