// RSS (0.9 to 2.0), RDF and Atom: each item an Article.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "base/dates.h"
#include "base/result.h"
#include "doc/article.h"
#include "ingest/clean.h"

namespace tocsin {

struct FeedLimits {
  CleanLimits clean;
  size_t items = 1000;         ///< of one reading of a feed; the rest is counted and left for the next
  std::optional<Date> latest;  ///< a date of publication after this day is not believed; none = any
};

/// The items of one feed, one after another. A document type with declarations is refused outright: no entity is ever
/// defined, no file or address opened. For one thread.
class FeedReader {
 public:
  /// `bytes` are the feed as fetched and must outlive the reader. Fails (kInput) when they are no text.
  [[nodiscard]] static Result<FeedReader> open(std::string_view bytes, const FeedLimits& limits);

  /// The next item with a title or a text, or why the rest of the feed cannot be read; nothing at the end. An item with
  /// the guid and the text of an earlier one is passed over.
  [[nodiscard]] std::optional<Result<Article>> next();

  [[nodiscard]] size_t repeated() const;  ///< items passed over because an earlier one is the same
  [[nodiscard]] size_t deferred() const;  ///< items beyond the limit, once next() has given its last

  FeedReader(FeedReader&&) noexcept;
  FeedReader& operator=(FeedReader&&) noexcept;
  ~FeedReader();

 private:
  struct State;
  explicit FeedReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tocsin
