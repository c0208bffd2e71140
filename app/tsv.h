// Tables of the verbs that answer row by row: TSV in with a header, TSV out.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// Fields of one row in the order in which the verb asked for the columns.
using TsvRow = std::vector<std::string_view>;

/// Reads `input` (a path, or "-"), calls `answer` for each row and writes its line, in order. The header of the input
/// must name each of `columns`; it may name more. A row with too few fields or an answer that is an error is reported
/// as `name:line: …` and left out. Gives the exit code.
int answer_rows(const std::string& input, std::initializer_list<std::string_view> columns, std::string_view out_header,
                const std::function<Result<std::string>(const TsvRow&)>& answer);

/// A value as a field: tabs and line ends become blanks.
[[nodiscard]] std::string tsv_field(std::string_view value);

}  // namespace tocsin
