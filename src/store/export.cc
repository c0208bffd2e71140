// Finds the format and walks the store for it.
#include "store/export.h"

#include <algorithm>

#include "store/across.h"
#include "store/export_annotations.h"
#include "store/export_formats.h"
#include "store/export_tables.h"
#include "store/out_file.h"

namespace tocsin {
namespace {

constexpr std::string_view kAnnotations = "annotations";

/// `out.csv` and `.mentions` → `out.mentions.csv`.
std::filesystem::path beside(const std::filesystem::path& target, std::string_view second) {
  std::filesystem::path path = target;
  return path.replace_extension(std::string(second) + target.extension().string());
}

Result<ExportCounts> export_events(Store& store, const Codebook& book, const EventFormat& format,
                                   const ExportRequest& request) {
  ExportCounts counts;
  TRY(OutFile file, OutFile::open(request.target));
  std::optional<OutFile> second;
  if (format.second_rows != nullptr && !request.target.empty()) {
    TRY(OutFile opened, OutFile::open(beside(request.target, format.second)));
    second.emplace(std::move(opened));
  }
  TRY_VOID(file.write(format.head()));
  const auto add = [&](const EventView& view) -> Result<void> {
    const std::string rows = format.rows(view, book);
    counts.records += rows.empty() ? 0 : 1;
    TRY_VOID(file.write(rows));
    return second ? second->write(format.second_rows(view, book)) : Result<void>();
  };
  TRY_VOID(visit_events(store, book, request, add));
  TRY_VOID(file.finish());
  if (!request.target.empty()) counts.files.push_back(request.target);
  if (second) {
    TRY_VOID(second->finish());
    counts.files.push_back(beside(request.target, format.second));
  }
  return counts;
}

Result<ExportCounts> export_tables(Store& store, const Codebook& book, std::string_view format,
                                   const ExportRequest& request) {
  if (request.target.empty())
    return fail(ErrorKind::kUsage, std::string(format) + ": is one file a table; a folder can be named with -o");
  std::error_code error;
  std::filesystem::create_directories(request.target, error);
  if (error || !std::filesystem::is_directory(request.target, error))
    return fail(ErrorKind::kInput, request.target.string() + ": is no folder and cannot be made one; " +
                                       std::string(format) + " is one file a table");
  ExportCounts counts;
  for (const std::string_view table : kTables) {
    const std::filesystem::path file = request.target / (std::string(table) + "." + std::string(format));
    TRY(const uint64_t rows, write_table(store, book, table, format, request, file));
    counts.records += rows;
    counts.files.push_back(file);
  }
  return counts;
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

std::vector<std::string> export_format_names() {
  std::vector<std::string> names;
  for (const EventFormat& format : event_formats()) names.emplace_back(format.name);
  for (const std::string_view name : kTableFormats) names.emplace_back(name);
  names.emplace_back(kAnnotations);
  return names;
}

std::string export_format_for(const std::filesystem::path& target) {
  const std::string extension = target.extension().string();
  if (extension == ".jsonld") return std::string(kAnnotations);
  for (const std::string_view format : kTableFormats)
    if (extension == "." + std::string(format)) return std::string(format);
  return {};
}

Result<void> visit_events(Store& store, const Codebook& book, const ExportRequest& request,
                          const std::function<Result<void>(const EventView&)>& visit) {
  Preparer preparer(book, request.with_persons);
  Gate gate(request.limit);
  return gate.outcome(store.events(request.filter, [&](const Found<EventRecord>& found) {
    if (gate.is_full()) return false;
    EventView view = view_of(found, preparer.ready(found.reading));
    const Result<std::optional<MergedRow>> merged = merged_event_of(store, found.id);
    if (!merged) return gate.pass(std::unexpected(merged.error()));
    if (*merged) {
      view.documents = (*merged)->documents;
      view.independent_origins = (*merged)->independent_origins;
    }
    return gate.pass(visit(view));
  }));
}

Result<ExportCounts> export_store(Store& store, const Codebook& book, std::string_view format,
                                  const ExportRequest& request) {
  for (const EventFormat& each : event_formats())
    if (each.name == format) return export_events(store, book, each, request);
  if (std::ranges::find(kTableFormats, format) != kTableFormats.end())
    return export_tables(store, book, format, request);
  if (format == kAnnotations) {
    TRY(const uint64_t count, write_annotations(store, book, request, request.target));
    ExportCounts counts{.records = count, .files = {}};
    if (!request.target.empty()) counts.files.push_back(request.target);
    return counts;
  }
  const std::vector<std::string> names = export_format_names();
  const std::string near = nearest_word(format, {names.begin(), names.end()});
  return fail(ErrorKind::kUsage, "\"" + std::string(format) + "\" is no export format; " +
                                     (near.empty() ? "there are " + listed(names) : "is " + near + " meant?"));
}

Result<ExportCounts> export_table(Store& store, const Codebook& book, std::string_view table, std::string_view format,
                                  const ExportRequest& request) {
  TRY(const uint64_t rows, write_table(store, book, table, format, request, request.target));
  ExportCounts counts{.records = rows, .files = {}};
  if (!request.target.empty()) counts.files.push_back(request.target);
  return counts;
}

}  // namespace tocsin
