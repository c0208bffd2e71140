// Writes a store in the format of another program.
#include "export.h"

#include <fmt/format.h>

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

int fault(const Error& error) { return say(error.message), exit_code_of(error.kind); }

int run_export(const ExportCommand& command) {
  const Result<Codebook> book = open_codebook(command.choice.data);
  if (!book) return fault(book.error());
  const Result<ExportRequest> request = request_of(command.choice, *book);
  if (!request) return fault(request.error());
  Result<Store> store = Store::open(store_file(command.choice.store), StoreMode::kRead);
  if (!store) return fault(store.error());
  const Result<ExportCounts> done = export_store(*store, *book, command.format, *request);
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

void add_export(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<ExportCommand>();
  CLI::App* verb = app.add_subcommand("export", "Writes a store in the format of another program");
  verb->add_option("format", command->format, format_list())->required();
  add_query_options(*verb, command->choice, {});
  verb->add_option("-o,--output", command->choice.target,
                   "A file, a folder for csv, jsonl and parquet; else standard output");
  verb->callback([command, &exit_code] { exit_code = run_export(*command); });
}

}  // namespace tocsin
