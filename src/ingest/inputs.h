// All inputs of a command, one after another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/article_stream.h"

namespace tocsin {

/// The files that `names` stand for, in order: a folder for every file below it (sorted; hidden ones left out), a
/// pattern (* ? [) that is no file itself for what it matches, everything else for itself. A folder that cannot be
/// listed and a pattern without a match stand for themselves, and opening them says why.
[[nodiscard]] std::vector<std::string> expand_inputs(const std::vector<std::string>& names);

/// The Articles of many inputs. For one thread at a time.
class ArticleInputs {
 public:
  ArticleInputs(const std::vector<std::string>& names, IngestOptions options);

  /// The next Article, or what could not be read; nothing after the last input.
  [[nodiscard]] std::optional<Result<Article>> next();

  /// What the names stand for, in the order of reading.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// Of what next() gave last: the place of its input in names(), where in the (unpacked) input it begins, in bytes,
  /// and whether the input could be opened at all.
  [[nodiscard]] size_t index() const { return at_ - 1; }
  [[nodiscard]] uint64_t offset() const { return open_ ? open_->offset() : 0; }
  [[nodiscard]] bool is_open() const { return open_.has_value(); }

  /// Of the inputs read to their end.
  [[nodiscard]] const IngestCounts& counts() const { return counts_; }

 private:
  std::vector<std::string> names_;
  IngestOptions options_;
  IngestCounts counts_;
  size_t at_ = 0;
  std::optional<ArticleStream> open_;
};

/// What `--field NAME=KEY` may say: "text=body" makes `text` come from the key "body". Fails (kUsage) on another form.
[[nodiscard]] Result<void> set_field(JsonFields& fields, const std::string& choice);

/// Two days from now: a feed's date may be ahead of ours by a time zone, and by no more.
[[nodiscard]] Date latest_believable_date();

}  // namespace tocsin
