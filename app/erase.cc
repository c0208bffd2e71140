// Erases documents with all that came of them.
#include "erase.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "across_documents.h"
#include "folders.h"
#include "store/upkeep.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct EraseCommand {
  std::vector<std::string> ids, persons;
  std::string store;
};

/// Merged events and moves of the ledger, from what is left.
int relate_again(Store& store) {
  const Result<std::filesystem::path> data = find_data({});
  if (!data) return fault(data.error());
  const Result<LanguageTables> language = language_tables(*data);
  return language ? relate_documents(store, language->words) : fault(language.error());
}

int run_erase(const EraseCommand& command) {
  Result<Store> store = Store::open(store_file(command.store), StoreMode::kChange);
  if (!store) return fault(store.error());
  int exit_code = 0;
  bool is_redacted = false;
  if (command.ids.empty() && command.persons.empty())
    return say("erase: nothing is named; ids of documents are wanted, or --person NAME"), 1;
  Erased all;
  for (const std::string& id : command.ids) {
    const Result<Erased> erased = erase_document(*store, id);
    if (!erased) {
      exit_code = std::max(exit_code, fault(erased.error()));
      continue;
    }
    all.documents += erased->documents;
    all.records += erased->records;
  }
  std::string line;
  if (!command.ids.empty()) line = fmt::format("{} documents and {} records erased\n", all.documents, all.records);
  for (const std::string& person : command.persons) {
    const Result<Erased> erased = erase_person(*store, person);
    if (!erased) {
      exit_code = std::max(exit_code, fault(erased.error()));
      continue;
    }
    line += fmt::format("{} documents and {} records no longer name the person\n", erased->documents, erased->records);
    is_redacted = is_redacted || erased->documents > 0;
  }
  std::fputs(line.c_str(), stdout);
  return is_redacted ? std::max(exit_code, relate_again(*store)) : exit_code;
}

}  // namespace

void add_erase(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<EraseCommand>();
  CLI::App* verb =
      app.add_subcommand("erase", "Erases documents with all that came of them, or a person's name, for good");
  verb->add_option("document", command->ids, "Ids of documents");
  verb->add_option("--person", command->persons, "Full name of a person: documents stay, the name goes")
      ->allow_extra_args(false);
  add_store_option(*verb, command->store);
  verb->callback([command, &exit_code] { exit_code = run_erase(*command); });
}

}  // namespace tocsin
