// The filters that queries and exports share on the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/codebook.h"
#include "store/export.h"

namespace tocsin {

struct QueryChoice {
  std::string store, data;
  std::vector<std::string> actors, recipients, types, modes, quads, kinds, statuses, factuality;
  bool either_way = false, once = false;
  uint64_t min_origins = 0;
  std::string since, until, place, search, source;
  bool with_persons = false;
  std::optional<uint64_t> limit;
  std::string target;
};

/// Which options a verb has beside --db, --since, --until, --search, --source, --limit, --persons and -o.
struct QueryOptions {
  bool parties = true;  ///< --actor, --recipient, --either-way
  bool events = true;   ///< --type, --mode, --quad, --factuality, --place
  bool ledger = false;  ///< --kind, --status
};

void add_query_options(CLI::App& verb, QueryChoice& choice, const QueryOptions& options);

/// The filter that was asked for. Fails (kUsage) naming the option, what was found, and what would do.
[[nodiscard]] Result<ExportRequest> request_of(const QueryChoice& choice, const Codebook& book);

/// The tables of --data, else of the usual folders.
[[nodiscard]] Result<Codebook> open_codebook(const std::string& data);

}  // namespace tocsin
