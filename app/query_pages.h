// What the queries show to people.
#pragma once

#include "store/export.h"

namespace tocsin {

struct PageOptions {
  size_t width = 120;
  bool colour = false;
};

/// Each prints its records to standard output as it finds them, and gives their number.
[[nodiscard]] Result<uint64_t> events_page(Store&, const Codebook&, const ExportRequest&, const PageOptions&);
[[nodiscard]] Result<uint64_t> statements_page(Store&, const Codebook&, const ExportRequest&, const PageOptions&);
[[nodiscard]] Result<uint64_t> ledger_page(Store&, const Codebook&, const ExportRequest&, const PageOptions&);
[[nodiscard]] Result<uint64_t> actors_page(Store&, const Codebook&, const ExportRequest&, const PageOptions&);
[[nodiscard]] Result<uint64_t> documents_page(Store&, const Codebook&, const ExportRequest&, const PageOptions&);

}  // namespace tocsin
