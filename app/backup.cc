// Copies a store to a file that can be carried away.
#include "backup.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

#include "store/upkeep.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct BackupCommand {
  std::string store, target;
};

int run_backup(const BackupCommand& command) {
  const bool shown = isatty(STDERR_FILENO) == 1;
  const Result<void> copied =
      backup_store(store_file(command.store), command.target, [&](uint64_t done, uint64_t total) {
        if (shown && total > 0)
          std::fprintf(stderr, "\r%3.0f %%", 100.0 * static_cast<double>(done) / static_cast<double>(total));
      });
  if (shown) std::fputs("\r\x1B[K", stderr);
  if (!copied) return say(copied.error().message), exit_code_of(copied.error().kind);
  return 0;
}

}  // namespace

void add_backup(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<BackupCommand>();
  CLI::App* verb = app.add_subcommand("backup", "Copies a store to a file, also while others read and write it");
  verb->add_option("store", command->store, "The store")->required();
  verb->add_option("file", command->target, "The copy; must not be there yet")->required();
  verb->callback([command, &exit_code] { exit_code = run_backup(*command); });
}

}  // namespace tocsin
