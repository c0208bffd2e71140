// The coder: from an annotated Document to a Reading. The order of its stages is the body of Coder::read.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "coding/events.h"
#include "coding/judge.h"
#include "coding/judge_features.h"
#include "coding/petrarch_text.h"
#include "coding/places.h"
#include "coding/sizes.h"
#include "doc/article.h"
#include "doc/document.h"
#include "lexicon/calibration.h"
#include "lexicon/factuality_cues.h"
#include "lexicon/ledger_cues.h"
#include "lexicon/petrarch.h"
#include "lexicon/plover.h"
#include "lexicon/predicates.h"
#include "lexicon/speech_cues.h"
#include "lexicon/time_words.h"
#include "record/record.h"
#include "world/gazetteer.h"
#include "world/place_table.h"
#include "world/world.h"

namespace tocsin::coding {

/// The event between two strings of a sentence.
struct RelatedEvent {
  FoundEvent event;
  std::string trigger;
  int quad = 0;
  std::string root;
};

/// Everything of the data folder that coding asks, and the gazetteer where there is one.
struct CoderTables {
  world::World world;
  lexicon::Predicates predicates;
  lexicon::Plover plover;
  lexicon::FactualityCues factuality;
  lexicon::LedgerCues ledger;
  lexicon::SpeechCues speech;
  lexicon::TimeWords time_words;
  lexicon::Calibration calibration;
  Judge judge;
  SizeWords size_words;
  world::PlaceTable place_table;
  std::optional<world::Gazetteer> gazetteer;
  std::optional<lexicon::PetrarchDictionary> dictionary;  ///< of the user
};

/// The opened tables. Immutable; any thread may call read().
class Coder {
 public:
  /// Reads the tables of the data folder and maps the gazetteer; without one (an empty path) the only places are
  /// states, capitals and regions. `dictionaries` are files of the PETRARCH family, which go before the tables. Fails
  /// (kResource) naming file, line and column.
  static Result<Coder> open(const std::filesystem::path& data_folder, const std::filesystem::path& gazetteer = {},
                            std::span<const std::filesystem::path> dictionaries = {});

  /// Mends the tree of an annotated Document where the tables know better (mend.h, present_verbs.h); before read() and
  /// relate().
  void mend(Document& doc) const;

  /// Codes an annotated Document. `art` gives source, title and day; its text is the Document's.
  [[nodiscard]] Reading read(const Document& doc, const Article& art) const;

  /// The event between `source` and `target` (strings of the document's text; one that is not found may be implicit).
  /// Always gives a type: the best guess where grammar shows none.
  [[nodiscard]] RelatedEvent relate(const Document& doc, std::string_view source, std::string_view target) const;

  /// What the judge reads of the pair, for its training. Views into `doc` and the tables; the events' views end with
  /// the call.
  [[nodiscard]] std::vector<JudgeSite> judge_sites(const Document& doc, std::string_view source,
                                                   std::string_view target) const;

  [[nodiscard]] const world::World& world() const { return tables_.world; }

  /// The user's dictionaries; null where there are none.
  [[nodiscard]] const lexicon::PetrarchDictionary* dictionary() const {
    return tables_.dictionary ? &*tables_.dictionary : nullptr;
  }

  /// Null where there is none.
  [[nodiscard]] const world::Gazetteer* gazetteer() const { return tables_.gazetteer ? &*tables_.gazetteer : nullptr; }

 private:
  void code_by_dictionary(const EventInput& input, const PetrarchText& text, Actors& actors,
                          std::vector<FoundEvent>& events, Reading& reading) const;
  void place_and_size(const Grammar& grammar, const std::vector<FoundPlace>& places,
                      std::vector<FoundEvent>& events) const;

  explicit Coder(CoderTables tables) : tables_(std::move(tables)) {}

  CoderTables tables_;
};

}  // namespace tocsin::coding
