// Groups events in the order of their publication, then compares what their tellings say.
#include "record/merged_events.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <set>
#include <tuple>

#include "base/dates.h"

namespace tocsin {
namespace {

using Day = std::chrono::sys_days;

constexpr std::chrono::days kTellingDays{2};  // after which an undated event is told as something new
constexpr std::chrono::days kDaySlack{1};     // local days, and "on Monday" for the night to Tuesday
constexpr double kSamePlaceKm = 40;
constexpr int kEnough = 4;
constexpr double kSomeWords = 0.3;
constexpr double kMostWords = 0.6;
constexpr double kSomeNames = 0.25;
constexpr double kMostNames = 0.5;

std::optional<Day> day_of(const std::string& text) {
  const std::optional<Date> date = parse_date(text);
  return date ? std::optional<Day>(*date) : std::nullopt;
}

/// When an event can have been; nothing where nothing is known.
struct When {
  std::optional<Day> first, last;
  bool is_told = false;  ///< the text says so, not the day of publication
};

When when_of(const ToldEvent& ev) {
  const std::optional<Day> since = day_of(ev.since), until = day_of(ev.until);
  if (since && until) return {since, until, true};
  const std::optional<Day> published = day_of(ev.published);
  if (!published) return {};
  return {*published - kTellingDays, published, false};
}

bool can_be_one_time(const When& a, const When& b) {
  if (!a.first || !b.first) return true;
  return *a.first <= *b.last + kDaySlack && *b.first <= *a.last + kDaySlack;
}

/// What exactly one day is told for.
bool is_one_day(const When& when) { return when.is_told && *when.first == *when.last; }

bool is_fine(const ToldEvent& ev) { return ev.precision == "point" || ev.precision == "city"; }

double distance_km(const ToldEvent& a, const ToldEvent& b) {
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double x = radians(*b.lon - *a.lon) * std::cos(radians((*a.lat + *b.lat) / 2));
  return 6371 * std::hypot(x, radians(*b.lat - *a.lat));
}

enum class Places { kUnknown, kApart, kSameCountry, kSameRegion, kSame };

Places compare_places(const ToldEvent& a, const ToldEvent& b) {
  if (a.place.empty() || b.place.empty()) return Places::kUnknown;
  if (a.place == b.place && a.country == b.country) return is_fine(a) ? Places::kSame : Places::kSameRegion;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return Places::kApart;
  if (is_fine(a) && is_fine(b)) {
    if (!a.lat || !a.lon || !b.lat || !b.lon) return Places::kUnknown;
    return distance_km(a, b) <= kSamePlaceKm ? Places::kSame : Places::kApart;
  }
  if (a.admin1.empty() || b.admin1.empty()) return Places::kSameCountry;
  return a.admin1 == b.admin1 ? Places::kSameRegion : Places::kApart;
}

/// Words about words are told from anywhere; what is done, is done somewhere.
bool is_deed(const ToldEvent& ev) { return ev.quad == 2 || ev.quad == 4; }

/// planned and possible events are other events than those that took place; a denial goes with what it denies.
int reality_of(const std::string& factuality) { return factuality == "planned" ? 1 : factuality == "possible" ? 2 : 0; }

bool have_common_mode(const ToldEvent& a, const ToldEvent& b) {
  return std::ranges::any_of(
      a.modes, [&](const std::string& mode) { return std::ranges::find(b.modes, mode) != b.modes.end(); });
}

std::vector<Party> all_parties(const ToldEvent& ev) {
  std::vector<Party> all = ev.actors;
  all.insert(all.end(), ev.recipients.begin(), ev.recipients.end());
  return all;
}

bool can_be_among(const Party& a, const Party& b) {
  return (!a.is_named || !b.is_named) && (a.country.empty() || b.country.empty() || a.country == b.country);
}

/// How far two lists of parties are one: -1 they contradict, 0 they may be, 1 they meet.
int compare_sides(const std::vector<Party>& a, const std::vector<Party>& b) {
  if (a.empty() || b.empty()) return 0;
  if (have_common_party(a, b)) return 1;
  const bool may_be = std::ranges::any_of(a, [&](const Party& one) {
    return std::ranges::any_of(b, [&](const Party& other) { return can_be_among(one, other); });
  });
  return may_be ? 0 : -1;
}

/// Points for the sides; nothing when they cannot be the same.
std::optional<int> points_of_sides(const ToldEvent& a, const ToldEvent& b) {
  if (a.reciprocal || b.reciprocal) {
    const std::vector<Party> of_a = all_parties(a), of_b = all_parties(b);
    const auto met = std::ranges::count_if(of_a, [&](const Party& party) { return have_common_party({party}, of_b); });
    if (met == 0) return std::nullopt;
    return met >= 2 ? 2 : 1;
  }
  const int actors = compare_sides(a.actors, b.actors), recipients = compare_sides(a.recipients, b.recipients);
  if (actors < 0 || recipients < 0) return std::nullopt;
  return actors + recipients;
}

bool sizes_meet(const SizeRecord& a, const SizeRecord& b) { return a.low <= b.high && b.low <= a.high; }

bool have_common_size(const ToldEvent& a, const ToldEvent& b) {
  return std::ranges::any_of(a.sizes, [&](const SizeRecord& one) {
    return std::ranges::any_of(
        b.sizes, [&](const SizeRecord& other) { return one.what == other.what && sizes_meet(one, other); });
  });
}

/// Tolls that contradict each other belong to one event only where both are told of one day, or on one day: a war has
/// strikes every day.
bool tolls_allow(const ToldEvent& a, const When& when_a, const ToldEvent& b, const When& when_b) {
  const bool contradict = std::ranges::any_of(a.sizes, [&](const SizeRecord& one) {
    return std::ranges::any_of(
        b.sizes, [&](const SizeRecord& other) { return one.what == other.what && !sizes_meet(one, other); });
  });
  if (!contradict) return true;
  if (is_one_day(when_a) && is_one_day(when_b)) return when_a.first == when_b.first;
  return !a.published.empty() ? a.published == b.published : b.published.empty();
}

/// Whether nothing but the time can speak against the two being one.
bool can_be_one(const ToldEvent& a, const ToldEvent& b) {
  if (a.type != b.type || reality_of(a.factuality) != reality_of(b.factuality)) return false;
  if (!a.modes.empty() && !b.modes.empty() && a.type != "ASSAULT" && !have_common_mode(a, b)) return false;
  if (is_deed(a) && compare_places(a, b) == Places::kApart) return false;
  return points_of_sides(a, b).has_value();
}

const std::vector<std::string>& names_of(const ToldEvent& ev) {
  static const std::vector<std::string> none;
  return ev.names ? *ev.names : none;
}

/// Documents that name the same people and places tell one story.
int points_for_story(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const double share = overlap_of(a, b);
  const size_t shared = static_cast<size_t>(std::lround(share * static_cast<double>(std::min(a.size(), b.size()))));
  if (shared < 2 || share < kSomeNames) return 0;
  return share < kMostNames ? 1 : 2;
}

/// How much speaks for the two being one; kEnough is enough. Sides and story alone are not: two states in one story do
/// more than one thing to each other.
int points_for(const ToldEvent& a, const ToldEvent& b) {
  const Places places = compare_places(a, b);
  const double words = overlap_of(a.words, b.words);
  const When when_a = when_of(a), when_b = when_of(b);
  int points = words >= kMostWords ? 2 : words >= kSomeWords ? 1 : 0;
  if (is_fine(a) && places == Places::kSame) points += 2;
  if (have_common_size(a, b)) points += 1;
  if (is_one_day(when_a) && is_one_day(when_b)) points += 1;
  if (points == 0) return 0;
  if (places == Places::kSameRegion) points += 1;
  if (have_common_mode(a, b)) points += 1;
  return points + points_of_sides(a, b).value_or(0) + points_for_story(names_of(a), names_of(b));
}

struct Group {
  std::vector<size_t> tellings;
  std::optional<Day> last;  ///< the latest day on which one of its tellings can have been; nothing = any day
};

/// The groups of one type, found by their last days.
class Groups {
 public:
  Groups(const std::vector<ToldEvent>& events, const std::vector<When>& whens) : events_(events), whens_(whens) {}

  /// Puts an event into the group that it fits best, the earlier of two, or into one of its own.
  void add(size_t ev) {
    const When& when = whens_[ev];
    best_.reset();
    best_points_ = kEnough - 1;
    for (auto at = when.first ? by_last_.lower_bound(*when.first - kDaySlack) : by_last_.begin(); at != by_last_.end();
         ++at)
      weigh(at->second, ev);
    for (const size_t group : undated_) weigh(group, ev);
    if (!best_) {
      best_ = groups_.size();
      groups_.push_back({{ev}, when.last});
      when.last ? void(by_last_.emplace(*when.last, *best_)) : undated_.push_back(*best_);
      return;
    }
    groups_[*best_].tellings.push_back(ev);
    if (when.last) move_last(*best_, *when.last);
  }

  [[nodiscard]] const std::vector<Group>& all() const { return groups_; }

 private:
  void weigh(size_t group, size_t ev) {
    int points = 0;
    for (const size_t telling : groups_[group].tellings) {
      if (!can_be_one_time(whens_[telling], whens_[ev]) || !can_be_one(events_[telling], events_[ev]) ||
          !tolls_allow(events_[telling], whens_[telling], events_[ev], whens_[ev]))
        return;
      points = std::max(points, points_for(events_[telling], events_[ev]));
    }
    const bool is_better = points > best_points_ || (points == best_points_ && best_ && group < *best_);
    if (!is_better) return;
    best_ = group;
    best_points_ = points;
  }

  void move_last(size_t group, Day last) {
    std::optional<Day>& old = groups_[group].last;
    if (!old || *old >= last) return;
    auto [at, end] = by_last_.equal_range(*old);
    while (at != end && at->second != group) ++at;
    if (at != end) by_last_.erase(at);
    by_last_.emplace(last, group);
    old = last;
  }

  const std::vector<ToldEvent>& events_;
  const std::vector<When>& whens_;
  std::vector<Group> groups_;
  std::multimap<Day, size_t> by_last_;
  std::vector<size_t> undated_;
  std::optional<size_t> best_;
  int best_points_ = 0;
};

using Versions = std::map<std::string, std::vector<size_t>>;

void add_disagreement(std::vector<Disagreement>& found, const std::string& what, const Versions& versions) {
  if (versions.size() < 2) return;
  Disagreement& made = found.emplace_back();
  made.what = what;
  for (const auto& [value, tellings] : versions) {
    made.versions.push_back({value, tellings});
    std::ranges::sort(made.versions.back().tellings);
  }
}

std::string in_words(const SizeRecord& size) {
  return size.low == size.high ? std::to_string(size.low) : std::to_string(size.low) + "-" + std::to_string(size.high);
}

void compare_sizes(const std::vector<ToldEvent>& events, const Group& group, std::vector<Disagreement>& found) {
  std::map<std::string, Versions> by_what;
  std::map<std::string, std::vector<SizeRecord>> told;
  for (const size_t telling : group.tellings)
    for (const SizeRecord& size : events[telling].sizes) {
      std::vector<size_t>& tellings = by_what[size.what][in_words(size)];
      if (tellings.empty() || tellings.back() != telling) tellings.push_back(telling);
      told[size.what].push_back(size);
    }
  for (const auto& [what, versions] : by_what) {
    // "at least 12" and "14" are no contradiction.
    const std::vector<SizeRecord>& sizes = told[what];
    const bool differ = std::ranges::any_of(sizes, [&](const SizeRecord& a) {
      return std::ranges::any_of(sizes, [&](const SizeRecord& b) { return !sizes_meet(a, b); });
    });
    if (differ) add_disagreement(found, what, versions);
  }
}

std::vector<Disagreement> disagreements_of(const std::vector<ToldEvent>& events, const Group& group) {
  std::vector<Disagreement> found;
  Versions days, places, factuality;
  for (const size_t telling : group.tellings) {
    const ToldEvent& ev = events[telling];
    if (is_one_day(when_of(ev))) days[ev.since].push_back(telling);
    if (is_fine(ev) && is_deed(ev)) places[ev.place].push_back(telling);
    factuality[ev.factuality == "denied" ? "denied" : "told as so"].push_back(telling);
  }
  add_disagreement(found, "day", days);
  compare_sizes(events, group, found);
  add_disagreement(found, "factuality", factuality);
  add_disagreement(found, "place", places);
  return found;
}

MergedEvent merged(const std::vector<ToldEvent>& events, const Group& group) {
  MergedEvent made{.id = events[group.tellings.front()].id, .tellings = group.tellings};
  std::set<std::string_view> documents, origins;
  for (const size_t telling : group.tellings) {
    documents.insert(events[telling].document);
    origins.insert(events[telling].origin.empty() ? events[telling].document : events[telling].origin);
  }
  made.documents = documents.size();
  made.independent_origins = origins.size();
  made.disagreements = disagreements_of(events, group);
  return made;
}

}  // namespace

std::vector<MergedEvent> merge_events(const std::vector<ToldEvent>& events) {
  std::vector<size_t> order(events.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) {
    const ToldEvent& ev = events[i];
    return std::tuple<bool, std::string_view, std::string_view>(ev.published.empty(), ev.published, ev.id);
  });
  std::vector<When> whens;
  for (const ToldEvent& ev : events) whens.push_back(when_of(ev));
  std::map<std::string_view, Groups> by_type;
  for (const size_t i : order) by_type.try_emplace(events[i].type, events, whens).first->second.add(i);
  std::vector<MergedEvent> all;
  for (const auto& [type, groups] : by_type)
    for (const Group& group : groups.all()) all.push_back(merged(events, group));
  std::vector<size_t> rank(events.size());
  for (size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  std::ranges::sort(all, {}, [&](const MergedEvent& each) { return rank[each.tellings.front()]; });
  return all;
}

}  // namespace tocsin
