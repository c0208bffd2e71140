// Reads inputs one after another, codes them in threads and writes the results in the order of the input.
#include "read.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>
#include <variant>

#include "ingest_choice.h"
#include "open_engine.h"
#include "ordered.h"
#include "record/json.h"
#include "show.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct ReadCommand {
  IngestChoice ingest;
  std::string format = "text";
  std::string colour = "auto";
  bool explain = false;
  bool text_only = false;
  size_t thread_count = std::max(1U, std::thread::hardware_concurrency());
  EngineChoice engine;
};

/// One line on a terminal's standard error while results go elsewhere.
class Progress {
 public:
  Progress()
      : shown_(isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1), started_(Clock::now()), last_(started_) {}
  ~Progress() { clear(); }

  void add_document() {
    ++count_;
    const Clock::time_point now = Clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    std::fprintf(stderr, "\r%zu documents, %.0f a second ", count_, static_cast<double>(count_) / seconds);
    drawn_ = true;
  }

  void clear() {
    if (drawn_) std::fputs("\r\x1B[K", stderr);
    drawn_ = false;
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_, drawn_ = false;
  Clock::time_point started_, last_;
  size_t count_ = 0;
};

/// Codes Articles and writes what came of them; one a run.
class Reader {
 public:
  Reader(const ReadCommand& command, const Engine* engine)
      : command_(command),
        engine_(engine),
        colour_(wants_colour(command.colour, stdout)),
        in_json_(command.format == "json" || command.text_only) {}

  int run(const IngestOptions& ingest) {
    ArticleInputs inputs(command_.ingest.inputs, ingest);
    const auto new_work = [&] {
      std::optional<Engine::Worker> worker;
      if (engine_ != nullptr) worker.emplace(engine_->new_worker());
      return [this, worker = std::move(worker)](Result<Article> art) mutable -> Result<std::string> {
        if (!art) return std::unexpected(std::move(art).error());
        return print(*art, worker ? &*worker : nullptr);
      };
    };
    run_ordered(
        command_.thread_count, 4, [&] { return inputs.next(); }, new_work,
        [&](Result<std::string> out) { return put(out); });
    say_deferred(inputs.counts(), ingest);
    return exit_code_;
  }

 private:
  Result<std::string> print(const Article& art, Engine::Worker* worker) const {
    Result<Reading> reading = worker != nullptr ? engine_->read(art, *worker) : uncoded(art);
    if (!reading) return std::unexpected(std::move(reading).error().in(art.source));
    if (in_json_) return to_json(*reading, {.explain = command_.explain}) + "\n";
    return show(*reading, {.colour = colour_, .explain = command_.explain});
  }

  bool put(const Result<std::string>& out) {
    if (!out) {
      progress_.clear();
      say(out.error().message);
      exit_code_ = std::max(exit_code_, exit_code_of(out.error().kind));
      return true;
    }
    progress_.add_document();
    if (std::fwrite(out->data(), 1, out->size(), stdout) == out->size() && std::fflush(stdout) == 0) return true;
    say("standard output: cannot be written; is the disk full?");
    exit_code_ = 2;
    return false;
  }

  const ReadCommand& command_;
  const Engine* engine_;
  bool colour_, in_json_;
  Progress progress_;
  int exit_code_ = 0;
};

int run_read(const ReadCommand& command) {
  const Result<IngestOptions> ingest = command.ingest.options();
  if (!ingest) return say(ingest.error().message), exit_code_of(ingest.error().kind);
  if (command.text_only) return Reader(command, nullptr).run(*ingest);
  const Result<Engine> engine = open_engine(command.engine);
  if (!engine) return say(engine.error().message), exit_code_of(engine.error().kind);
  return Reader(command, &*engine).run(*ingest);
}

}  // namespace

void add_read(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<ReadCommand>();
  CLI::App* verb = app.add_subcommand(
      "read", "Reads news reports: who did what to whom, who said what, what was agreed, with the exact words");
  add_ingest_options(*verb, command->ingest);
  verb->add_option("--format", command->format, "text, for people; json, one line a document")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  verb->add_option("--color,--colour", command->colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  verb->add_option("--threads", command->thread_count, "Threads; the output is the same for any number")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  verb->add_flag("--explain", command->explain, "Say which table rows and rules are behind each record");
  verb->add_flag("--text-only", command->text_only,
                 "Print as JSON what would be read, and read nothing; needs no model");
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] { exit_code = run_read(*command); });
}

}  // namespace tocsin
