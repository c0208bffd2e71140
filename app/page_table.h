// Records as entries of a page that fits the terminal: a line of columns, and below it the quote and its source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

enum class PageStyle { kPlain, kBold, kDim, kCooperation, kConflict };

/// Columns of one width each; the last takes what is left. What does not fit is cut with "…".
class PageTable {
 public:
  /// `widths` of all columns but the last.
  PageTable(std::vector<size_t> widths, size_t page_width, bool colour)
      : widths_(std::move(widths)), page_width_(page_width), colour_(colour) {}

  [[nodiscard]] std::string head(const std::vector<std::string>& titles) const;
  /// Cells come from the net: control characters are shown harmlessly.
  [[nodiscard]] std::string row(const std::vector<std::string>& cells, PageStyle style) const;
  /// Text below a row, from the second column on, broken between words.
  [[nodiscard]] std::string below(std::string_view text, PageStyle style) const;

 private:
  [[nodiscard]] std::string styled(const std::string& text, PageStyle style) const;
  std::vector<size_t> widths_;
  size_t page_width_;
  bool colour_;
};

/// Columns of the terminal that standard output is, else $COLUMNS, else 120.
[[nodiscard]] size_t page_width();

}  // namespace tocsin
