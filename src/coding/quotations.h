// Quotations: which parts of a text stand in quotation marks, whatever marks it uses.
#pragma once

#include <string_view>
#include <vector>

#include "base/range.h"

namespace tocsin::coding {

/// Bytes of the text. `outer` has the marks, `inner` has not.
struct Quotation {
  Range outer;
  Range inner;
  bool goes_on = false;    ///< no closing mark: the next quotation, which opens the next paragraph, continues this one
  bool continues = false;  ///< continues the one before
};

/// Curly, straight, single and TeX-style marks, guillemets and low marks; an apostrophe is no mark. A mark opened
/// inside another quotation belongs to that one. In text order, not overlapping.
[[nodiscard]] std::vector<Quotation> find_quotations(std::string_view text);

/// Paragraphs as byte ranges: cut at blank lines, and at a line's end where a sentence ends there too (a line break
/// inside a sentence is only the width of the page). `title_size` bytes at the front are a paragraph of their own.
[[nodiscard]] std::vector<Range> find_paragraphs(std::string_view text, size_t title_size);

}  // namespace tocsin::coding
