// SpeechCues: verbs, nouns and adjectives of saying and what goes with them (docs/tables.md, "speech_cues.tsv").
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// A slot that can hold what is said. "obj+as": both slots together are the content ("describe X as Y").
struct ContentSlot {
  std::string name;
  std::string with;   ///< second slot that must be filled too; empty = none
  bool wide = false;  ///< what it holds is talked about rather than said ("praised the plan")
};

/// One row. `kind` is what the act does (say, announce, deny, ask, demand, promise, threaten, warn, accuse, …), or
/// `medium`, `venue`, `outlet` for nouns that say where and through what, `light` for verbs that lend a noun of saying
/// their subject ("issue a warning"), `phase` for verbs whose infinitive took place ("went on to say").
struct SpeechCue {
  std::string lemma;
  char pos = 'v';  ///< v, n, a
  std::string kind;
  std::vector<ContentSlot> content;
  std::vector<std::string> addressee;  ///< slots that hold who is spoken to
  std::string medium;                  ///< FORMATS.md's list; empty = not implied
  bool quotable = false;               ///< a quotation can stand beside it
  std::string row;                     ///< "speech_cues.tsv:12"

  [[nodiscard]] bool is_act() const {
    return kind != "medium" && kind != "venue" && kind != "outlet" && kind != "light" && kind != "phase";
  }
};

/// Immutable once opened; any thread may ask.
class SpeechCues {
 public:
  /// Fails (kResource) with file:line:column on a part of speech or a frame that is none.
  static Result<SpeechCues> open(const std::filesystem::path& folder);

  /// The rows of a lemma as a part of speech, in the table's order.
  [[nodiscard]] std::span<const SpeechCue* const> find(std::string_view lemma, char pos) const;

  /// The row of that kind, or null.
  [[nodiscard]] const SpeechCue* of_kind(std::string_view lemma, char pos, std::string_view kind) const;

  SpeechCues(SpeechCues&&) noexcept = default;
  SpeechCues& operator=(SpeechCues&&) noexcept = default;

 private:
  SpeechCues() = default;

  std::vector<std::unique_ptr<SpeechCue>> rows_;
  std::unordered_map<std::string, std::vector<const SpeechCue*>> by_key_;  ///< "v say"
};

}  // namespace tocsin::lexicon
