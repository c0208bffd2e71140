// Sentences a second from raw text to records in JSON, everything on, one thread; beside spaCy's own time for its part
// of that. What is read is checked before it is timed: every span is the text it says, and a second reading gives the
// same.
//
//   bench_read MODEL TEXTS.jsonl [--documents N] [--peer PYTHON SCRIPT]
//
// TEXTS holds objects with a "text". Times are processor time.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "common.h"
#include "folders.h"
#include "ingest/inputs.h"
#include "nlp/pipeline.h"
#include "record/json.h"
#include "terminal.h"
#include "tocsin/engine.h"

namespace {

using namespace tocsin;
using namespace tocsin::bench;

[[noreturn]] void stop(const std::string& message, int code) {
  std::cerr << message << "\n";
  std::exit(code);
}

std::vector<Article> read_articles(const Arguments& arguments) {
  ArticleInputs inputs({arguments.texts}, {});
  std::vector<Article> arts;
  while (arts.size() < arguments.documents) {
    std::optional<Result<Article>> art = inputs.next();
    if (!art) break;
    if (!*art) stop(art->error().message, 2);
    arts.push_back(std::move(**art));
  }
  return arts;
}

struct Work {
  size_t sentences = 0;
  size_t records = 0;
  std::vector<std::string> json;
};

Work read_all(const Engine& engine, const std::vector<Article>& arts) {
  Engine::Worker worker = engine.new_worker();
  Work work;
  for (const Article& art : arts) {
    const Result<Reading> reading = engine.read(art, worker);
    if (!reading) stop(reading.error().message, exit_code_of(reading.error().kind));
    work.sentences += reading->sentences.size();
    work.records += reading->statements.size() + reading->events.size() + reading->ledger.size();
    work.json.push_back(to_json(*reading));
  }
  return work;
}

bool is_exact(const std::string& text, const Span& span) {
  return span.empty() || (span.end <= text.size() && text.substr(span.begin, span.end - span.begin) == span.text);
}

/// Ends the program when a record's words are not the text's.
void check(const Engine& engine, const std::vector<Article>& arts) {
  Engine::Worker worker = engine.new_worker();
  for (const Article& art : arts) {
    const Result<Reading> reading = engine.read(art, worker);
    if (!reading) stop(reading.error().message, exit_code_of(reading.error().kind));
    bool exact = true;
    for (const EventRecord& event : reading->events)
      for (const Span& span : event.evidence)
        exact = exact && is_exact(art.text, span) && is_exact(art.text, event.trigger);
    for (const StatementRecord& statement : reading->statements)
      for (const Span& span : statement.content)
        exact = exact && is_exact(art.text, span) && is_exact(art.text, statement.cue);
    for (const LedgerRecord& entry : reading->ledger) exact = exact && is_exact(art.text, entry.content);
    if (!exact) stop(art.source + " " + art.external_id + ": a quote is not the text's; not timed", 4);
  }
}

/// Processor seconds of the annotation alone, on the same texts.
double annotation_seconds(const nlp::Pipeline& pipeline, const std::vector<Article>& arts) {
  nlp::Scratch scratch;
  const double started = processor_seconds();
  for (const Article& art : arts) {
    Document doc(art.text);
    if (const auto done = pipeline.run(doc, scratch); !done) stop(done.error().message, 4);
  }
  return processor_seconds() - started;
}

}  // namespace

int main(int count, char** values) {
  const Arguments arguments = read_arguments("bench_read", count, values);
  const std::vector<Article> arts = read_articles(arguments);
  const Result<std::filesystem::path> data = find_data({});
  if (!data) stop(data.error().message, 3);
  const double opening = processor_seconds();
  const Result<Engine> engine = Engine::open({arguments.model, *data, find_gazetteer()});
  if (!engine) stop(engine.error().message, 3);
  std::printf("opening model and tables: %.2f s\n", processor_seconds() - opening);
  check(*engine, arts);

  constexpr int kRounds = 3;
  double best = 1e9;
  Work work;
  for (int round = 0; round < kRounds; ++round) {
    const double started = processor_seconds();
    Work again = read_all(*engine, arts);
    best = std::min(best, processor_seconds() - started);
    if (round > 0 && again.json != work.json) stop("a second reading gives something else; not timed", 4);
    work = std::move(again);
  }
  const auto pipeline = nlp::Pipeline::open(arguments.model, {});
  if (!pipeline) stop(pipeline.error().message, 3);
  annotation_seconds(*pipeline, arts);
  const double annotation = annotation_seconds(*pipeline, arts);
  std::printf(
      "reading: %zu documents, %zu sentences, %zu records in %.2f s: %.0f sentences/s (annotation %.2f s of it, %.0f "
      "%%)\n",
      arts.size(), work.sentences, work.records, best, static_cast<double>(work.sentences) / best, annotation,
      100 * annotation / best);
  if (arguments.python.empty()) return 0;
  std::vector<std::string> texts;
  for (const Article& art : arts) texts.push_back(art.text);
  const Peer peer = run_peer(arguments, texts);
  std::printf("spaCy, annotation alone: %.2f s, %.1f times our whole reading\n", peer.seconds, peer.seconds / best);
  return 0;
}
