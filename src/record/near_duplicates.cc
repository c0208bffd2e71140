// Compares fingerprints and joins those of copies into clusters.
#include "record/near_duplicates.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <tuple>

#include "base/dates.h"

namespace tocsin {
namespace {

// Measured by eval/near_duplicates.py: rewritten and cut copies keep half of their shingles and more, stories on one
// subject share less than a fifth.
constexpr double kLeastContainment = 0.45;
constexpr uint32_t kLeastShared = 3;
// Two short reports of one kind share their turns of phrase: the fewer shingles, the more of them must be the same.
constexpr double kShortShingles = 100;
constexpr double kMoreWhenShort = 0.4;
constexpr double kLeastValues = 0.6;
constexpr uint32_t kMostTimesAsLong = 7;  // a digest of many stories is no copy of each
constexpr double kMostConflicts = 0.12;

std::span<const uint32_t> at_level(const std::vector<uint32_t>& shingles, unsigned level) {
  const uint64_t limit = uint64_t{1} << (32 - std::min(level, 32U));
  const auto end = std::ranges::lower_bound(shingles, limit, {}, [](uint32_t s) { return uint64_t{s}; });
  return {shingles.begin(), end};
}

/// The shingles by which a fingerprint is found: a quarter of a long one's, all of a short one's.
std::span<const uint32_t> indexed(const Fingerprint& print) {
  const size_t count = print.shingles.size();
  return at_level(print.shingles, print.shingle_level + (count <= 24 ? 0U : count <= 48 ? 1U : 2U));
}

size_t shared_count(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  size_t count = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++count, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  return count;
}

struct Overlap {
  size_t shared = 0, smaller = 0;
  [[nodiscard]] double share() const {
    return smaller == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(smaller);
  }
};

Overlap overlap(const Fingerprint& a, const Fingerprint& b) {
  const unsigned level = std::max(a.shingle_level, b.shingle_level);
  const auto of_a = at_level(a.shingles, level), of_b = at_level(b.shingles, level);
  return {shared_count(of_a, of_b), std::min(of_a.size(), of_b.size())};
}

/// Contexts that both have: with a value in common, and without one.
struct SlotCount {
  size_t agree = 0, conflict = 0;
};

SlotCount compare_slots(const std::vector<Slot>& a, const std::vector<Slot>& b) {
  SlotCount count;
  const auto end_of = [](const std::vector<Slot>& slots, size_t at) {
    const uint32_t context = slots[at].context;
    while (at < slots.size() && slots[at].context == context) ++at;
    return at;
  };
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const size_t i_end = end_of(a, i), j_end = end_of(b, j);
    if (a[i].context == b[j].context) {
      const bool agree = std::any_of(a.begin() + static_cast<ptrdiff_t>(i), a.begin() + static_cast<ptrdiff_t>(i_end),
                                     [&](const Slot& slot) {
                                       return std::binary_search(b.begin() + static_cast<ptrdiff_t>(j),
                                                                 b.begin() + static_cast<ptrdiff_t>(j_end), slot);
                                     });
      ++(agree ? count.agree : count.conflict);
      i = i_end;
      j = j_end;
    } else if (a[i].context < b[j].context) {
      i = i_end;
    } else {
      j = j_end;
    }
  }
  return count;
}

/// How many of the numbers and names of one are those of the other, whatever stands around them: share of the fewer.
double shared_values(const std::vector<Slot>& a, const std::vector<Slot>& b) {
  const auto values = [](const std::vector<Slot>& slots) {
    std::vector<uint32_t> found;
    for (const Slot& slot : slots) found.push_back(slot.value);
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
  };
  const std::vector<uint32_t> of_a = values(a), of_b = values(b);
  const size_t fewer = std::min(of_a.size(), of_b.size());
  return fewer == 0 ? 1 : static_cast<double>(shared_count(of_a, of_b)) / static_cast<double>(fewer);
}

bool tell_the_same(const Fingerprint& a, const Fingerprint& b) {
  const SlotCount slots = compare_slots(a.slots, b.slots);
  if (static_cast<double>(slots.conflict) > kMostConflicts * static_cast<double>(slots.agree + slots.conflict))
    return false;
  return a.slot_level != 0 || b.slot_level != 0 || shared_values(a.slots, b.slots) >= kLeastValues;
}

std::optional<std::chrono::sys_days> day_of(std::string_view published) {
  const std::optional<Date> date = parse_date(published);
  return date ? std::optional(std::chrono::sys_days(*date)) : std::nullopt;
}

bool goes_before(std::string_view published, std::string_view id, std::string_view than_published,
                 std::string_view than_id) {
  return std::tuple(published.empty(), published, id) < std::tuple(than_published.empty(), than_published, than_id);
}

}  // namespace

double containment(const Fingerprint& a, const Fingerprint& b) { return overlap(a, b).share(); }

bool are_copies(const Fingerprint& a, const Fingerprint& b) {
  if (a.content == b.content) return a.content != 0;
  const auto [shorter, longer] = std::minmax(a.shingle_count, b.shingle_count);
  if (uint64_t{shorter} * kMostTimesAsLong < longer) return false;
  const Overlap both = overlap(a, b);
  const double shortness = std::max(0.0, 1 - static_cast<double>(shorter) / kShortShingles);
  return both.shared >= kLeastShared && both.share() >= kLeastContainment + kMoreWhenShort * shortness &&
         tell_the_same(a, b);
}

std::vector<uint32_t> OriginClusters::candidates(const Fingerprint& fingerprint) const {
  std::vector<uint32_t> found;
  const auto add = [&](uint32_t member) { found.push_back(member); };
  for (const uint32_t shingle : indexed(fingerprint)) index_.for_each(shingle, add);
  index_.for_each(fingerprint.content, add);
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

uint32_t OriginClusters::root_of(uint32_t cluster) {
  while (clusters_[cluster].parent != cluster) {
    clusters_[cluster].parent = clusters_[clusters_[cluster].parent].parent;
    cluster = clusters_[cluster].parent;
  }
  return cluster;
}

uint32_t OriginClusters::new_cluster(std::string_view origin, std::string_view published) {
  const auto number = static_cast<uint32_t>(clusters_.size());
  clusters_.push_back({std::string(origin), std::string(published), number});
  return number;
}

OriginClusters::Added OriginClusters::add(std::string_view id, std::string_view published, Fingerprint fingerprint) {
  Added added;
  std::vector<uint32_t> joined;
  const std::optional<std::chrono::sys_days> day = day_of(published);
  for (const uint32_t candidate : candidates(fingerprint)) {
    const Member& other = members_[candidate];
    const uint32_t root = root_of(other.cluster);
    if (std::ranges::find(joined, root) != joined.end()) continue;
    if (day && other.day && std::chrono::abs(*day - *other.day) > limits_.days) continue;
    if (!are_copies(fingerprint, other.fingerprint)) continue;
    joined.push_back(root);
  }
  uint32_t first = new_cluster(id, published);
  joined.push_back(first);
  for (const uint32_t each : joined)
    if (goes_before(clusters_[each].published, clusters_[each].origin, clusters_[first].published,
                    clusters_[first].origin))
      first = each;
  for (const uint32_t each : joined) {
    clusters_[each].parent = first;
    if (each != first && each != joined.back()) added.renamed.push_back(clusters_[each].origin);
  }
  std::ranges::sort(added.renamed);
  added.origin = clusters_[first].origin;
  keep({std::move(fingerprint), std::string(id), std::string(published), day_of(published), first});
  return added;
}

void OriginClusters::restore(std::string_view id, std::string_view published, std::string_view origin,
                             Fingerprint fingerprint) {
  auto known = restored_.find(origin);
  if (known == restored_.end()) known = restored_.emplace(origin, new_cluster(origin, "")).first;
  Cluster& cluster = clusters_[root_of(known->second)];
  // A cluster's day is that of the document whose id it bears.
  if (id == origin) cluster.published = published;
  keep({std::move(fingerprint), std::string(id), std::string(published), day_of(published), known->second});
}

void OriginClusters::keep(Member member) {
  if (members_.size() >= limits_.documents) forget_oldest();
  const auto number = static_cast<uint32_t>(members_.size());
  for (const uint32_t shingle : indexed(member.fingerprint)) index_.add(shingle, number, limits_.postings);
  if (member.fingerprint.content != 0) index_.add(member.fingerprint.content, number, limits_.postings);
  members_.push_back(std::move(member));
}

void OriginClusters::forget_oldest() {
  std::vector<Member> members = std::move(members_);
  members_.clear();
  index_.clear();
  std::ranges::sort(members,
                    [](const Member& a, const Member& b) { return goes_before(a.published, a.id, b.published, b.id); });
  members.erase(members.begin(), members.begin() + static_cast<ptrdiff_t>((members.size() + 3) / 4));
  for (Member& member : members) keep(std::move(member));
}

}  // namespace tocsin
