// spaCy's expression for addresses, made to run in linear time.
#pragma once

#include <string>
#include <string_view>

namespace tocsin::nlp {

/// A pattern in Python's syntax that matches exactly the words that `pattern` matches. Parts of spaCy's address
/// expression that take quadratic time or unbounded memory on hostile words are replaced; another pattern comes back as
/// it is.
[[nodiscard]] std::string linear_address_pattern(std::string_view pattern);

}  // namespace tocsin::nlp
