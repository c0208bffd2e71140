// Codes inputs in threads, keeps what each document tells and writes one line of JSON for each merged event.
#include "merge.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/utf8.h"
#include "folders.h"
#include "ingest/inputs.h"
#include "lexicon/common_words.h"
#include "lexicon/number_words.h"
#include "open_engine.h"
#include "ordered.h"
#include "record/json.h"
#include "record/merged_events.h"
#include "record/near_duplicates.h"
#include "store/store.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct MergeCommand {
  std::vector<std::string> inputs;
  size_t thread_count = std::max(1U, std::thread::hardware_concurrency());
  EngineChoice engine;
};

/// What one document gives: its events as they are compared, and as they are shown.
struct Told {
  std::string document, published;
  Fingerprint fingerprint;
  std::vector<ToldEvent> events;
  std::vector<std::string> shown;  ///< JSON of each telling
};

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string span_json(std::string_view text, const Span& span, const CodePointIndex& points) {
  return "{\"start\":" + std::to_string(points.at(text, span.begin)) +
         ",\"end\":" + std::to_string(points.at(text, span.end)) + ",\"text\":" + json_string(span.text) + "}";
}

std::string telling_json(const DocumentRecord& rec, const EventRecord& ev, const CodePointIndex& points) {
  std::string out = "{\"document\":" + json_string(rec.id) + ",\"external_id\":" +
                    (rec.external_id.empty() ? std::string("null") : json_string(rec.external_id)) +
                    ",\"event\":" + json_string(ev.id) + ",\"trigger\":" + span_json(rec.text, ev.trigger, points) +
                    ",\"evidence\":[";
  for (const Span& span : ev.evidence) out += (out.back() == '[' ? "" : ",") + span_json(rec.text, span, points);
  return out + "]}";
}

/// Immutable; shared by the threads.
struct Teller {
  const Engine& engine;
  Fingerprinter fingerprinter;
  std::vector<std::string> common_words;

  Result<Told> operator()(Result<Article> art, Engine::Worker& worker) const {
    if (!art) return std::unexpected(std::move(art).error());
    Result<Reading> reading = engine.read(*art, worker);
    if (!reading) return std::unexpected(std::move(reading).error().in(art->source));
    const DocumentRecord& rec = reading->document;
    Told told{rec.id, rec.published, fingerprinter.of(rec.text), {}, {}};
    const std::vector<std::string> ids = record_ids(rec.id, reading->events);
    const CodePointIndex points(rec.text);
    const DocumentWords words(*reading, common_words);
    for (size_t i = 0; i < ids.size(); ++i) {
      told.events.push_back(told_event(words, reading->events[i], ids[i], rec.id));
      told.shown.push_back(telling_json(rec, reading->events[i], points));
    }
    return told;
  }
};

/// Everything that was told, and where each document comes from.
class Retold {
 public:
  bool add(Told told) {
    if (origin_.contains(told.document)) return true;
    const OriginClusters::Added added = clusters_.add(told.document, told.published, std::move(told.fingerprint));
    for (auto& [document, origin] : origin_)
      if (!added.renamed.empty() && std::ranges::binary_search(added.renamed, origin)) origin = added.origin;
    origin_[told.document] = added.origin;
    std::ranges::move(told.events, std::back_inserter(events_));
    std::ranges::move(told.shown, std::back_inserter(shown_));
    return true;
  }

  void write() {
    for (ToldEvent& ev : events_) ev.origin = origin_.at(ev.document);
    for (const MergedEvent& merged : merge_events(events_)) std::puts(line(merged).c_str());
  }

 private:
  [[nodiscard]] std::string line(const MergedEvent& merged) const {
    const ToldEvent& first = events_[merged.tellings.front()];
    std::string out = "{\"id\":" + json_string(merged.id) + ",\"type\":" + json_string(first.type) +
                      ",\"documents\":" + std::to_string(merged.documents) +
                      ",\"independent_origins\":" + std::to_string(merged.independent_origins) + ",\"tellings\":[";
    for (const size_t telling : merged.tellings) out += (out.back() == '[' ? "" : ",") + shown_[telling];
    out += "],\"disagreements\":[";
    for (const Disagreement& each : merged.disagreements) out += (out.back() == '[' ? "" : ",") + in_json(each, merged);
    return out + "]}";
  }

  /// Tellings by their place in the list of the event's tellings.
  static std::string in_json(const Disagreement& disagreement, const MergedEvent& merged) {
    std::string out = "{\"what\":" + json_string(disagreement.what) + ",\"versions\":[";
    for (const Disagreement::Version& version : disagreement.versions) {
      out += std::string(out.back() == '[' ? "" : ",") + "{\"value\":" + json_string(version.value) + ",\"tellings\":[";
      for (const size_t telling : version.tellings)
        out += (out.back() == '[' ? "" : ",") +
               std::to_string(std::ranges::find(merged.tellings, telling) - merged.tellings.begin());
      out += "]}";
    }
    return out + "]}";
  }

  OriginClusters clusters_;
  std::map<std::string, std::string> origin_;
  std::vector<ToldEvent> events_;
  std::vector<std::string> shown_;
};

int merge(const MergeCommand& command, const Teller& teller) {
  ArticleInputs inputs(command.inputs, {});
  Retold retold;
  int exit_code = 0;
  const auto new_work = [&] {
    return [&teller, worker = teller.engine.new_worker()](Result<Article> art) mutable {
      return teller(std::move(art), worker);
    };
  };
  run_ordered(
      command.thread_count, 4, [&] { return inputs.next(); }, new_work,
      [&](Result<Told> told) {
        if (told) return retold.add(std::move(*told));
        exit_code = std::max(exit_code, fault(told.error()));
        return true;
      });
  retold.write();
  return exit_code;
}

Result<int> run_merge(const MergeCommand& command) {
  TRY(const std::filesystem::path data, find_data(command.engine.data));
  TRY(std::vector<std::string> common, lexicon::common_words(data));
  TRY(const std::vector<std::string> numbers, lexicon::number_words(data));
  TRY(const Engine engine, open_engine(command.engine));
  return merge(command, {engine, Fingerprinter(numbers), std::move(common)});
}

}  // namespace

void add_merge(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<MergeCommand>();
  CLI::App* verb = app.add_subcommand("merge", "Reads news reports and tells each event once, with all who tell it");
  verb->add_option("input", command->inputs, "As for read")->required();
  verb->add_option("--threads", command->thread_count, "Threads; the output is the same for any number")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  add_engine_options(*verb, command->engine);
  verb->callback([command, &exit_code] {
    const Result<int> done = run_merge(*command);
    exit_code = done ? *done : fault(done.error());
  });
}

}  // namespace tocsin
