// The public entry: open the engine once, read articles from any number of threads.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "doc/article.h"
#include "record/record.h"

namespace tocsin {

struct EngineOptions {
  std::filesystem::path model_folder;  ///< a spaCy v3 English CNN pipeline
  std::filesystem::path data_folder;   ///< the tables (docs/tables.md)
  bool fast = false;                   ///< reduced-precision products
};

/// An opened model and opened tables, immutable: any number of threads may call read() at once, each with its own
/// Worker.
class Engine {
 public:
  /// Every reusable buffer of one thread.
  class Worker {
   public:
    ~Worker();
    Worker(Worker&&) noexcept;

   private:
    friend class Engine;
    Worker();
    struct State;
    std::unique_ptr<State> state_;
  };

  /// Fails (kResource) when the model or a table is missing or damaged, naming file and reason.
  static Result<Engine> open(const EngineOptions& options);

  [[nodiscard]] Worker new_worker() const;

  /// Reads one article: the same article gives the same Reading whatever the worker has read before.
  Result<Reading> read(const Article& art, Worker& worker) const;

  Engine(Engine&&) noexcept;
  ~Engine();

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace tocsin
