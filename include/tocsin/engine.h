// The public entry: open the engine once, read articles from any number of threads.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "doc/article.h"
#include "record/record.h"

namespace tocsin {

struct EngineOptions {
  std::filesystem::path model_folder;  ///< a spaCy v3 English CNN pipeline
  std::filesystem::path data_folder;   ///< the tables (docs/tables.md)
  std::filesystem::path gazetteer;     ///< the file of places; empty = only states, capitals and regions are known
  /// Actor, agent, verb and discard dictionaries of the PETRARCH family; they go before the tables.
  std::vector<std::filesystem::path> dictionaries;
  bool fast = false;  ///< reduced-precision products
};

/// The event between two given actors as one sentence tells it (FORMATS.md, `tocsin relate`).
struct Relation {
  std::string type;  ///< PLOVER type
  std::string mode;  ///< empty = the type has none here
  std::string cameo;
  std::string root;  ///< the category of `cameo` under the older conventions (data/cameo_roots.tsv)
  int quad = 0;      ///< 1 to 4
  std::string factuality;
  double confidence = 0;
  std::string trigger;           ///< words of the sentence
  std::vector<std::string> why;  ///< the table rows, rules and weights that decided
};

/// Who a name or a description is on one day (FORMATS.md, `tocsin resolve`).
struct ResolvedActor {
  std::string name;     ///< as the tables write it; empty = not known
  std::string code;     ///< USAGOV; empty = unknown
  std::string country;  ///< empty = unknown
  std::vector<std::string> sectors;
};

/// The Reading of an Article that nobody codes: the document and its notes alone.
[[nodiscard]] Reading uncoded(const Article& art);

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

  /// Reads one article: the same article gives the same Reading whatever the worker has read before. An article in
  /// another language than English is not coded, which is noted.
  Result<Reading> read(const Article& art, Worker& worker) const;

  /// The event between `source` and `target`, strings of the sentence (one that is not found may be implicit). Never
  /// empty: where nothing is plain, the best guess with its confidence. Fails (kInput) when the sentence is empty.
  Result<Relation> relate(std::string_view sentence, std::string_view source, std::string_view target,
                          Worker& worker) const;

  /// What the judge reads of the pair, a line a predicate, for eval/train_judge.py (docs/tables.md, "judge.tsv"). Fails
  /// as relate().
  Result<std::vector<std::string>> relation_features(std::string_view sentence, std::string_view source,
                                                     std::string_view target, Worker& worker) const;

  /// The actor that `text` names on `date`; without a date, by what holds always. An actor that is not known has empty
  /// fields.
  [[nodiscard]] ResolvedActor resolve(std::string_view text, std::optional<Date> date) const;

  Engine(Engine&&) noexcept;
  ~Engine();

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace tocsin
