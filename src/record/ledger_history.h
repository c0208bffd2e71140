// The ledger over time: what a later report does to the entries of earlier ones.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/told_event.h"

namespace tocsin {

/// An entry of the ledger as one document tells it. Owns its strings.
struct ToldEntry {
  std::string id;        ///< across documents
  std::string document;  ///< its id
  std::string day;       ///< ISO day of publication; empty = unknown
  std::string kind;      ///< agreement, pledge, offer, demand, precondition, refusal, warning, position, claim
  std::string status;
  std::vector<Party> by, to;
  std::vector<std::string> about;  ///< country codes
  std::vector<Party> contested_by;
  Span content;
  Span contested_with;
  std::vector<std::string> words;  ///< stems of the content without the names of persons, states and places; sorted
};

/// Everything of `entry` that its history needs.
[[nodiscard]] ToldEntry told_entry(const DocumentWords& words, const LedgerRecord& entry, std::string_view id);

/// One document, as far as it can move entries.
struct LedgerReport {
  std::string document;
  std::string day;  ///< ISO day of publication; empty = unknown
  std::vector<ToldEntry> entries;
  std::vector<ToldEvent> events;     ///< what was done can meet a pledge or a demand
  std::vector<Span> event_evidence;  ///< of each event
};

/// What a report says of an entry that was known before it.
struct EntryMove {
  std::string entry;     ///< id of the first telling of the entry
  std::string told_as;   ///< id of the later entry or event that moves it
  std::string status;    ///< what the entry is now; empty = told again and nothing new
  std::string day;       ///< of the report; empty = unknown
  std::string document;  ///< the report's
  Span evidence;         ///< where it says so
  std::string why;       ///< the rule, in words
  bool operator==(const EntryMove&) const = default;
};

/// Which words of a language the rules need.
struct LedgerWords {
  std::vector<std::string> common;  ///< say nothing (stems_of); sorted
  std::vector<std::string> ending;  ///< "not", "stop": what such a content names is what shall not be; sorted
};

/// The entries known so far and how they stand. A move is only given where the parties are the same, the contents share
/// most of their words and three that few entries have (or all, where two named parties have a short one), no more than
/// 200 days lie between them, and a rule (ledger_history.cc) leads from the kinds and statuses of the two to a new
/// status; of several entries that fit, the one with the most words in common, then the latest, then the smallest id. A
/// status that is final (met, broken …) never changes. What an entry becomes depends on the order of the reports: give
/// them by day, then by document. For one thread at a time.
class LedgerHistory {
 public:
  explicit LedgerHistory(std::vector<std::string> ending_words) : ending_words_(std::move(ending_words)) {}

  /// Says what the report does to earlier entries, and keeps its own. An entry that tells an earlier one again is no
  /// entry of its own.
  [[nodiscard]] std::vector<EntryMove> add(const LedgerReport& report);

  /// Keeps an entry as it stood at the end of an earlier run: `entry.status` is its present status.
  void restore(ToldEntry entry) { keep(std::move(entry)); }

  /// Every entry that can still move once, with its present status, in the order in which they came.
  [[nodiscard]] std::vector<ToldEntry> entries() const;

 private:
  /// An earlier entry, how much of it the later words share, and what it becomes.
  struct Fit {
    size_t entry = 0;
    size_t shared = 0;
    size_t rare = 0;  ///< of the shared words, those that few entries have
    std::string_view status, why;
  };
  void keep(ToldEntry entry);
  /// Nothing that comes on `day` or later can move what was told more than 200 days before it.
  void forget_before(const std::string& day);
  [[nodiscard]] std::vector<Fit> with_words_of(const std::vector<std::string>& words, size_t known_count) const;
  [[nodiscard]] bool goes_before(const Fit& a, const Fit& b) const;
  template <typename Later, typename Becomes>
  [[nodiscard]] std::optional<Fit> best_fit(const Later& later, size_t known_count, Becomes becomes) const;
  [[nodiscard]] bool ends_something(const ToldEntry& entry) const;

  std::vector<std::string> ending_words_;
  std::map<size_t, ToldEntry> entries_;  ///< by their numbers
  std::multimap<std::string, size_t> by_day_;
  size_t next_ = 0;
  std::map<std::string, std::vector<size_t>, std::less<>> by_word_;
};

}  // namespace tocsin
