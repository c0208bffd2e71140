// Annotates texts in threads and writes the annotation in the order of the input.
#include "annotate.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "annotation_formats.h"
#include "folders.h"
#include "nlp/pipeline.h"
#include "ordered.h"
#include "terminal.h"
#include "text_stream.h"

namespace tocsin {
namespace {

struct AnnotateCommand {
  std::vector<std::string> inputs;
  std::string format = "conllu";
  std::string model;
  bool fast = false;
  bool plain = false;
  bool stats = false;
  size_t thread_count = std::max(1U, std::thread::hardware_concurrency());
};

/// What became of one text.
struct Annotated {
  std::string out;
  std::string warning;
  size_t token_count = 0;
};

/// Annotates the texts of one command.
class Annotator {
 public:
  Annotator(const AnnotateCommand& command, const nlp::Pipeline& pipeline)
      : command_(command),
        pipeline_(pipeline),
        shows_progress_(isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1),
        started_(Clock::now()),
        last_shown_(started_) {}

  int run() {
    TextStream texts(command_.inputs);
    const auto new_work = [this] {
      return [this, scratch = nlp::Scratch()](Result<RawText> raw) mutable -> Result<Annotated> {
        if (!raw) return std::unexpected(std::move(raw).error());
        return annotate(std::move(*raw), scratch);
      };
    };
    run_ordered(
        command_.thread_count, 4, [&] { return texts.next(); }, new_work,
        [&](Result<Annotated> one) { return put(one); });
    clear_progress();
    if (command_.stats) say_stats();
    return exit_code_;
  }

 private:
  using Clock = std::chrono::steady_clock;

  Result<Annotated> annotate(RawText raw, nlp::Scratch& scratch) const {
    const std::string source = raw.source;
    TRY(GivenText given, given_text(std::move(raw)));
    Document doc(std::move(given.text));
    if (auto run = pipeline_.run(doc, scratch); !run) return std::unexpected(std::move(run).error().in(source));
    Annotated one{.out = {}, .warning = std::move(given.repaired), .token_count = doc.tokens.size()};
    if (command_.format == "conllu") one.out = to_conllu(doc, given.id);
    if (command_.format == "json") one.out = to_spacy_json(doc);
    return one;
  }

  bool put(const Result<Annotated>& one) {
    if (!one) {
      clear_progress();
      say(one.error().message);
      exit_code_ = std::max(exit_code_, exit_code_of(one.error().kind));
      return true;
    }
    if (!one->warning.empty()) {
      clear_progress();
      say(one->warning);
    }
    ++document_count_;
    token_count_ += one->token_count;
    show_progress();
    if (one->out.empty()) return true;
    if (std::fwrite(one->out.data(), 1, one->out.size(), stdout) == one->out.size() && std::fflush(stdout) == 0)
      return true;
    say("standard output: cannot be written; is the disk full?");
    exit_code_ = 2;
    return false;
  }

  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }

  void show_progress() {
    const Clock::time_point now = Clock::now();
    if (!shows_progress_ || now - last_shown_ < std::chrono::milliseconds(500)) return;
    last_shown_ = now;
    std::fprintf(stderr, "\r%zu documents, %.0f tokens a second ", document_count_,
                 static_cast<double>(token_count_) / seconds());
    progress_drawn_ = true;
  }

  void clear_progress() {
    if (progress_drawn_) std::fputs("\r\x1B[K", stderr);
    progress_drawn_ = false;
  }

  /// The clock starts when the model is open.
  void say_stats() const {
    const double elapsed = seconds();
    std::fprintf(stderr, "documents %zu\ntokens %zu\nseconds %.3f\ntokens/s %.0f\n", document_count_, token_count_,
                 elapsed, static_cast<double>(token_count_) / elapsed);
  }

  const AnnotateCommand& command_;
  const nlp::Pipeline& pipeline_;
  bool shows_progress_;
  bool progress_drawn_ = false;
  Clock::time_point started_, last_shown_;
  size_t document_count_ = 0;
  size_t token_count_ = 0;
  int exit_code_ = 0;
};

int run_annotate(const AnnotateCommand& command) {
  const Result<std::filesystem::path> model = find_model(command.model);
  if (!model) return say(model.error().message), exit_code_of(model.error().kind);
  nlp::PipelineOptions options;
  if (command.fast) options.arithmetic = nlp::Arithmetic::kFast;
  if (command.plain) options.arithmetic = nlp::Arithmetic::kPlain;
  const Result<nlp::Pipeline> pipeline = nlp::Pipeline::open(*model, options);
  if (!pipeline) return say(pipeline.error().message), exit_code_of(pipeline.error().kind);
  return Annotator(command, *pipeline).run();
}

}  // namespace

void add_annotate(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<AnnotateCommand>();
  CLI::App* verb = app.add_subcommand(
      "annotate", "Annotates text with words, parts of speech, dependencies and entities, as spaCy does");
  verb->add_option("file", command->inputs, "Text, or JSON Lines with the field text; - for standard input")
      ->required();
  verb->add_option("--format", command->format, "conllu; json, spaCy's Doc.to_json(); none, for timing")
      ->check(CLI::IsMember({"conllu", "json", "none"}))
      ->capture_default_str();
  verb->add_option("--threads", command->thread_count, "Threads; the output is the same for any number")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  verb->add_option("--model", command->model, "Folder of a spaCy v3 English pipeline");
  CLI::Option* fast = verb->add_flag("--fast", command->fast, "Reduced-precision products where the CPU has them");
  verb->add_flag("--plain", command->plain, "The slow, obvious arithmetic that the others are tested against")
      ->excludes(fast);
  verb->add_flag("--stats", command->stats, "Say documents, tokens, seconds and tokens/s on standard error");
  verb->callback([command, &exit_code] { exit_code = run_annotate(*command); });
}

}  // namespace tocsin
