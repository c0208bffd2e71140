// Opens any one input and gives its Articles one after another.
#pragma once

#include <cstddef>
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
  size_t feed_bytes = size_t{32} << 20;  ///< of a longer feed only the front is read
  size_t feed_items = 1000;              ///< of one reading of a feed
  std::optional<Date> latest;            ///< a feed's date after this day is not believed; none = any
  size_t line_bytes = size_t{16} << 20;  ///< a longer JSON line is an error of that line
};

/// What of an input became no Article and is no fault either.
struct IngestCounts {
  size_t skipped = 0;   ///< records of an archive that hold no page
  size_t repeated = 0;  ///< items of a feed that an earlier one says word for word
  size_t deferred = 0;  ///< items of a feed beyond the limit
};

/// One input, read piece by piece. For one thread at a time.
class ArticleStream {
 public:
  /// `input` is a path, or "-" for standard input; gzip and zstd are unpacked. The format follows from the extension,
  /// else from the content: text, HTML, JSON Lines, RSS or Atom, WARC. Fails (kInput) naming the input when it cannot
  /// be read or is none of these.
  [[nodiscard]] static Result<ArticleStream> open(const std::string& input, const IngestOptions& options);

  /// The next Article, or why one item could not be read ("news.jsonl:12: not JSON …"): reading goes on behind it, also
  /// behind damage of a packed file. Nothing at the end.
  [[nodiscard]] std::optional<Result<Article>> next();

  /// Where in the (unpacked) input, in bytes, the item that next() gave last begins.
  [[nodiscard]] uint64_t offset() const;

  /// Complete once next() has given its last.
  [[nodiscard]] IngestCounts counts() const;

  ArticleStream(ArticleStream&&) noexcept;
  ArticleStream& operator=(ArticleStream&&) noexcept;
  ~ArticleStream();

 private:
  struct Source;
  explicit ArticleStream(std::unique_ptr<Source> source);
  std::unique_ptr<Source> source_;
};

}  // namespace tocsin
