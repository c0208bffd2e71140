// The inputs that a command line names and how they are read: the same for every verb that reads news.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/inputs.h"

namespace tocsin {

struct IngestChoice {
  std::vector<std::string> inputs;
  std::string date;
  std::vector<std::string> fields;
  size_t feed_items = IngestOptions{}.feed_items;

  /// Fails (kUsage) on a date or a field that is none, naming the option.
  [[nodiscard]] Result<IngestOptions> options() const;
};

/// Inputs, --date, --field, --feed-items.
void add_ingest_options(CLI::App& verb, IngestChoice& choice);

/// Says on standard error what of the feeds was left out, where something was.
void say_deferred(const IngestCounts& counts, const IngestOptions& options);

}  // namespace tocsin
