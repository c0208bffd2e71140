// Files of the PETRARCH family (PETRARCH, PETRARCH2, UniversalPetrarch, TABARI): their lines without comments, and the
// phrases that their entries are made of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

enum class PetrarchKind : uint8_t { kActors, kAgents, kVerbs, kDiscards };

struct PetrarchLine {
  std::string text;    ///< without comments; blanks at its front are kept, those at its end are not
  size_t number = 0;   ///< 1-based
  bool blank = false;  ///< nothing but blanks, and no comment either
};

/// A dictionary as lines. Comments are `# …`, `; …` and `<!-- … -->`, outside of brackets.
class PetrarchFile {
 public:
  /// Fails (kResource) when the file cannot be read, is not UTF-8, has a comment that does not end, or holds no entry.
  static Result<PetrarchFile> open(const std::filesystem::path& path);

  /// What the file is, by its content: `---`, `- … *` and `&` are a verb dictionary's, `[~` and `~]` an agent
  /// dictionary's, other codes in brackets an actor dictionary's; no code at all is a list of discards.
  [[nodiscard]] PetrarchKind kind() const { return kind_; }
  [[nodiscard]] const std::vector<PetrarchLine>& lines() const { return lines_; }
  [[nodiscard]] std::string at(const PetrarchLine& line) const { return name_ + ":" + std::to_string(line.number); }

  /// The error of a line: "file:line: what; what would help".
  [[nodiscard]] std::unexpected<Error> wrong(const PetrarchLine& line, std::string what) const {
    return fail(ErrorKind::kResource, at(line) + ": " + std::move(what));
  }

 private:
  std::string name_;
  std::vector<PetrarchLine> lines_;
  PetrarchKind kind_ = PetrarchKind::kDiscards;
};

/// One word of a phrase. `joined`: the next word must follow at once (`_`); otherwise words may stand between.
struct PetrarchWord {
  std::string text;  ///< upper case
  bool joined = false;
};

/// "WHITE_HOUSE STAFF" as words; a `_` at the end is dropped.
[[nodiscard]] std::vector<PetrarchWord> petrarch_phrase(std::string_view phrase);

/// Plural of a regular noun phrase: S, IES for Y, ES for SS.
[[nodiscard]] std::string petrarch_plural(std::string phrase);

/// The parts of an entry: what stands outside brackets, in `{…}` and in each `[…]`, without blanks at the edges.
struct PetrarchEntry {
  std::string phrase;
  std::string forms;
  bool has_forms = false;
  std::vector<std::string> codes;
};

/// Fails (kResource) when brackets do not pair or words follow a code.
[[nodiscard]] Result<PetrarchEntry> petrarch_entry(const PetrarchFile& file, const PetrarchLine& line);

/// Parts of `text` between blanks (and commas).
[[nodiscard]] std::vector<std::string> petrarch_parts(std::string_view text);

/// Without blanks at both ends.
[[nodiscard]] std::string_view petrarch_trim(std::string_view text);

}  // namespace tocsin::lexicon
