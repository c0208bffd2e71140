// Writes a store in the format of another program.
#include "export.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <memory>

#include "query_choice.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct ExportCommand {
  std::string format;
  QueryChoice choice;
};

/// `of_events`: the table of events alone, as a file.
int run_export(const ExportCommand& command, bool of_events) {
  const Result<Codebook> book = open_codebook(command.choice.data);
  if (!book) return fault(book.error());
  const Result<ExportRequest> request = request_of(command.choice, *book);
  if (!request) return fault(request.error());
  Result<Store> store = Store::open(store_file(command.choice.store), StoreMode::kRead);
  if (!store) return fault(store.error());
  const Result<ExportCounts> done = of_events ? export_table(*store, *book, "events", command.format, *request)
                                              : export_store(*store, *book, command.format, *request);
  if (!done) return fault(done.error());
  for (const std::filesystem::path& file : done->files) say(file.string() + ": written");
  return 0;
}

std::string format_list() {
  std::string list;
  for (const std::string& name : export_format_names()) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

Result<std::string> export_format_of(const std::string& given, const std::filesystem::path& target) {
  if (!given.empty()) {
    const std::vector<std::string> names = export_format_names();
    if (std::ranges::find(names, given) != names.end()) return given;
    return fail(ErrorKind::kUsage, "--export: \"" + given + "\" is no export format; there are " + format_list());
  }
  std::string format = export_format_for(target);
  if (format.empty() && !target.has_extension()) format = "csv";
  if (!format.empty()) return format;
  return fail(ErrorKind::kUsage,
              target.string() + ": its extension says no format; --export FORMAT does: " + format_list());
}

int export_all(const std::filesystem::path& store, const std::string& data, const std::string& format,
               const std::filesystem::path& target) {
  ExportCommand command{.format = format, .choice = {}};
  command.choice.store = store.string();
  command.choice.data = data;
  command.choice.target = target.string();
  return run_export(command, export_format_for(target) == format);
}

Result<PassingFolder> PassingFolder::make() {
  std::error_code error;
  std::string name = (std::filesystem::temp_directory_path(error) / "tocsin-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr)
    return fail(ErrorKind::kResource,
                name + ": no folder for a passing store can be made here; --db names a place for it");
  return PassingFolder(name);
}

PassingFolder::~PassingFolder() {
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove_all(path_, error);
}

void add_export(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<ExportCommand>();
  CLI::App* verb = app.add_subcommand("export", "Writes a store in the format of another program");
  verb->add_option("format", command->format, format_list())->required();
  add_query_options(*verb, command->choice, {});
  verb->add_option("-o,--output", command->choice.target,
                   "A file, a folder for csv, jsonl and parquet; else standard output");
  verb->callback([command, &exit_code] { exit_code = run_export(*command, false); });
}

}  // namespace tocsin
