// Widths are counted in code points: good enough for news in Latin letters, and never more than the page.
#include "page_table.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/utf8.h"
#include "terminal.h"

namespace tocsin {
namespace {

constexpr size_t kUnknownWidth = 120, kLeastWidth = 60, kGap = 2;
constexpr std::array<std::string_view, 5> kCodes = {"", "\x1B[1m", "\x1B[2m", "\x1B[32m", "\x1B[31m"};

/// The first `count` code points, with "…" for what is cut.
std::string fitted(const std::string& text, size_t count) {
  if (code_point_count(text) <= count) return text;
  std::string out;
  size_t at = 0;
  for (size_t i = 0; i + 1 < count && at < text.size(); ++i) {
    const DecodedPoint point = decode_point(std::string_view(text).substr(at));
    out.append(text, at, point.size);
    at += point.size;
  }
  return out + "…";
}

std::string padded(std::string text, size_t count) {
  const size_t points = code_point_count(text);
  if (points < count) text.append(count - points, ' ');
  return text;
}

}  // namespace

size_t page_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::max<size_t>(size.ws_col, kLeastWidth);
  const char* columns = std::getenv("COLUMNS");
  const int given = columns == nullptr ? 0 : std::atoi(columns);
  return given > 0 ? std::max<size_t>(static_cast<size_t>(given), kLeastWidth) : kUnknownWidth;
}

std::string PageTable::styled(const std::string& text, PageStyle style) const {
  if (!colour_ || style == PageStyle::kPlain || text.empty()) return text;
  return std::string(kCodes[static_cast<size_t>(style)]) + text + "\x1B[0m";
}

std::string PageTable::row(const std::vector<std::string>& cells, PageStyle style) const {
  std::string line;
  size_t used = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const bool is_last = i + 1 == cells.size();
    const size_t width = is_last ? page_width_ - std::min(used, page_width_ - 1) : widths_[i];
    const std::string cell = fitted(for_terminal(cells[i]), width);
    line += is_last ? cell : padded(cell, width) + std::string(kGap, ' ');
    used += width + kGap;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return styled(line, style) + "\n";
}

std::string PageTable::head(const std::vector<std::string>& titles) const { return row(titles, PageStyle::kBold); }

std::string PageTable::below(std::string_view text, PageStyle style) const {
  const std::string indent(widths_.front() + kGap, ' ');
  const size_t room = page_width_ > indent.size() + 20 ? page_width_ - indent.size() : 20;
  const std::string shown = for_terminal(text);
  std::string out, line;
  const auto flush = [&] {
    if (!line.empty()) out += indent + styled(line, style) + "\n";
    line.clear();
  };
  for (size_t at = 0; at < shown.size();) {
    size_t end = shown.find(' ', at);
    end = end == std::string::npos ? shown.size() : end;
    const std::string word = fitted(shown.substr(at, end - at), room);
    if (!line.empty() && code_point_count(line) + 1 + code_point_count(word) > room) flush();
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  flush();
  return out;
}

}  // namespace tocsin
