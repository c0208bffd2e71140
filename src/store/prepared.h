// Records on their way out, each with its document made ready once. For src/store alone.
#pragma once

#include <optional>
#include <utility>

#include "store/codebook.h"
#include "store/export.h"
#include "store/export_reading.h"

namespace tocsin {

/// Makes a document ready when its first record comes, and keeps it for those that follow.
class Preparer {
 public:
  Preparer(const Codebook& book, bool with_persons) : book_(book), with_persons_(with_persons) {}

  /// Valid until the next call.
  const Reading& ready(const Reading& reading) {
    if (reading.document.id.empty() || id_ != reading.document.id) {
      ready_ = reading_for_export(reading, book_, with_persons_);
      id_ = reading.document.id;
    }
    return ready_;
  }

 private:
  const Codebook& book_;
  bool with_persons_;
  std::string id_;
  Reading ready_;
};

/// Stops a walk at a limit or an error, which it keeps.
class Gate {
 public:
  explicit Gate(const std::optional<uint64_t>& limit) : limit_(limit) {}

  /// Whether the walk goes on after a record that led to `done`.
  bool pass(Result<void> done) {
    if (!done) return fault_ = std::move(done), false;
    ++count_;
    return !is_full();
  }
  [[nodiscard]] bool is_full() const { return limit_ && count_ >= *limit_; }
  [[nodiscard]] uint64_t count() const { return count_; }
  /// What became of the walk that gave `walked`.
  [[nodiscard]] Result<void> outcome(Result<void> walked) const { return walked ? fault_ : walked; }

 private:
  std::optional<uint64_t> limit_;
  uint64_t count_ = 0;
  Result<void> fault_;
};

}  // namespace tocsin
