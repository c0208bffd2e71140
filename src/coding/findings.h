// Findings: what the coder found in one Document, by token and by index, before it becomes records.
//
// The stages of src/coding hand these on: sayings.h and times.h find what grammar and tables show without knowing who
// is meant; actors.h says who is meant; events.h, statements.h and ledger.h put it together; records.h turns Findings
// into the records of FORMATS.md. Findings may hold views into the Document and the tables and never leave the worker.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/range.h"
#include "doc/article.h"

namespace tocsin::coding {

constexpr uint32_t kNone = UINT32_MAX;  ///< no token, no index

enum class Form : uint8_t { kDirect, kIndirect, kMixed };

/// One act of saying as grammar and quotation marks show it; who the words name is decided later.
struct Saying {
  uint32_t cue = kNone;                 ///< head token of the cue ("said", "according", "announcement"); kNone = no cue
  Range cue_tokens;                     ///< "was quick to welcome": the words to show; empty without a cue
  std::vector<uint32_t> speakers;       ///< head tokens of the nouns and pronouns that speak; empty = unattributed
  std::vector<uint32_t> addressees;     ///< head tokens
  std::vector<Range> content;           ///< bytes, in text order; direct content without its outer quotation marks
  std::vector<uint32_t> content_roots;  ///< head token of each clause or noun phrase of the content
  Form form = Form::kIndirect;
  std::string venue;  ///< name of the venue in the text's words; empty = not said
  Range venue_bytes;
  std::string_view medium;       ///< FORMATS.md's list; empty = not said
  uint32_t when = kNone;         ///< a token inside the words that date the saying; kNone = not said
  uint32_t sent = 0;             ///< sentence of the cue (of the content without one)
  bool negated = false;          ///< "did not say that …"
  bool denied = false;           ///< the cue denies its content ("denied that …")
  bool hearsay = false;          ///< the speaker only passes on ("reports said")
  bool nested = false;           ///< inside the content of another saying
  std::string_view kind;         ///< kind of the cue in speech_cues.tsv
  std::vector<std::string> why;  ///< table rows and rules
};

/// One time expression.
struct FoundTime {
  Range bytes;
  Range tokens;
  std::string_view kind;           ///< date, time, duration, set
  std::string value;               ///< TIMEX3 value; XXXX-03-17 without a year
  std::string_view mod;            ///< START, MID, END; empty = none
  std::optional<Date> start, end;  ///< inclusive; only what text and anchors give
  std::string_view anchor;         ///< published, text, statement; empty = none
};

}  // namespace tocsin::coding
