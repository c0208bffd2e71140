// Judges the whole text first, then replaces line ends one by one.
#include "ingest/unwrap.h"

#include <algorithm>
#include <vector>

namespace tocsin {
namespace {

constexpr size_t kNarrow = 40, kWide = 120;
constexpr size_t kFewest = 3;        // line ends that it takes to judge
constexpr double kShortLine = 0.55;  // of the usual width; what follows a shorter line was meant to begin anew

/// A line end with text on both sides.
struct LineEnd {
  uint32_t at = 0;  ///< of '\n'
  std::string_view line, next;
};

std::vector<LineEnd> single_line_ends(std::string_view text) {
  std::vector<LineEnd> ends;
  size_t begin = 0;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', begin)) {
    const std::string_view line = trimmed(text.substr(begin, at - begin));
    const std::string_view next = trimmed(text.substr(at + 1, std::min(text.find('\n', at + 1), text.size()) - at - 1));
    if (!line.empty() && !next.empty()) ends.push_back({static_cast<uint32_t>(at), line, next});
    begin = at + 1;
  }
  return ends;
}

bool starts_item(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "•", "– ", "— ", "·", "("})
    if (line.starts_with(mark)) return true;
  const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits < 3 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
}

bool is_broken(const LineEnd& end) {
  return end.line.size() >= kNarrow && end.line.size() <= kWide && !ends_like_sentence(end.line);
}

}  // namespace

bool ends_like_sentence(std::string_view line) {
  for (bool closed = true; closed;) {
    closed = false;
    for (const std::string_view closing : {"\"", "”", "’", "'", ")", "]"})
      if (line.ends_with(closing)) line.remove_suffix(closing.size()), closed = true;
  }
  return line.empty() || std::string_view(".!?:;").contains(line.back()) || line.ends_with("…");
}

MappedText unwrap_lines(MappedText text) {
  const std::vector<LineEnd> ends = single_line_ends(text.text());
  const auto broken_count = static_cast<size_t>(std::ranges::count_if(ends, is_broken));
  if (broken_count < kFewest || broken_count * 2 < ends.size()) return text;
  std::vector<size_t> widths;
  for (const LineEnd& end : ends)
    if (is_broken(end)) widths.push_back(end.line.size());
  std::ranges::nth_element(widths, widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2));
  const double shortest = kShortLine * static_cast<double>(widths[widths.size() / 2]);

  MappedText whole;
  whole.reserve(text.size());
  uint32_t copied = 0;
  for (const LineEnd& end : ends) {
    const bool goes_on = end.next[0] >= 'a' && end.next[0] <= 'z' && !ends_like_sentence(end.line);
    if (!goes_on && (static_cast<double>(end.line.size()) < shortest || starts_item(end.next))) continue;
    whole.copy_from(text, {copied, end.at});
    if (!whole.text().ends_with(' ')) whole.make(" ");
    copied = end.at + 1;
  }
  whole.copy_from(text, {copied, static_cast<uint32_t>(text.size())});
  return whole;
}

}  // namespace tocsin
