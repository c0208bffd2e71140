// MappedText: text under cleaning that knows which of its bytes came unchanged from the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/range.h"
#include "doc/article.h"

namespace tocsin {

/// Text in the making. Every step of ingest reads one MappedText and writes another; the runs always lead back to the
/// bytes of the source. Law: text[run] == raw[run] for each run.
class MappedText {
 public:
  /// Bytes that are the source's from `raw_begin` on.
  void copy(std::string_view piece, uint64_t raw_begin);

  /// Bytes that the source does not hold in this form.
  void make(std::string_view piece) { text_ += piece; }

  /// A range of another MappedText, with what of it came from the source.
  void copy_from(const MappedText& from, Range range);

  /// Cuts the end off.
  void truncate(size_t size);

  /// The source byte of a byte of the text; SIZE_MAX where it was made.
  [[nodiscard]] uint64_t raw_of(uint32_t byte) const;

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::vector<SourceRun>& runs() const { return runs_; }
  [[nodiscard]] size_t size() const { return text_.size(); }

  [[nodiscard]] std::string take_text() && { return std::move(text_); }
  [[nodiscard]] std::vector<SourceRun> take_runs() && { return std::move(runs_); }

  void reserve(size_t size) { text_.reserve(size); }

 private:
  void add_run(uint64_t raw_begin, uint32_t size);

  std::string text_;
  std::vector<SourceRun> runs_;
};

/// The range without blanks, line ends and tabs at its ends.
[[nodiscard]] Range trimmed(std::string_view text, Range range);
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace tocsin
