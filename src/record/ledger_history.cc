// Compares later entries and events with earlier entries and applies the rules by which a ledger moves.
#include "record/ledger_history.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <tuple>

#include "base/ascii.h"
#include "base/dates.h"

namespace tocsin {
namespace {

constexpr double kLeastShare = 0.6;          // of the shorter content's words, and of an entry's where a deed meets it
constexpr std::chrono::days kFurthest{200};  // between an entry and what moves it
constexpr double kSameShare = 0.6;           // from which it is the same said again
constexpr size_t kLeastWords = 2;
constexpr size_t kLeastRare = 3;   // words that few entries have, for a move
constexpr size_t kRareAtMost = 3;  // a word is rare that so many entries have, or so large a part of those kept
constexpr double kRareShare = 0.004;
constexpr std::string_view kAny = "*";
constexpr std::string_view kToldAgain = "";

/// Who must speak for a rule to hold.
enum class Who {
  kSame,    ///< the one whose entry it is
  kAnswer,  ///< the one it is addressed to or about
  kParty,   ///< any of its parties
};

/// An earlier entry of `kind` that stands at one of `from` is moved to `becomes` by a later entry.
struct Rule {
  std::string_view kind, from, later_kind, later_status;
  Who who;
  std::string_view becomes, why;
};

constexpr std::array kRules = {
    Rule{"agreement", "agreed", "agreement", "signed", Who::kParty, "signed", "a party signs it"},
    Rule{"agreement", "agreed|signed", "agreement", "in-force", Who::kParty, "in-force", "it takes effect"},
    Rule{"agreement", "agreed|signed|in-force", "agreement", "broken", Who::kParty, "broken", "a party breaks it"},
    Rule{"agreement", "agreed|signed|in-force", "agreement", "withdrawn", Who::kParty, "withdrawn",
         "a party leaves it"},
    Rule{"pledge", "open", "refusal", kAny, Who::kSame, "withdrawn", "who gave it refuses now"},
    Rule{"pledge", "open", "agreement", "withdrawn", Who::kSame, "withdrawn", "who gave it takes it back"},
    Rule{"offer", "open", "agreement", "agreed|signed|in-force", Who::kAnswer, "accepted", "the other side agrees"},
    Rule{"offer", "open", "refusal", kAny, Who::kAnswer, "refused", "the other side refuses"},
    Rule{"demand", "open", "refusal", kAny, Who::kAnswer, "refused", "the other side refuses"},
    Rule{"precondition", "open", "refusal", kAny, Who::kAnswer, "refused", "the other side refuses"},
    Rule{"claim", "stated", "claim", "contested", Who::kAnswer, "contested", "the other side contests it"},
    Rule{"claim", "stated", "refusal", kAny, Who::kAnswer, "contested", "the other side rejects it"},
    Rule{"claim", "stated|contested", "claim", "confirmed", Who::kAnswer, "confirmed", "the other side confirms it"},
    Rule{"claim", "stated|contested", "claim", "denied", Who::kAnswer, "denied", "the other side denies it"},
};

/// Whether "a|b" names `value`.
bool names(std::string_view list, std::string_view value) {
  if (list == kAny) return true;
  while (!list.empty()) {
    const size_t bar = list.find('|');
    if (list.substr(0, bar) == value) return true;
    list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
  }
  return false;
}

bool concerns(const ToldEntry& entry, const std::vector<Party>& parties) {
  if (have_common_party(entry.to, parties)) return true;
  return std::ranges::any_of(parties, [&](const Party& party) {
    return !party.country.empty() && std::ranges::find(entry.about, party.country) != entry.about.end() &&
           !have_common_party(entry.by, {party});
  });
}

bool speaks(Who who, const ToldEntry& earlier, const ToldEntry& later) {
  switch (who) {
    case Who::kSame:
      return have_common_party(earlier.by, later.by);
    case Who::kAnswer:
      // "X's claim, which Y denies" is an entry of X in the later report as well.
      return concerns(earlier, later.by) ||
             (have_common_party(earlier.by, later.by) && concerns(earlier, later.contested_by));
    case Who::kParty:
      return have_common_party(earlier.by, later.by) || have_common_party(earlier.by, later.to) ||
             have_common_party(earlier.to, later.by);
  }
  return false;
}

bool can_be_addressed_alike(const ToldEntry& a, const ToldEntry& b) {
  return a.to.empty() || b.to.empty() || have_common_party(a.to, b.to);
}

bool is_told_again(const ToldEntry& earlier, const ToldEntry& later) {
  if (earlier.kind != later.kind || overlap_of(earlier.words, later.words) < kSameShare) return false;
  if (earlier.kind == "agreement") return speaks(Who::kParty, earlier, later);
  return have_common_party(earlier.by, later.by) && can_be_addressed_alike(earlier, later);
}

bool is_final(std::string_view status) {
  return names("met|broken|withdrawn|refused|accepted|dropped|confirmed|denied", status);
}

/// The new status and why.
using Moved = std::optional<std::pair<std::string_view, std::string_view>>;

/// What the later entry makes of the earlier one; nothing when they have nothing to do with each other.
Moved moved_by(const ToldEntry& earlier, const ToldEntry& later) {
  for (const Rule& rule : kRules)
    if (rule.kind == earlier.kind && names(rule.from, earlier.status) && rule.later_kind == later.kind &&
        names(rule.later_status, later.status) && speaks(rule.who, earlier, later))
      return std::pair(rule.becomes, rule.why);
  // What is over can be agreed, promised or asked anew: then it is another entry.
  if (is_told_again(earlier, later) && (!is_final(earlier.status) || earlier.status == later.status))
    return std::pair(kToldAgain, std::string_view("told again"));
  return std::nullopt;
}

/// Deeds that give what was promised or asked. Deeds of conflict are left out: what they meet, words alone do not say.
/// So are talks: who meets somebody has not done what the meeting was about.
bool gives_something(const ToldEvent& ev) {
  return ev.factuality == "happened" && (ev.quad == 2 || ev.type == "SUPPORT");
}

bool hurts(const ToldEvent& ev) { return ev.factuality == "happened" && ev.quad == 4; }

/// What a deed makes of a pledge, a demand or a precondition. `ends`: the content says what shall not be.
Moved moved_by_deed(const ToldEntry& entry, const ToldEvent& ev, bool ends) {
  if (entry.status != "open") return std::nullopt;
  const bool gives = gives_something(ev) && (!ends || ev.type == "RETREAT");
  if (entry.kind == "pledge" && have_common_party(entry.by, ev.actors)) {
    if (gives) return std::pair("met", "who gave it does it");
    if (hurts(ev) && ends) return std::pair("broken", "who gave it does what was not to be");
  }
  const bool is_asked = entry.kind == "demand" || entry.kind == "precondition";
  if (is_asked && gives && concerns(entry, ev.actors)) return std::pair("met", "the other side does it");
  return std::nullopt;
}

/// "A ceasefire" is one word: between the same two parties it is enough.
size_t least_shared(const ToldEntry& entry, size_t later_count) {
  const size_t fewer = std::min(entry.words.size(), later_count);
  if (entry.kind == "agreement" && fewer == 1) return 1;
  return std::max(kLeastWords, static_cast<size_t>(static_cast<double>(fewer) * kLeastShare + 0.999));
}

/// Days between two; nothing where one is unknown.
std::optional<std::chrono::days> days_between(const std::string& earlier, const std::string& later) {
  const std::optional<Date> a = parse_date(earlier), b = parse_date(later);
  if (!a || !b) return std::nullopt;
  return std::chrono::abs(std::chrono::sys_days(*b) - std::chrono::sys_days(*a));
}

const std::string& day_told(const ToldEntry& entry) { return entry.day; }
const std::string& day_told(const ToldEvent& ev) { return ev.published; }

std::vector<Party> parties_in(const ToldEntry& entry) {
  std::vector<Party> all = entry.by;
  all.insert(all.end(), entry.to.begin(), entry.to.end());
  return all;
}

bool have_two_common_parties(const ToldEntry& a, const ToldEntry& b) {
  const std::vector<Party> of_a = parties_in(a), of_b = parties_in(b);
  return std::ranges::count_if(of_a, [&](const Party& party) { return have_common_party({party}, of_b); }) >= 2;
}

/// Whether what the two share is telling enough for a move: three rare words; or all there is ("a ceasefire"), between
/// two parties that both are named.
bool is_telling_enough(size_t shared, size_t rare, const ToldEntry& earlier, const ToldEntry& later) {
  if (rare >= kLeastRare) return true;
  const size_t fewer = std::min(earlier.words.size(), later.words.size());
  if (fewer >= kLeastRare || shared < fewer || rare + 1 < fewer) return false;
  return have_two_common_parties(earlier, later) || have_common_party(earlier.to, later.by);
}

}  // namespace

ToldEntry told_entry(const DocumentWords& words, const LedgerRecord& entry, std::string_view id) {
  const Reading& reading = words.reading();
  return {.id = std::string(id),
          .document = reading.document.id,
          .day = reading.document.published,
          .kind = entry.kind,
          .status = entry.status,
          .by = parties_of(reading, entry.by),
          .to = parties_of(reading, entry.to),
          .about = entry.about,
          .contested_by = parties_of(reading, entry.contested_by),
          .content = entry.content,
          .contested_with = entry.contested_with,
          .words = words.deed_stems(entry.content.text)};
}

void LedgerHistory::keep(ToldEntry entry) {
  for (const std::string& word : entry.words) by_word_[word].push_back(next_);
  if (!entry.day.empty()) by_day_.emplace(entry.day, next_);
  entries_.emplace(next_++, std::move(entry));
}

void LedgerHistory::forget_before(const std::string& day) {
  while (!by_day_.empty() && days_between(by_day_.begin()->first, day).value_or(kFurthest) > kFurthest &&
         by_day_.begin()->first < day) {
    const size_t number = by_day_.begin()->second;
    for (const std::string& word : entries_.at(number).words) {
      const auto list = by_word_.find(word);
      std::erase(list->second, number);
      if (list->second.empty()) by_word_.erase(list);
    }
    entries_.erase(number);
    by_day_.erase(by_day_.begin());
  }
}

std::vector<ToldEntry> LedgerHistory::entries() const {
  std::vector<ToldEntry> all;
  for (const auto& [number, entry] : entries_) all.push_back(entry);
  return all;
}

std::vector<LedgerHistory::Fit> LedgerHistory::with_words_of(const std::vector<std::string>& words,
                                                             size_t known_count) const {
  const size_t rare_at_most =
      std::max(kRareAtMost, static_cast<size_t>(kRareShare * static_cast<double>(entries_.size())));
  std::map<size_t, Fit> shared;
  for (const std::string& word : words) {
    const auto found = by_word_.find(word);
    if (found == by_word_.end()) continue;
    const bool is_rare = found->second.size() <= rare_at_most;
    for (const size_t entry : found->second) {
      if (entry >= known_count) continue;
      Fit& fit = shared.try_emplace(entry, Fit{.entry = entry, .status = {}, .why = {}}).first->second;
      ++fit.shared;
      fit.rare += is_rare ? 1 : 0;
    }
  }
  std::vector<Fit> fits;
  for (const auto& [entry, fit] : shared)
    if (fit.shared >= least_shared(entries_.at(entry), words.size())) fits.push_back(fit);
  return fits;
}

bool LedgerHistory::goes_before(const Fit& a, const Fit& b) const {
  const ToldEntry &of_a = entries_.at(a.entry), &of_b = entries_.at(b.entry);
  if (a.shared != b.shared) return a.shared > b.shared;
  if (of_a.day != of_b.day) return of_a.day > of_b.day;
  return of_a.id < of_b.id;
}

template <typename Later, typename Becomes>
std::optional<LedgerHistory::Fit> LedgerHistory::best_fit(const Later& later, size_t known_count,
                                                          Becomes becomes) const {
  std::optional<Fit> best;
  for (Fit fit : with_words_of(later.words, known_count)) {
    if (days_between(entries_.at(fit.entry).day, day_told(later)).value_or(kFurthest) > kFurthest) continue;
    const Moved moved = becomes(fit, entries_.at(fit.entry), later);
    if (!moved) continue;
    std::tie(fit.status, fit.why) = *moved;
    if (!best || goes_before(fit, *best)) best = fit;
  }
  return best;
}

bool LedgerHistory::ends_something(const ToldEntry& entry) const {
  std::string word;
  for (const char c : entry.content.text + " ") {
    const char lower = ascii::lower(c);
    if (ascii::is_lower(lower)) {
      word += lower;
    } else if (std::ranges::binary_search(ending_words_, std::exchange(word, {}))) {
      return true;
    }
  }
  return false;
}

std::vector<EntryMove> LedgerHistory::add(const LedgerReport& report) {
  forget_before(report.day);
  const size_t known_count = next_;
  std::vector<EntryMove> moves;
  const auto move = [&](const Fit& fit, const std::string& told_as, const Span& evidence) {
    ToldEntry& entry = entries_.at(fit.entry);
    if (!fit.status.empty()) entry.status = fit.status;
    moves.push_back(
        {entry.id, told_as, std::string(fit.status), report.day, report.document, evidence, std::string(fit.why)});
  };
  const auto told = [](const Fit& fit, const ToldEntry& entry, const ToldEntry& later) -> Moved {
    if (fit.shared < kLeastWords && !have_two_common_parties(entry, later)) return std::nullopt;
    const Moved moved = moved_by(entry, later);
    return !moved || moved->first == kToldAgain || is_telling_enough(fit.shared, fit.rare, entry, later) ? moved
                                                                                                         : std::nullopt;
  };
  const auto done = [this](const Fit& fit, const ToldEntry& entry, const ToldEvent& ev) -> Moved {
    // A deed is told with more words than a promise: most of the promise must be in them.
    if (static_cast<double>(fit.shared) < kLeastShare * static_cast<double>(entry.words.size())) return std::nullopt;
    const bool is_all_of_it = fit.shared >= kLeastRare && fit.shared == entry.words.size();
    if (fit.rare + (is_all_of_it ? 1 : 0) < kLeastRare) return std::nullopt;
    return moved_by_deed(entry, ev, ends_something(entry));
  };
  for (const ToldEntry& later : report.entries) {
    const std::optional<Fit> fit = best_fit(later, known_count, told);
    if (fit) move(*fit, later.id, later.contested_with.empty() ? later.content : later.contested_with);
    // An answer is an entry of its own beside what it answers.
    if (!fit || later.kind != entries_.at(fit->entry).kind) keep(later);
  }
  for (size_t i = 0; i < report.events.size(); ++i)
    if (const std::optional<Fit> fit = best_fit(report.events[i], known_count, done))
      move(*fit, report.events[i].id, report.event_evidence[i]);
  return moves;
}

}  // namespace tocsin
