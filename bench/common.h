// What the benchmarks share: their arguments, their clock, spaCy's side.
#pragma once

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tocsin::bench {

struct Arguments {
  std::string model;
  std::string texts;
  size_t documents = 60;
  std::string python;
  std::string script;
};

inline Arguments read_arguments(const std::string& program, int count, char** values) {
  Arguments arguments;
  if (count < 3) {
    std::cerr << program << " MODEL TEXTS.jsonl [--documents N] [--peer PYTHON SCRIPT]\n";
    std::exit(1);
  }
  arguments.model = values[1];
  arguments.texts = values[2];
  for (int i = 3; i < count; ++i) {
    const std::string name = values[i];
    if (name == "--documents" && i + 1 < count) arguments.documents = std::stoul(values[++i]);
    if (name == "--peer" && i + 2 < count) {
      arguments.python = values[++i];
      arguments.script = values[++i];
    }
  }
  return arguments;
}

inline std::vector<std::string> read_texts(const Arguments& arguments) {
  std::vector<std::string> texts;
  std::ifstream file(arguments.texts);
  for (std::string line; texts.size() < arguments.documents && std::getline(file, line);) {
    texts.push_back(nlohmann::json::parse(line).value("text", ""));
  }
  return texts;
}

/// Of this thread.
inline double processor_seconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Peer {
  double tokens_per_second = 0;
  double seconds = 0;
  std::vector<std::string> lines;
};

/// Runs spaCy's side on the same texts, one thread; all zero when it cannot run.
inline Peer run_peer(const Arguments& arguments, const std::vector<std::string>& texts) {
  const auto folder = std::filesystem::temp_directory_path() / ("tocsin_bench_" + std::to_string(std::time(nullptr)));
  std::filesystem::create_directories(folder);
  {
    std::ofstream file(folder / "texts.jsonl");
    for (const std::string& text : texts) file << nlohmann::json(text).dump() << "\n";
  }
  const std::string command = "OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 '" + arguments.python + "' '" +
                              arguments.script + "' '" + arguments.model + "' '" + (folder / "texts.jsonl").string() +
                              "' '" + (folder / "peer.txt").string() + "' > '" + (folder / "peer.json").string() + "'";
  Peer peer;
  if (std::system(command.c_str()) == 0) {
    const auto report = nlohmann::json::parse(std::ifstream(folder / "peer.json"));
    peer.seconds = report["seconds"].get<double>();
    peer.tokens_per_second = report["tokens"].get<double>() / peer.seconds;
    std::ifstream file(folder / "peer.txt");
    for (std::string line; std::getline(file, line);) peer.lines.push_back(line);
  }
  std::filesystem::remove_all(folder);
  return peer;
}

}  // namespace tocsin::bench
