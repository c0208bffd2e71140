// Reads tests/cases/*.case: news in a few lines and what must be found in it, written by people who know news, not C++
// (tests/cases/README.md tells them how).
//
//   # The newspaper is not the speaker.              the claim: the name of the case, once in all files
//   on 2024-03-05, from "The Daily Post"             day of publication; the publisher may be left out
//   | Iran's foreign minister told state television  the text: lines are joined by a blank, "|" alone begins a
//   | that Tehran would not negotiate.               paragraph; a first paragraph without full stop is the title
//   statement  IRNGOV "Iran's foreign minister", indirect: "Tehran would not"
//   event      REJECT meet  IRNGOV -> ---  happened  --- is nobody, <-> both sides, * any side
//   ledger     demand USAGOV -> IRN  open: "stop"
//   actor      "the Kremlin" RUSGOV organisation
//   time       "last Tuesday" 2024-02-27
//   place      "Aleppo" SYR
//   deaths     12
//   no event ASSAULT happened                        nothing of the kind; "one event ASSAULT" is exactly one
//
// A blank line ends a case. Codes: IRN stands for all sectors of the country, a longer code (IRNGOV) for itself, =IRN
// for the country alone, ? for an actor without a code. Several are separated by commas and must be all.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/dates.h"
#include "base/result.h"

namespace tocsin::cases {

/// The actors of one side as a line gives them. No `codes` = nobody.
struct Side {
  bool any = false;  ///< "*": not looked at
  std::vector<std::string> codes;
};

struct Sides {
  Side from;
  Side to;
  bool reciprocal = false;
};

/// What a line asks of one record. Empty fields are not looked at.
struct WantedEvent {
  std::string type;
  std::string mode;
  std::optional<Sides> sides;
  std::vector<std::string> factuality;  ///< one of these
};
struct WantedStatement {
  std::optional<Side> speakers;
  std::string speaker_words;
  std::string form;
  std::string content_begins;
};
struct WantedLedger {
  std::string kind;
  std::optional<Sides> sides;
  std::string status;
  std::string content_has;
};
struct WantedActor {
  std::string words;
  std::optional<Side> code;
  std::string kind;
};
struct WantedTime {
  std::string words;
  std::string value;
};
struct WantedPlace {
  std::string words;
  std::string country;
};
struct WantedDeaths {
  int64_t count = 0;
};
using Wanted =
    std::variant<WantedEvent, WantedStatement, WantedLedger, WantedActor, WantedTime, WantedPlace, WantedDeaths>;

enum class HowMany { kSome, kNone, kOne };

struct Expectation {
  size_t line = 0;   ///< 1-based
  std::string text;  ///< as written
  HowMany how_many = HowMany::kSome;
  Wanted wanted;
};

struct Case {
  std::string file;  ///< name without folder
  size_t line = 0;   ///< of the claim
  std::string claim;
  Date published;
  std::string publisher;
  std::string text;
  std::vector<Expectation> expectations;
};

/// The cases of one file's text. Fails (kInput) at the first line that is malformed, naming file, line and what is
/// wanted.
[[nodiscard]] Result<std::vector<Case>> parse_cases(std::string_view text, const std::string& file);

/// The cases of a file on disk.
[[nodiscard]] Result<std::vector<Case>> read_cases(const std::filesystem::path& path);

/// Fails (kInput) when two cases make the same claim, naming both.
[[nodiscard]] Result<void> check_claims(const std::vector<Case>& cases);

}  // namespace tocsin::cases
