// The readers behind ArticleStream, one a format.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "ingest/article_stream.h"
#include "ingest/byte_source.h"

namespace tocsin {

/// What every reader of an input needs. Outlives the reader.
struct InputContext {
  ByteSource bytes;
  IngestOptions options;
  std::string name;       ///< as the user wrote it, for messages
  std::string file_name;  ///< the source of articles that name none
};

/// Gives the Articles of one input. For one thread.
class ArticleReader {
 public:
  virtual ~ArticleReader() = default;

  /// As ArticleStream::next(), errors name the input. Nothing at the end of the piece of the input;
  /// after ByteSource::resume() there may be more.
  virtual std::optional<Result<Article>> next() = 0;

  virtual void add_counts(IngestCounts&) const {}
};

std::unique_ptr<ArticleReader> new_whole_reader(InputContext& input, bool is_html);
std::unique_ptr<ArticleReader> new_line_reader(InputContext& input);
std::unique_ptr<ArticleReader> new_feed_reader(InputContext& input);
std::unique_ptr<ArticleReader> new_warc_reader(InputContext& input);

}  // namespace tocsin
