// Tokens a second of our pipeline beside spaCy's, on the same texts and one thread each. The annotations are compared
// before anything is timed.
//
//   bench_nlp MODEL TEXTS.jsonl [--documents N] [--peer PYTHON SCRIPT]
//
// TEXTS holds objects with a "text". Times are processor time, so that other work on the machine disturbs them little.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "common.h"
#include "nlp/pipeline.h"

namespace {

using namespace tocsin::bench;
using tocsin::Document;
using tocsin::Token;
using tocsin::nlp::Arithmetic;
using tocsin::nlp::Pipeline;
using tocsin::nlp::Scratch;
using tocsin::nlp::StageSeconds;

std::vector<Document> annotate(const Pipeline& pipeline, const std::vector<std::string>& texts, Scratch& scratch) {
  std::vector<Document> docs;
  for (const std::string& text : texts) {
    docs.emplace_back(text);
    if (const auto done = pipeline.run(docs.back(), scratch); !done) {
      std::cerr << done.error().message << "\n";
      std::exit(4);
    }
  }
  return docs;
}

size_t token_count(const std::vector<Document>& docs) {
  size_t count = 0;
  for (const Document& doc : docs) count += doc.tokens.size();
  return count;
}

/// As spacy_peer.py prints a token.
std::string printed(const Token& tok) {
  return std::string(tok.tag) + " " + std::to_string(tok.head) + " " + (tok.sent_start ? "1 " : "0 ") + tok.ent_iob +
         " " + std::string(tok.ent_type);
}

/// Share of tokens whose tag, head, sentence start and entity are the peer's. Ends the program when the tokens differ.
double agreement(const std::vector<Document>& docs, const Peer& peer) {
  size_t line = 0;
  size_t same = 0;
  for (const Document& doc : docs) {
    for (const Token& tok : doc.tokens) same += line < peer.lines.size() && peer.lines[line++] == printed(tok) ? 1 : 0;
    if (line >= peer.lines.size() || !peer.lines[line++].empty()) {
      std::cerr << "the two pipelines find different tokens; not timed\n";
      std::exit(4);
    }
  }
  return static_cast<double>(same) / static_cast<double>(token_count(docs));
}

#if defined(__x86_64__)
/// Fused multiply-adds of one core from registers alone, in operations a second; 0 without AVX-512.
[[gnu::target("avx512f")]] double measured_peak() {
  if (__builtin_cpu_supports("avx512f") == 0) return 0;
  using Vector [[gnu::vector_size(64)]] = float;
  constexpr int kChains = 12;
  constexpr size_t kRounds = 20'000'000;
  Vector sums[kChains] = {};
  const Vector factor = Vector{} + 0.999F;
  const Vector shift = Vector{} + 0.001F;
  const double started = processor_seconds();
  for (size_t round = 0; round < kRounds; ++round) {
#pragma GCC unroll 12
    for (Vector& sum : sums) {
      sum = sum * factor + shift;
      asm volatile("" : "+v"(sum));  // keeps every round
    }
  }
  return 2.0 * 16 * kChains * kRounds / (processor_seconds() - started);
}
#else
double measured_peak() { return 0; }
#endif

void print_stages(const StageSeconds& seconds, double tokens) {
  const auto share = [&](double stage) { return stage / tokens * 1e6; };
  std::printf(
      "  microseconds a token: tokenizer %.2f, word types %.2f, layers %.2f, tagger %.2f, parser %.2f, ruler %.2f, "
      "lemmatizer %.2f, entities %.2f\n",
      share(seconds.tokenizer), share(seconds.word_types), share(seconds.networks), share(seconds.tagger),
      share(seconds.parser), share(seconds.attribute_ruler), share(seconds.lemmatizer), share(seconds.entities));
}

struct Speed {
  double wall = 0;       ///< tokens a second, all workers together, by the clock on the wall
  double processor = 0;  ///< the sum of each worker's tokens over its own processor time
};

/// `threads` workers, each over all the texts. On a busy machine only the second figure says how workers hinder each
/// other.
Speed speed_of(const Pipeline& pipeline, const std::vector<std::string>& texts, size_t threads) {
  const auto started = std::chrono::steady_clock::now();
  std::vector<size_t> counts(threads, 0);
  std::vector<double> speeds(threads, 0);
  std::vector<std::thread> workers;
  for (size_t i = 0; i < threads; ++i) {
    workers.emplace_back([&, i] {
      Scratch scratch;
      const double begun = processor_seconds();
      for (int round = 0; round < 2; ++round) counts[i] += token_count(annotate(pipeline, texts, scratch));
      speeds[i] = static_cast<double>(counts[i]) / (processor_seconds() - begun);
    });
  }
  for (std::thread& worker : workers) worker.join();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  const auto tokens = std::accumulate(counts.begin(), counts.end(), size_t{0});
  return {static_cast<double>(tokens) / seconds, std::accumulate(speeds.begin(), speeds.end(), 0.0)};
}

void measure(const Pipeline& pipeline, const std::vector<std::string>& texts, const Peer& peer) {
  constexpr int kRounds = 3;
  Scratch scratch;
  annotate(pipeline, texts, scratch);
  double best = 1e9;
  size_t tokens = 0;
  StageSeconds best_stages;
  for (int round = 0; round < kRounds; ++round) {
    StageSeconds stages;
    scratch.seconds = &stages;
    const double started = processor_seconds();
    tokens = token_count(annotate(pipeline, texts, scratch));
    const double seconds = processor_seconds() - started;
    if (seconds >= best) continue;
    best = seconds;
    best_stages = stages;
  }
  const double speed = static_cast<double>(tokens) / best;
  std::printf("%s (%s): %.0f tokens/s", pipeline.name().c_str(), std::string(pipeline.arithmetic()).c_str(), speed);
  if (peer.tokens_per_second > 0) std::printf(", %.1f times spaCy's", speed / peer.tokens_per_second);
  std::printf("\n");
  print_stages(best_stages, static_cast<double>(tokens));
  const double rate = static_cast<double>(pipeline.layer_operations() * tokens) / best_stages.networks;
  if (const double peak = measured_peak(); peak > 0) {
    std::printf("  layers: %.0f GFLOP/s, %.0f %% of the float peak of this core (%.0f GFLOP/s)\n", rate * 1e-9,
                100 * rate / peak, peak * 1e-9);
  }
  const Speed one = speed_of(pipeline, texts, 1);
  const Speed two = speed_of(pipeline, texts, 2);
  std::printf("  two threads: %.2f times one by processor time, %.2f times by the wall clock (%.0f tokens/s)\n",
              two.processor / one.processor, two.wall / one.wall, two.wall);
}

}  // namespace

int main(int count, char** values) {
  const Arguments arguments = read_arguments("bench_nlp", count, values);
  const std::vector<std::string> texts = read_texts(arguments);
  Peer peer;
  if (!arguments.python.empty()) {
    peer = run_peer(arguments, texts);
    std::printf("spaCy: %.0f tokens/s\n", peer.tokens_per_second);
  }
  for (const Arithmetic arithmetic : {Arithmetic::kExact, Arithmetic::kFast}) {
    const auto pipeline = Pipeline::open(arguments.model, {arithmetic});
    if (!pipeline) {
      std::cerr << pipeline.error().message << "\n";
      return 3;
    }
    if (!peer.lines.empty()) {
      Scratch scratch;
      const double same = agreement(annotate(*pipeline, texts, scratch), peer);
      std::printf("%s: tag, head, sentence start and entity are spaCy's in %.4f %% of tokens\n",
                  arithmetic == Arithmetic::kExact ? "exact" : "fast", 100 * same);
      if (same < (arithmetic == Arithmetic::kExact ? 0.9999 : 0.99)) return 4;
    }
    measure(*pipeline, texts, peer);
  }
  return 0;
}
