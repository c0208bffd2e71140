// Opens any one input and gives its Articles one after another.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/dates.h"
#include "base/result.h"
#include "doc/article.h"
#include "ingest/html.h"
#include "ingest/jsonl.h"

namespace tocsin {

struct IngestOptions {
  std::optional<Date> date;  ///< day of publication of everything read; goes before what the input says
  JsonFields fields;
  CleanLimits clean;
  size_t file_bytes = size_t{16} << 20;  ///< of a longer text or page only the front is read
  size_t line_bytes = size_t{16} << 20;  ///< a longer JSON line is an error of that line
};

/// One input, read piece by piece. For one thread at a time.
class ArticleStream {
 public:
  /// `input` is a path, or "-" for standard input. The format follows from the extension, else from the content: text,
  /// HTML or JSON Lines. Fails (kInput) naming the input when it cannot be read or is none of these.
  [[nodiscard]] static Result<ArticleStream> open(const std::string& input, const IngestOptions& options);

  /// The next Article, or why one item could not be read ("news.jsonl:12: not JSON …"): reading goes on behind it.
  /// Nothing at the end.
  [[nodiscard]] std::optional<Result<Article>> next();

  /// Where in the input, in bytes, the item that next() gave last begins.
  [[nodiscard]] uint64_t offset() const;

  ArticleStream(ArticleStream&&) noexcept;
  ArticleStream& operator=(ArticleStream&&) noexcept;
  ~ArticleStream();

 private:
  struct Source;
  explicit ArticleStream(std::unique_ptr<Source> source);
  std::unique_ptr<Source> source_;
};

}  // namespace tocsin
