// Reads the stored texts again with the present tables, and says what became other than it was.
#include "recode.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "base/dates.h"
#include "open_coding.h"
#include "pipeline.h"
#include "store/recode.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

constexpr uint64_t kBatchDocuments = 64;
constexpr int kInterruptedExit = 128 + SIGINT;

std::atomic<bool> interrupted = false;

struct RecodeCommand {
  std::string store;
  bool dry_run = false;
  size_t thread_count = std::max(1U, std::thread::hardware_concurrency());
  EngineChoice engine;
};

/// A document and what it is now.
struct Reread {
  Outdated was;
  Result<Reading> is;
  uint64_t ingest_notes = 0;
};

Article article_of(const Reading& reading) {
  const DocumentRecord& rec = reading.document;
  Article art;
  art.id = rec.id;
  art.external_id = rec.external_id;
  art.source = rec.source;
  art.publisher = rec.publisher;
  art.url = rec.url;
  art.language = rec.language;
  art.published = parse_date(rec.published);
  art.title = rec.title;
  art.text = rec.text;
  return art;
}

Reread reread(Outdated was, const Engine& engine, Engine::Worker& worker) {
  Result<Reading> is = engine.read(article_of(was.reading), worker);
  Reread reread{std::move(was), std::move(is)};
  if (!reread.is) return reread;
  reread.is->document = reread.was.reading.document;
  reread.ingest_notes = carry_ingest_notes(reread.was, *reread.is);
  return reread;
}

/// Puts what was read again into the store, batch by batch; the one that writes.
class Recorder {
 public:
  Recorder(const RecodeCommand& command, std::string coding, StoreWriter& writer)
      : command_(command), coding_(std::move(coding)), writer_(writer) {}

  bool put(const Reread& reread) {
    const std::string& id = reread.was.document.record.id;
    if (!reread.is) return tell(Error(reread.is.error()).in("document " + id));
    Result<std::vector<RecordChange>> changes = changes_between(reread.was.reading, *reread.is);
    if (!command_.dry_run)
      changes = writer_.recode({.document = reread.was.document,
                                .before = reread.was.reading,
                                .after = *reread.is,
                                .coding = coding_,
                                .ingest_notes = reread.ingest_notes});
    if (!changes) return tell(changes.error());
    ++document_count_;
    other_count_ += changes->empty() ? 0 : 1;
    for (const RecordChange& change : *changes) ++counts_[{change.table, change.label, change.change}];
    return writer_.uncommitted_count() < kBatchDocuments || commit();
  }

  bool commit() {
    const Result<void> done = writer_.commit();
    return done ? true : tell(done.error());
  }

  [[nodiscard]] int exit_code() const { return exit_code_; }
  [[nodiscard]] uint64_t document_count() const { return document_count_; }
  [[nodiscard]] uint64_t other_count() const { return other_count_; }
  [[nodiscard]] std::vector<ChangeCount> counts() const {
    std::vector<ChangeCount> counts;
    for (const auto& [key, count] : counts_)
      counts.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), count});
    return counts;
  }

 private:
  bool tell(const Error& error) { return exit_code_ = fault(error), false; }

  const RecodeCommand& command_;
  std::string coding_;
  StoreWriter& writer_;
  std::map<std::tuple<std::string, std::string, std::string>, uint64_t> counts_;
  uint64_t document_count_ = 0, other_count_ = 0;
  int exit_code_ = 0;
};

void print_changes(const std::vector<ChangeCount>& counts) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, uint64_t>> rows;
  for (const ChangeCount& each : counts) rows[{each.table, each.label}][each.change] = each.count;
  if (rows.empty()) return;
  std::string out = fmt::format("{:<12}{:<36}{:>8}{:>8}{:>8}\n", "records", "kind", "gone", "new", "changed");
  for (auto& [name, changes] : rows)
    out += fmt::format("{:<12}{:<36}{:>8}{:>8}{:>8}\n", name.first, name.second, changes["gone"], changes["new"],
                       changes["changed"]);
  std::fputs(out.c_str(), stdout);
}

/// Reads all that is outdated; gives the exit code.
int reread_all(const RecodeCommand& command, const std::string& coding, const Engine& engine, Store& source,
               Recorder& recorder) {
  int64_t row = 0;
  std::optional<Error> broken;
  const auto next = [&]() -> std::optional<Outdated> {
    if (interrupted) return std::nullopt;
    Result<std::optional<Outdated>> found = next_outdated(source, coding, row);
    if (!found) return broken = found.error(), std::nullopt;
    if (*found) row = (*found)->document.row;
    return std::move(*found);
  };
  const auto new_work = [&] {
    return [&engine, worker = engine.new_worker()](Outdated was) mutable {
      return reread(std::move(was), engine, worker);
    };
  };
  Pipeline pipeline(
      PipelineLimits{.thread_count = command.thread_count, .items = 16 + 8 * command.thread_count}, next,
      [](const Outdated& was) { return was.reading.document.text.size(); }, new_work,
      [&](const Reread& reread) { return recorder.put(reread); }, [&] { return recorder.commit(); });
  pipeline.run();
  if (recorder.exit_code() == 0) (void)recorder.commit();
  return broken ? fault(*broken) : recorder.exit_code();
}

int run_recode(const RecodeCommand& command) {
  std::signal(SIGINT, [](int) { interrupted = true; });
  std::signal(SIGTERM, [](int) { interrupted = true; });
  const std::filesystem::path file = store_file(command.store);
  Result<Store> store = Store::open(file, StoreMode::kChange);
  if (!store) return fault(store.error());
  Result<StoreWriter> writer = store->writer();
  if (!writer) return fault(writer.error());
  Result<Store> source = Store::open(file, StoreMode::kRead);
  if (!source) return fault(source.error());
  const Result<OpenCoding> coding = open_coding(command.engine);
  if (!coding) return fault(coding.error());
  const Result<uint64_t> textless = textless_count(*source);
  if (!textless) return fault(textless.error());

  Recorder recorder(command, coding->name, *writer);
  if (const int exit_code = reread_all(command, coding->name, coding->engine, *source, recorder); exit_code != 0)
    return exit_code;
  std::string line = fmt::format("{} documents read again, {} of them {}", recorder.document_count(),
                                 recorder.other_count(), command.dry_run ? "would differ" : "differ");
  if (*textless > 0) line += fmt::format("; {} stay as they are: their texts are not kept", *textless);
  std::fputs((line + "\n").c_str(), stdout);
  if (interrupted) return say("stopped by a signal: run the same command again to go on"), kInterruptedExit;
  if (command.dry_run) return print_changes(recorder.counts()), 0;
  // All that this coding changed, also before an earlier run was stopped or killed.
  const Result<std::vector<ChangeCount>> changes = recoded_changes(*store, coding->name);
  if (!changes) return fault(changes.error());
  print_changes(*changes);
  return relate_documents(*store, coding->language.words);
}

}  // namespace

void add_recode(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<RecodeCommand>();
  CLI::App* verb = app.add_subcommand("recode", "Reads the stored texts again with the present tables");
  verb->footer(
      "Documents that the present tables, model and program have read already are passed over, so that a run that was\n"
      "stopped or killed goes on where it was. What is gone or changed stays in the store as history.");
  add_store_option(*verb, command->store);
  verb->add_flag("--dry-run", command->dry_run, "Say what would differ, and change nothing");
  verb->add_option("--threads", command->thread_count, "Threads that read; the outcome is the same for any number")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] { exit_code = run_recode(*command); });
}

}  // namespace tocsin
