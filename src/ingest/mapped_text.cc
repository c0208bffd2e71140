// Keeps runs sorted and joined while text is written.
#include "ingest/mapped_text.h"

#include <algorithm>

namespace tocsin {
namespace {
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
}  // namespace

void MappedText::add_run(uint64_t raw_begin, uint32_t size) {
  if (size == 0) return;
  const auto text_begin = static_cast<uint32_t>(text_.size());
  if (!runs_.empty()) {
    SourceRun& last = runs_.back();
    if (last.text_begin + last.size == text_begin && last.raw_begin + last.size == raw_begin) {
      last.size += size;
      return;
    }
  }
  runs_.push_back({text_begin, raw_begin, size});
}

void MappedText::copy(std::string_view piece, uint64_t raw_begin) {
  add_run(raw_begin, static_cast<uint32_t>(piece.size()));
  text_ += piece;
}

void MappedText::copy_from(const MappedText& from, Range range) {
  auto run = std::ranges::upper_bound(from.runs_, range.begin, {}, &SourceRun::text_begin);
  if (run != from.runs_.begin()) --run;
  uint32_t at = range.begin;
  for (; run != from.runs_.end() && run->text_begin < range.end; ++run) {
    const uint32_t begin = std::max(run->text_begin, at);
    const uint32_t end = std::min(run->text_begin + run->size, range.end);
    if (begin >= end) continue;
    make(from.text().substr(at, begin - at));
    copy(from.text().substr(begin, end - begin), run->raw_begin + (begin - run->text_begin));
    at = end;
  }
  make(from.text().substr(at, range.end - at));
}

void MappedText::truncate(size_t size) {
  text_.resize(std::min(size, text_.size()));
  while (!runs_.empty() && runs_.back().text_begin >= text_.size()) runs_.pop_back();
  if (!runs_.empty())
    runs_.back().size = std::min(runs_.back().size, static_cast<uint32_t>(text_.size()) - runs_.back().text_begin);
}

uint64_t MappedText::raw_of(uint32_t byte) const {
  auto run = std::ranges::upper_bound(runs_, byte, {}, &SourceRun::text_begin);
  if (run == runs_.begin()) return SIZE_MAX;
  --run;
  return byte < run->text_begin + run->size ? run->raw_begin + (byte - run->text_begin) : SIZE_MAX;
}

Range trimmed(std::string_view text, Range range) {
  while (range.begin < range.end && is_blank(text[range.begin])) ++range.begin;
  while (range.begin < range.end && is_blank(text[range.end - 1])) --range.end;
  return range;
}

std::string_view trimmed(std::string_view text) {
  return trimmed(text, Range{0, static_cast<uint32_t>(text.size())}).of(text);
}

}  // namespace tocsin
