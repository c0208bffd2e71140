// Prints every row of a store, so that two stores can be compared with diff.
#include "dump.h"

#include <cstdio>
#include <memory>

#include "store/store.h"
#include "store/upkeep.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

int run_dump(const std::string& given) {
  Result<Store> store = Store::open(store_file(given), StoreMode::kRead);
  if (!store) return say(store.error().message), exit_code_of(store.error().kind);
  bool is_written = true;
  const Result<void> dumped = dump_store(*store, [&](std::string_view line) {
    is_written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    return is_written;
  });
  if (!dumped) return say(dumped.error().message), exit_code_of(dumped.error().kind);
  if (is_written && std::fflush(stdout) == 0) return 0;
  return say("standard output: cannot be written; is the disk full?"), 2;
}

}  // namespace

void add_dump(CLI::App& app, int& exit_code) {
  auto given = std::make_shared<std::string>();
  auto is_sorted = std::make_shared<bool>(true);
  CLI::App* verb = app.add_subcommand("dump", "Prints every row of a store: two stores are equal when their dumps are");
  verb->add_flag("--sorted", *is_sorted, "In the order of document ids; there is no other order");
  add_store_option(*verb, *given);
  verb->callback([given, is_sorted, &exit_code] { exit_code = run_dump(*given); });
}

}  // namespace tocsin
