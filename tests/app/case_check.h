// Compares a Reading with what a case expects, and prints both in the same form.
#pragma once

#include <string>
#include <vector>

#include "case_file.h"
#include "record/record.h"

namespace tocsin::cases {

/// One line of text for each expectation that does not hold, with what was found instead in the form of the case's
/// lines. Empty = all hold.
[[nodiscard]] std::vector<std::string> misses(const Case& one, const Reading& reading);

/// The law "every quote exact": one line of text for each span whose words are not the words of the text at its place.
[[nodiscard]] std::vector<std::string> inexact_quotes(const Reading& reading);

}  // namespace tocsin::cases
