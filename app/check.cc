// Says what is wrong with a store, or how much is in it.
#include "check.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "store/store.h"
#include "store/upkeep.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

constexpr size_t kMostFaults = 20;
constexpr int kDamagedExit = 3;

int run_check(const std::string& given) {
  const std::filesystem::path file = store_file(given);
  Result<Store> store = Store::open(file, StoreMode::kRead);
  if (!store) return fault(store.error());
  const Result<std::vector<std::string>> faults = check_store(*store, kMostFaults);
  if (!faults) return fault(faults.error());
  for (const std::string& each : *faults) say(file.string() + ": " + each);
  if (!faults->empty()) {
    say(file.string() +
        ": is damaged; put a copy made by `tocsin backup` in its place, or code the inputs again into a new one");
    return kDamagedExit;
  }
  const Result<StoreCounts> counts = store->counts();
  if (!counts) return fault(counts.error());
  const std::string line = fmt::format(
      "{}: whole: {} documents = {} stored + {} duplicate + {} quarantined + {} withdrawn + {} erased; {} superseded; "
      "{} "
      "entities, {} statements, {} events, {} ledger entries, {} times, {} places; {} bytes of text\n",
      file.string(), counts->documents, counts->stored, counts->duplicate, counts->quarantined, counts->withdrawn,
      counts->erased, counts->superseded, counts->entities, counts->statements, counts->events, counts->ledger,
      counts->times, counts->places, counts->text_bytes);
  std::fputs(line.c_str(), stdout);
  return 0;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto given = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand(
      "check", "Checks a store: pages, references, search index, texts, and every quote against its text");
  add_store_option(*verb, *given);
  verb->callback([given, &exit_code] { exit_code = run_check(*given); });
}

}  // namespace tocsin
