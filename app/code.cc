// Reads inputs, codes them in threads and writes what was found to a store, batch by batch.
#include "code.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

#include "base/dates.h"
#include "code_progress.h"
#include "export.h"
#include "folders.h"
#include "ingest_choice.h"
#include "inputs.h"
#include "open_coding.h"
#include "pipeline.h"
#include "record/near_duplicates.h"
#include "store/writer.h"
#include "store_choice.h"
#include "terminal.h"

namespace tocsin {
namespace {

constexpr uint64_t kBatchDocuments = 64;
constexpr size_t kBatchBytes = size_t{4} << 20;
constexpr auto kBatchTime = std::chrono::seconds(1);
constexpr int kInterruptedExit = 128 + SIGINT;

std::atomic<bool> interrupted = false;

/// Once: the batch is finished. Twice: the default, which ends the process; the store survives that too.
void stop_when_interrupted() {
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A file that may not grow (ulimit -f) shall be an error of writing, not the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
}

struct CodeCommand {
  IngestChoice ingest;
  std::string store;
  bool no_text = false;
  bool acknowledge = false;
  std::string output;  ///< where an export of the store goes; empty = none is wanted
  std::string format;  ///< of the export; empty = by the output's extension
  size_t thread_count = std::max(1U, std::thread::hardware_concurrency());
  EngineChoice engine;
};

/// What became of one item on its way to the writer.
struct Coded {
  InputItem item;  ///< its Article is moved out of it when it was read
  std::optional<Reading> reading;
  std::optional<Error> fault;
  std::string fingerprint;  ///< of its text
};

/// What the threads that code share.
struct Coder {
  const Engine& engine;
  Fingerprinter fingerprinter;
  std::string coding;  ///< coding_name()
};

/// Codes an item that the store does not have yet.
Coded code(InputItem item, const Coder& coder, Engine::Worker& worker) {
  Coded coded{.item = std::move(item), .reading = {}, .fault = {}, .fingerprint = {}};
  Result<Article>& art = coded.item.art;
  if (!art) {
    coded.fault = art.error();
  } else if (art->text.empty()) {
    coded.fault = Error{ErrorKind::kInput, coded.item.source + ": a document without text"};
  } else if (coded.item.seen != Seen::kNew) {
    coded.reading = uncoded(*art);
  } else {
    Result<Reading> reading = coder.engine.read(*art, worker);
    if (reading)
      coded.reading = std::move(*reading);
    else
      coded.fault = std::move(reading).error().in(coded.item.source);
  }
  if (coded.reading) coded.fingerprint = coder.fingerprinter.of(coded.reading->document.text).to_bytes();
  return coded;
}

/// Puts what was coded into the store and counts it; the one that writes.
class Recorder {
 public:
  Recorder(const CodeCommand& command, const std::string& coding, StoreWriter& writer, CodeProgress& progress)
      : command_(command), coding_(coding), writer_(writer), progress_(progress) {}

  bool put(Coded coded) {
    if (coded.item.is_whole_input) return tell(coded.fault->message, exit_code_of(coded.fault->kind));
    const Result<Put> done = coded.reading ? put_reading(coded) : quarantine(coded);
    if (!done) return give_up(done.error());
    ++read_;
    there_ += done->was_there ? 1 : 0;
    switch (done->status) {
      case DocumentStatus::kDuplicate:
        ++duplicate_;
        break;
      case DocumentStatus::kQuarantined:
        ++quarantined_;
        break;
      case DocumentStatus::kStored:
      case DocumentStatus::kWithdrawn:
      case DocumentStatus::kErased:
        ++stored_;
    }
    if (done->made_duplicate) --stored_, ++duplicate_;
    progress_.update(read_, event_count_, coded.item.bytes_before);
    return commit_when_due();
  }

  /// Nothing comes: what is there must not wait for it.
  bool rest() { return commit(); }

  int finish() {
    if (!gave_up_) (void)commit();
    progress_.clear();
    if (gave_up_) return exit_code_;
    print_summary();
    if (interrupted) {
      say("stopped by a signal; all that was read is in the store: run the same command again to go on");
      return kInterruptedExit;
    }
    return exit_code_;
  }

 private:
  Result<Put> put_reading(const Coded& coded) {
    const Reading& reading = *coded.reading;
    Result<Put> done = writer_.put(reading, {.source_key = coded.item.source_key,
                                             .keep_text = !command_.no_text,
                                             .coding = coding_,
                                             .ingest_notes = coded.item.art->notes.size(),
                                             .fingerprint = coded.fingerprint});
    if (done && !done->was_there) {
      batch_bytes_ += reading.document.text.size();
      if (done->status == DocumentStatus::kStored) event_count_ += reading.events.size();
    }
    if (done && command_.acknowledge) acknowledged_ += reading.document.id + "\n";
    return done;
  }

  Result<Put> quarantine(const Coded& coded) {
    tell(coded.fault->message, exit_code_of(coded.fault->kind));
    return writer_.quarantine({coded.item.source, coded.item.byte_offset, coded.fault->message});
  }

  bool commit_when_due() {
    const auto now = std::chrono::steady_clock::now();
    const bool is_due = writer_.uncommitted_count() >= kBatchDocuments || batch_bytes_ >= kBatchBytes ||
                        now - batch_begun_ >= kBatchTime;
    return is_due ? commit() : true;
  }

  bool commit() {
    if (const Result<void> done = writer_.commit(); !done) return give_up(done.error());
    batch_bytes_ = 0;
    batch_begun_ = std::chrono::steady_clock::now();
    // Only now: what is acknowledged is durable.
    std::fputs(acknowledged_.c_str(), stdout);
    std::fflush(stdout);
    acknowledged_.clear();
    return true;
  }

  bool tell(const std::string& message, int code) {
    progress_.clear();
    say(message);
    exit_code_ = std::max(exit_code_, code);
    return true;
  }

  bool give_up(const Error& error) {
    gave_up_ = true;
    tell(error.message, exit_code_of(error.kind));
    return false;
  }

  void print_summary() const {
    const double seconds = progress_.seconds();
    const std::string line = fmt::format(
        "{} read = {} stored + {} duplicate + {} quarantined ({} were there already), {} new events, {:.1f} s, {:.0f} "
        "documents/s\n",
        read_, stored_, duplicate_, quarantined_, there_, event_count_, seconds,
        static_cast<double>(read_) / std::max(seconds, 1e-3));
    std::fputs(line.c_str(), stdout);
    std::fflush(stdout);
  }

  const CodeCommand& command_;
  const std::string& coding_;
  StoreWriter& writer_;
  CodeProgress& progress_;
  uint64_t read_ = 0, stored_ = 0, duplicate_ = 0, quarantined_ = 0, there_ = 0, event_count_ = 0;
  size_t batch_bytes_ = 0;
  std::chrono::steady_clock::time_point batch_begun_ = std::chrono::steady_clock::now();
  std::string acknowledged_;
  int exit_code_ = 0;
  bool gave_up_ = false;  ///< the store cannot be written any more
};

int run_stages(const CodeCommand& command, const IngestOptions& ingest, const Coder& coder, Store& seen,
               StoreWriter& writer) {
  Inputs inputs(command.ingest.inputs, ingest);
  CodeProgress progress(inputs.total_bytes());
  Recorder recorder(command, coder.coding, writer, progress);
  const auto next = [&]() -> std::optional<InputItem> {
    if (interrupted) return std::nullopt;
    std::optional<InputItem> item = inputs.next();
    if (!item || !item->art) return item;
    const Article& art = *item->art;
    const Result<Seen> look = seen.look(art.id, art.text, art.published ? format_date(*art.published) : "");
    // A store that cannot be read will not be written either: the writer says so.
    item->seen = look.value_or(Seen::kNew);
    return item;
  };
  const auto new_work = [&] {
    return [&coder, worker = coder.engine.new_worker()](InputItem item) mutable {
      return code(std::move(item), coder, worker);
    };
  };
  Pipeline pipeline(
      PipelineLimits{.thread_count = command.thread_count, .items = 16 + 8 * command.thread_count}, next,
      [](const InputItem& item) { return item.art ? item.art->text.size() : 0; }, new_work,
      [&](Coded coded) { return recorder.put(std::move(coded)); }, [&] { return recorder.rest(); });
  pipeline.run();
  say_deferred(inputs.counts(), ingest);
  return recorder.finish();
}

int run_code(CodeCommand& command) {
  const Result<IngestOptions> ingest = command.ingest.options();
  if (!ingest) return fault(ingest.error());
  stop_when_interrupted();
  const std::filesystem::path file = store_file(command.store);
  Result<Store> store = Store::open(file, StoreMode::kWrite);
  if (!store) return fault(store.error());
  Result<StoreWriter> writer = store->writer();
  if (!writer) return fault(writer.error());
  Result<Store> seen = Store::open(file, StoreMode::kRead);
  if (!seen) return fault(seen.error());
  const Result<OpenCoding> coding = open_coding(command.engine);
  if (!coding) return fault(coding.error());
  const Coder coder{coding->engine, Fingerprinter(coding->language.numbers), coding->name};
  const int exit_code = run_stages(command, *ingest, coder, *seen, *writer);
  return exit_code >= 3 ? exit_code : std::max(exit_code, relate_documents(*store, coding->language.words));
}

/// Coding and export in one. Without --db the store goes when the export is there.
int run_code_and_export(CodeCommand command) {
  if (command.output.empty()) {
    if (!command.format.empty()) return say("--export: needs a file or folder, which -o names"), 1;
    return run_code(command);
  }
  const Result<std::string> format = export_format_of(command.format, command.output);
  if (!format) return fault(format.error());
  std::optional<PassingFolder> folder;
  if (command.store.empty()) {
    Result<PassingFolder> made = PassingFolder::make();
    if (!made) return fault(made.error());
    folder.emplace(std::move(*made));
    command.store = (folder->path() / "tocsin.db").string();
  }
  const int coded = run_code(command);
  if (coded != 0 && coded != exit_code_of(ErrorKind::kInput)) return coded;
  const int exported = export_all(command.store, command.engine.data, *format, command.output);
  return exported != 0 ? exported : coded;
}

}  // namespace

void add_code(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<CodeCommand>();
  CLI::App* verb = app.add_subcommand("code", "Reads news reports into a store that nothing is lost from");
  add_ingest_options(*verb, command->ingest);
  add_store_option(*verb, command->store);
  verb->add_option("-o,--output", command->output, "Also export: a file or a folder; without --db no store is kept");
  verb->add_option("--export", command->format, "Format of the export (tocsin export --help); else by the extension");
  verb->add_option("--threads", command->thread_count, "Threads that read; the store is the same for any number")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  verb->add_flag("--no-text", command->no_text, "Keep offsets and short quotes, not the texts");
  verb->add_flag("--acknowledge", command->acknowledge, "Print the id of each document once it is durable");
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] { exit_code = run_code_and_export(*command); });
}

}  // namespace tocsin
