// Each verb shows its records on a page for people, or hands them to the flat tables.
#include "query.h"

#include <cstdio>
#include <functional>
#include <memory>

#include "page_table.h"
#include "query_choice.h"
#include "query_pages.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct QueryCommand {
  QueryChoice choice;
  std::string format = "table";
  std::string colour = "auto";
};

struct Verb {
  const char* name;
  const char* table;  ///< of the flat tables; empty = the verb has a page of its own alone
  const char* help;
  QueryOptions options;
  Result<uint64_t> (*page)(Store&, const Codebook&, const ExportRequest&, const PageOptions&);
};

/// `--format json` is JSON Lines, as everywhere.
std::string table_format(const QueryCommand& command, const ExportRequest& request) {
  if (command.format == "json") return "jsonl";
  if (command.format != "table") return command.format;
  const std::string by_name = export_format_for(request.target);
  return by_name.empty() ? "csv" : by_name;
}

int run_query(const Verb& verb, const QueryCommand& command) {
  const Result<Codebook> book = open_codebook(command.choice.data);
  if (!book) return fault(book.error());
  Result<ExportRequest> request = request_of(command.choice, *book);
  if (!request) return fault(request.error());
  Result<Store> store = Store::open(store_file(command.choice.store), StoreMode::kRead);
  if (!store) return fault(store.error());
  if (command.format == "table" && request->target.empty()) {
    request->with_persons = true;  // nothing leaves the house: the analyst sees the text as it is
    const PageOptions page{.width = page_width(), .colour = wants_colour(command.colour, stdout)};
    const Result<uint64_t> shown = verb.page(*store, *book, *request, page);
    if (!shown) return fault(shown.error());
    if (*shown == 0)
      say(std::string(verb.name) + ": nothing of the kind in " + store_file(command.choice.store).string());
    return 0;
  }
  const Result<ExportCounts> done = export_table(*store, *book, verb.table, table_format(command, *request), *request);
  return done ? 0 : fault(done.error());
}

}  // namespace

void add_queries(CLI::App& app, int& exit_code) {
  static const Verb verbs[] = {
      {"events", "events", "Who did what to whom, with the words that say so", {}, events_page},
      {"statements", "statements", "Who said what to whom", {.parties = true, .events = false}, statements_page},
      {"ledger",
       "ledger",
       "What was agreed, pledged, demanded, refused and disputed",
       {.parties = true, .events = false, .ledger = true},
       ledger_page},
      {"actors", "actors", "Who appears how often, and in which role", {.parties = true, .events = false}, actors_page},
      {"documents", "documents", "What was read", {.parties = true, .events = false}, documents_page}};
  for (const Verb& verb : verbs) {
    auto command = std::make_shared<QueryCommand>();
    CLI::App* sub = app.add_subcommand(verb.name, verb.help);
    add_query_options(*sub, command->choice, verb.options);
    sub->add_option("--format", command->format, "table, csv, json or parquet")
        ->check(CLI::IsMember({"table", "csv", "json", "parquet"}));
    sub->add_option("-o,--output", command->choice.target,
                    "A file; its extension says the format where --format does not");
    sub->add_option("--color", command->colour, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    sub->callback([command, &exit_code, &verb] { exit_code = run_query(verb, *command); });
  }
}

}  // namespace tocsin
