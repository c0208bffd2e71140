// Writes what a store holds in the formats that other programs read (docs/exports.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/codebook.h"
#include "store/store.h"

namespace tocsin {

struct EventView;

struct ExportRequest {
  Filter filter;
  bool with_persons = false;      ///< with the names of private persons
  std::optional<uint64_t> limit;  ///< of records in each table
  std::filesystem::path target;   ///< a file, or a folder for formats of several tables; empty = standard output
};

struct ExportCounts {
  uint64_t records = 0;  ///< events in event formats, rows of all tables, annotations
  std::vector<std::filesystem::path> files;
};

/// Their names, in the order of FORMATS.md.
[[nodiscard]] std::vector<std::string> export_format_names();

/// The format that writes such a file: of `x.jsonl` jsonl, of `x.parquet` parquet …; empty = the extension says
/// nothing.
[[nodiscard]] std::string export_format_for(const std::filesystem::path& target);

/// The same store and request give the same bytes. Files appear under their names when they are whole. Fails (kUsage)
/// for an unknown format, or when a format of several tables is to go to standard output; (kInput) when a file cannot
/// be written.
[[nodiscard]] Result<ExportCounts> export_store(Store& store, const Codebook& book, std::string_view format,
                                                const ExportRequest& request);

/// One of the flat tables (`events`, `statements`, `ledger`, `entities`, `documents`, `times`, `places`, `actors`) as
/// csv, jsonl or parquet.
[[nodiscard]] Result<ExportCounts> export_table(Store& store, const Codebook& book, std::string_view table,
                                                std::string_view format, const ExportRequest& request);

/// Calls `visit` with each event that the request wants, made ready to leave the house.
[[nodiscard]] Result<void> visit_events(Store& store, const Codebook& book, const ExportRequest& request,
                                        const std::function<Result<void>(const EventView&)>& visit);

}  // namespace tocsin
