// One line of JSON Lines as an Article.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "doc/article.h"
#include "ingest/clean.h"

namespace tocsin {

/// The names under which the input keeps each field.
struct JsonFields {
  std::string id = "id";
  std::string title = "title";
  std::string text = "text";
  std::string date = "date";
  std::string source = "source";
  std::string publisher = "publisher";
  std::string url = "url";
};

/// Parses lines one after another, with its buffers kept. For one thread.
class JsonLineParser {
 public:
  JsonLineParser(JsonFields fields, CleanLimits limits);
  ~JsonLineParser();

  /// `line` without its line end stands at `raw_begin` of the source; the map of the Article leads into the JSON
  /// strings where they hold no escapes. A field of another kind, or with no use here, is left out with a note; `text`
  /// must be there and be a string. Fails (kInput) on a line that is no JSON object or nests deeper than 1,024.
  /// `file_name` is the source where the line names none.
  [[nodiscard]] Result<Article> parse(std::string_view line, uint64_t raw_begin, std::string_view file_name);

 private:
  struct Parser;
  JsonFields fields_;
  CleanLimits limits_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tocsin
