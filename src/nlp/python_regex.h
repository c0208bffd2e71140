// A regular expression in Python's syntax, with Python's meaning, run by PCRE2. For the tokenizer and the ruler.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/range.h"
#include "base/result.h"

namespace tocsin::nlp {

/// The reusable memory of matching. One a thread.
class RegexScratch {
 public:
  RegexScratch();
  ~RegexScratch();
  RegexScratch(RegexScratch&&) noexcept;
  RegexScratch& operator=(RegexScratch&&) noexcept;

 private:
  friend class PythonRegex;
  struct State;
  std::unique_ptr<State> state_;
};

/// The pattern in PCRE2's syntax: `\uXXXX`, `\w`, `\d`, `\s`, `\b`, `\v`, `\Z`, `{,n}` and `[` within a class differ.
/// Fails (kResource) on inline flags and on escapes that have no equal.
Result<std::string> pcre2_of_python(std::string_view pattern);

/// Immutable; any number of threads may match at once, each with its own RegexScratch.
class PythonRegex {
 public:
  /// kAtStart: matches only begin at the start of the search, as re.match() has it.
  enum class Begin { kAnywhere, kAtStart };

  /// Fails (kResource) with the offset and the reason.
  static Result<PythonRegex> compile(std::string_view pattern, Begin begin = Begin::kAnywhere);
  PythonRegex(PythonRegex&&) noexcept;
  PythonRegex& operator=(PythonRegex&&) noexcept;
  ~PythonRegex();

  struct SearchOptions {
    size_t from = 0;         ///< look-behind still sees what stands before
    bool not_empty = false;  ///< a match at `from` is not empty
  };

  /// re.search() or, kAtStart, re.match(): the leftmost match in valid UTF-8. A subject on which the engine reaches its
  /// step or memory limit does not match.
  [[nodiscard]] std::optional<Range> search(std::string_view subject, RegexScratch& scratch,
                                            SearchOptions options) const;
  [[nodiscard]] std::optional<Range> search(std::string_view subject, RegexScratch& scratch) const {
    return search(subject, scratch, SearchOptions());
  }

 private:
  struct Code;
  explicit PythonRegex(std::unique_ptr<const Code> code);
  std::unique_ptr<const Code> code_;
};

}  // namespace tocsin::nlp
