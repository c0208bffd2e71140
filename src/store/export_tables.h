// Rows of the flat tables from a store. For src/store alone.
#pragma once

#include <array>
#include <string_view>

#include "store/flat_table.h"
#include "store/prepared.h"

namespace tocsin {

inline constexpr std::array<std::string_view, 7> kTables = {"documents", "entities", "statements", "events",
                                                            "ledger",    "times",    "places"};
inline constexpr std::array<std::string_view, 3> kTableFormats = {"parquet", "csv", "jsonl"};

/// One table to one file; gives the number of rows.
[[nodiscard]] Result<uint64_t> write_table(Store& store, const Codebook& book, std::string_view table,
                                           std::string_view format, const ExportRequest& request,
                                           const std::filesystem::path& target);

}  // namespace tocsin
