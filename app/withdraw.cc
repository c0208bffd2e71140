// Marks documents as withdrawn: they stay as history, and queries pass them over.
#include "withdraw.h"

#include <algorithm>
#include <memory>

#include "store/writer.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct WithdrawCommand {
  std::vector<std::string> ids;
  std::string reason;
  std::string store;
};

int run_withdraw(const WithdrawCommand& command) {
  Result<Store> store = Store::open(store_file(command.store), StoreMode::kChange);
  if (!store) return fault(store.error());
  Result<StoreWriter> writer = store->writer();
  if (!writer) return fault(writer.error());
  int exit_code = 0;
  for (const std::string& id : command.ids) {
    Result<void> done = writer->withdraw(id, command.reason);
    if (done) done = writer->commit();
    if (!done) exit_code = std::max(exit_code, fault(done.error()));
  }
  return exit_code;
}

}  // namespace

void add_withdraw(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<WithdrawCommand>();
  CLI::App* verb = app.add_subcommand(
      "withdraw", "Marks documents that their publisher took back: they stay as history, and queries pass them over");
  verb->add_option("document", command->ids, "Ids of documents")->required();
  verb->add_option("--reason", command->reason, "Why, in words");
  add_store_option(*verb, command->store);
  verb->callback([command, &exit_code] { exit_code = run_withdraw(*command); });
}

}  // namespace tocsin
