// Records as the JSON of FORMATS.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace tocsin {

struct JsonOptions {
  bool explain = false;  ///< with `why`: the table rows and rules behind each record
};

/// One document as one line of JSON without its line end: fields in the order of FORMATS.md, always valid UTF-8,
/// numbers in the shortest form that reads back the same. Span offsets become code points of `document.text`.
[[nodiscard]] std::string to_json(const Reading& reading, const JsonOptions& options = {});

/// Single records of one document as the members of a JSON object without its braces: `"id":"E1","type":"CONSULT",…`.
class RecordJson {
 public:
  /// `text` is the document's and must outlive this; empty = spans hold code points already.
  explicit RecordJson(std::string_view text, const JsonOptions& options = {});
  ~RecordJson();

  template <typename Record>
  [[nodiscard]] std::string members(const Record& record);
  /// A list inside a record: spans, mentions, sizes.
  template <typename Value>
  [[nodiscard]] std::string list(const std::vector<Value>& values);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// `text` as a JSON string with its quotation marks. What is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace tocsin
