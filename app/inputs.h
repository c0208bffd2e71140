// The Articles of all inputs of `tocsin code`, with what the store needs to know of where they came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/inputs.h"
#include "store/store.h"
#include "store/writer.h"

namespace tocsin {

/// One thing that an input held, or an input that held nothing.
struct InputItem {
  Result<Article> art = fail(ErrorKind::kInput, {});
  bool is_whole_input = false;  ///< `art` is an error of the input itself: nothing of it was read
  std::string source;           ///< the input's name, for what is quarantined
  std::string source_key;       ///< PutOptions::source_key
  uint64_t byte_offset = 0;     ///< where in the input it begins
  uint64_t bytes_before = 0;    ///< of all inputs, before it
  Seen seen = Seen::kNew;
};

/// Inputs one after another, each piece by piece. For one thread.
class Inputs {
 public:
  Inputs(const std::vector<std::string>& names, const IngestOptions& options);

  /// Nothing at the end.
  [[nodiscard]] std::optional<InputItem> next();

  /// Of all inputs together; 0 where one of them is no file.
  [[nodiscard]] uint64_t total_bytes() const;

  /// Of the inputs read to their end.
  [[nodiscard]] const IngestCounts& counts() const { return articles_.counts(); }

 private:
  ArticleInputs articles_;
  std::vector<uint64_t> bytes_before_;  ///< by input, and at last of all
  bool are_files_ = true;
};

}  // namespace tocsin
