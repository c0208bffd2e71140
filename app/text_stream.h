// The texts that `tocsin annotate` is given, unchanged: whole files, or the field `text` of JSON Lines.
#pragma once

#include <fstream>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// One text as it was read, or one line of JSON that holds it.
struct RawText {
  std::string source;  ///< file name, or file name and line, for messages
  std::string bytes;
  bool in_json = false;
};

/// A text to annotate.
struct GivenText {
  std::string id;        ///< the input's own id, else its source
  std::string text;      ///< valid UTF-8
  std::string repaired;  ///< a message on bytes that were no UTF-8; empty when all were
};

/// Files one after another, "-" for standard input. A file is JSON Lines when its name ends with .jsonl or .ndjson or
/// when its first line is a JSON object.
class TextStream {
 public:
  explicit TextStream(const std::vector<std::string>& names) : names_(names) {}

  /// The next text in the order of the input, or an input that cannot be read (kInput); nothing at the end.
  [[nodiscard]] std::optional<Result<RawText>> next();

 private:
  Result<void> open(const std::string& name);
  std::optional<Result<RawText>> next_line();
  RawText whole_file();

  const std::vector<std::string>& names_;
  size_t at_ = 0;
  std::string name_;
  std::ifstream file_;
  std::istream* in_ = nullptr;  // null between inputs
  std::string first_line_;
  bool first_line_waits_ = false;
  bool first_line_ended_ = false;  // with a line break
  bool in_json_ = false;
  size_t line_ = 0;
};

/// Takes the text out of JSON where it is in it and mends its UTF-8. Fails (kInput) on a line that is no JSON object
/// with a string `text`.
[[nodiscard]] Result<GivenText> given_text(RawText raw);

}  // namespace tocsin
