// Erases documents with all that came of them.
#include "erase.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "store/upkeep.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct EraseCommand {
  std::vector<std::string> ids;
  std::string store;
};

int fault(const Error& error) { return say(error.message), exit_code_of(error.kind); }

int run_erase(const EraseCommand& command) {
  Result<Store> store = Store::open(store_file(command.store), StoreMode::kChange);
  if (!store) return fault(store.error());
  int exit_code = 0;
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
  const std::string line = fmt::format("{} documents and {} records erased\n", all.documents, all.records);
  std::fputs(line.c_str(), stdout);
  return exit_code;
}

}  // namespace

void add_erase(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<EraseCommand>();
  CLI::App* verb = app.add_subcommand("erase", "Erases documents, and all that came of them, from a store for good");
  verb->add_option("document", command->ids, "Ids of documents")->required();
  add_store_option(*verb, command->store);
  verb->callback([command, &exit_code] { exit_code = run_erase(*command); });
}

}  // namespace tocsin
