// Resolves a phrase by the names and kinds of actors in it.
#include "world/resolve.h"

#include <algorithm>
#include <numeric>

namespace tocsin::world {
namespace {

constexpr uint32_t kNobody = UINT32_MAX;
constexpr size_t kShortestLastName = 3;  ///< "He" is rather a pronoun than Liu He

// "soldiers" → "soldier", "policemen" → "policeman": enough for the nouns of agents.tsv.
std::vector<std::string> singulars(std::string word) {
  std::vector<std::string> forms = {word};
  if (word.ends_with("ies")) forms.push_back(word.substr(0, word.size() - 3) + "y");
  if (word.ends_with("es")) forms.push_back(word.substr(0, word.size() - 2));
  if (word.ends_with("s")) forms.push_back(word.substr(0, word.size() - 1));
  if (word.ends_with("men")) forms.push_back(word.substr(0, word.size() - 2) + "an");
  if (word.ends_with("ldren")) forms.push_back(word.substr(0, word.size() - 3));
  return forms;
}

const Name* named(std::span<const Name* const> names, NameKind kind, std::string_view day) {
  const Name* any = nullptr;
  for (const Name* name : names) {
    if (name->kind != kind) continue;
    if (in_force(*name, day)) return name;
    if (any == nullptr) any = name;
  }
  return any;
}

bool names_a_state(NameKind kind) {
  return kind == NameKind::kState || kind == NameKind::kShort || kind == NameKind::kFormer ||
         kind == NameKind::kAbbreviation || kind == NameKind::kDemonym || kind == NameKind::kAdjective ||
         kind == NameKind::kCapital;
}

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

// One word of a name in two transcriptions: "Mohammed" and "Mohamed".
bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const size_t shorter = std::min(a.size(), b.size());
  return shorter >= 4 && a[0] == b[0] && edit_distance(a, b) <= (shorter >= 7 ? 2 : 1);
}

// Whether two full names of the same last word can be one person's: word for word in two transcriptions, one with more
// names in the middle, or one without the first ("Hussein Roble").
bool same_person(std::span<const Word> ours, std::span<const Word> table) {
  const auto same = [](const Word& a, const Word& b) { return same_word(a.folded, b.folded); };
  if (ours.size() == table.size()) return std::equal(ours.begin(), ours.end(), table.begin(), same);
  const bool longer = ours.size() > table.size();
  const auto& all = longer ? ours : table;
  const auto& some = longer ? table : ours;
  if (some.size() < 2) return false;
  if (same(all.front(), some.front())) return true;
  return !longer && std::equal(some.begin(), some.end(), all.end() - static_cast<std::ptrdiff_t>(some.size()), same);
}

class Resolving {
 public:
  Resolving(const World& world, std::string_view text, std::string_view day, const Gazetteer* places)
      : world_(world),
        text_(text),
        day_(day),
        places_(places),
        words_(split_words(text)),
        known_(words_.size(), false) {}

  Resolved run() {
    for (const Word& word : words_)
      if (word.folded == "former" || word.folded == "ex") former_ = true;
    size_t next = 0;
    for (const Hit& hit : world_.find(text_)) {
      for (; next < words_.size() && words_[next].bytes.begin < hit.bytes.begin; ++next) single_word(next);
      const size_t first = next;
      while (next < words_.size() && words_[next].bytes.begin < hit.bytes.end) ++next;
      use(hit, first, next);
    }
    for (; next < words_.size(); ++next) single_word(next);
    if (!settled_) unknown_person();
    if (!settled_ && country_.empty() && out_.country.empty()) place();
    if (former_ && office_) out_.sectors = {"ELI"};
    if (out_.country.empty()) out_.country = country_;
    // A capital that stands alone is the government in it.
    if (capital_ && words_.size() == 1 && out_.sectors.empty()) out_.sectors = {"GOV"};
    return std::move(out_);
  }

 private:
  void take(std::string_view code, std::string_view name) {
    std::string country;
    std::vector<std::string> sectors;
    split_code(world_, code, country, sectors);
    if (!country.empty()) out_.country = country;
    if (!sectors.empty()) out_.sectors = sectors;
    if (out_.name.empty()) out_.name = name;
  }

  void use(const Hit& hit, size_t first, size_t end) {
    if (hit.of_kind(NameKind::kPerson) != nullptr && end - first > 1 && !name_goes_on(end))
      return take_person(best_person(hit));
    if (hit.of_kind(NameKind::kPerson) == nullptr)
      std::fill(known_.begin() + static_cast<std::ptrdiff_t>(first), known_.begin() + static_cast<std::ptrdiff_t>(end),
                true);
    if (const Name* body = body_of(hit)) return take_body(hit, *body, first);
    // "Turkish-backed", "pro-Russian": who stands behind somebody, not whose they are.
    const bool bound = (end < words_.size() && text_[words_[end - 1].bytes.end] == '-' && !written_as_name(end)) ||
                       (first > 0 && text_[words_[first].bytes.begin - 1] == '-' && !written_as_name(first - 1));
    for (const Name* name : hit.names)
      if (!bound && names_a_state(name->kind) && (country_.empty() || in_force(*name, day_)))
        return take_state(hit, *name);
    if (const Name* region = hit.of_kind(NameKind::kRegion);
        region != nullptr && region->sort.size() == 3 && country_.empty())
      country_ = region->sort;
    const Name* title = hit.of_kind(NameKind::kTitle);
    const Name* agent = hit.of_kind(NameKind::kAgent);
    if (agent == nullptr && (title == nullptr || title->code.empty())) return;
    kind_of_actor(agent != nullptr ? *agent : *title, end, title != nullptr);
  }

  // A body in force on the day before one that is not.
  [[nodiscard]] const Name* body_of(const Hit& hit) const {
    const Name* any = nullptr;
    for (const NameKind kind : {NameKind::kArmedGroup, NameKind::kOrganisation, NameKind::kSeat}) {
      const Name* name = named(hit.names, kind, day_);
      if (name != nullptr && in_force(*name, day_)) return name;
      if (any == nullptr) any = name;
    }
    return any;
  }

  void take_state(const Hit& hit, const Name& name) {
    capital_ = hit.of_kind(NameKind::kCapital) != nullptr && hit.of_kind(NameKind::kState) == nullptr &&
               hit.of_kind(NameKind::kShort) == nullptr;
    if (!country_.empty()) return;
    country_ = name.code.substr(0, 3);
    if (out_.name.empty() && words_.size() == 1) out_.name = name.canonical;
  }

  // A body; what the words say of somebody in it ("president of the European Council") counts where the body has no
  // sector. "Santa Marta Self-Defence Forces" and "Ugandan People's Defence Force" are not those of the tables: only
  // what they are is taken, from the noun where the name is one.
  void take_body(const Hit& hit, const Name& name, size_t first) {
    if (settled_) return;
    const bool goes_before = first > 0 && text_[words_[first].bytes.begin - 1] == ' ';
    const bool another = goes_before && ((first > 1 && names_nothing(first - 1) && names_nothing(first - 2)) ||
                                         of_another_state(name, first));
    if (another) {
      std::string ignored;
      const Name* noun = hit.of_kind(NameKind::kAgent);
      split_code(world_, noun != nullptr ? noun->code : name.code, ignored, out_.sectors);
      kind_end_ = first + 1;
      return;
    }
    settled_ = true;
    office_ = true;
    take(name.code, name.canonical);
    if (name.sort == "party") name_party();
  }

  // A party, and who leads it, is one in and out of power.
  void name_party() {
    if (std::ranges::find(out_.sectors, "PTY") == out_.sectors.end()) out_.sectors.insert(out_.sectors.begin(), "PTY");
  }

  // Whether the word right before the name is that of a state which is not the body's: "Ugandan".
  [[nodiscard]] bool of_another_state(const Name& body, size_t first) const {
    if (body.kind != NameKind::kArmedGroup && body.kind != NameKind::kOrganisation) return false;
    const std::string_view country = std::string_view(body.code).substr(0, 3);
    if (world_.is_sector(country) || !world_.is_country(country)) return false;
    const auto before = world_.named(words_[first - 1].bytes.of(text_));
    return std::ranges::any_of(before, [](const Name* name) { return name->kind == NameKind::kAdjective; }) &&
           std::ranges::none_of(before, [&](const Name* name) { return name->code.starts_with(country); });
  }

  void take_person(uint32_t person) {
    const Office* office = world_.office_on(person, day_);
    const Office& last = world_.terms(person).back();
    settled_ = true;
    out_.name = last.person;
    if (office != nullptr) {
      former_ = false;
      take(office->code, office->person);
      if (office->office == "opposition-leader") name_party();
      return;
    }
    // Out of all known offices: what the text itself calls them, else one of the elite.
    std::vector<std::string> ignored;
    split_code(world_, last.code, out_.country, ignored);
    if (out_.sectors.empty() || former_) out_.sectors = {"ELI"};
  }

  // The one of several namesakes in office on the day; else whose last office was the highest.
  [[nodiscard]] uint32_t best_of(std::span<const uint32_t> people) const {
    uint32_t best = kNobody;
    int best_rank = 0;
    for (const uint32_t person : people) {
      const Office* office = world_.office_on(person, day_);
      const std::string_view code = world_.terms(person).back().code;
      if (!country_.empty() && !code.starts_with(country_)) continue;
      const int rank = office != nullptr ? office->rank : 100 + world_.terms(person).back().rank;
      if (best == kNobody || rank < best_rank) best = person, best_rank = rank;
    }
    return best;
  }

  [[nodiscard]] uint32_t best_person(const Hit& hit) const {
    std::vector<uint32_t> people;
    for (const Name* name : hit.names)
      if (name->kind == NameKind::kPerson) people.push_back(name->person);
    const uint32_t best = best_of(people);
    return best == kNobody ? people.front() : best;
  }

  // Part of a name that no table has.
  [[nodiscard]] bool names_nothing(size_t word) const { return !known_[word] && written_as_name(word); }

  [[nodiscard]] bool written_as_name(size_t word) const {
    return words_[word].letter_case == Case::kCapitalised || words_[word].letter_case == Case::kUpper;
  }

  // Only a blank, a dot or a hyphen lies between a word and the next.
  [[nodiscard]] bool next_to_each_other(size_t word) const {
    const std::string_view gap =
        text_.substr(words_[word].bytes.end, words_[word + 1].bytes.begin - words_[word].bytes.end);
    return gap.find_first_not_of(" .-") == std::string_view::npos;
  }

  // "Juan Carlos" of "Juan Carlos Jobet" is somebody else.
  [[nodiscard]] bool name_goes_on(size_t end) const {
    return end < words_.size() && end > 0 && next_to_each_other(end - 1) && written_as_name(end) &&
           words_[end].bytes.size() > 1 && world_.named(words_[end].bytes.of(text_)).empty() && kind_of(end) == nullptr;
  }

  [[nodiscard]] const Name* kind_of(size_t word) const {
    for (const std::string& form : singulars(words_[word].folded))
      if (const Name* agent = world_.agent(form)) return agent;
    return nullptr;
  }

  void single_word(size_t word) {
    const Name* kind = kind_of(word);
    if (kind == nullptr) return;
    known_[word] = true;
    kind_of_actor(*kind, word + 1, false);
  }

  // The last kind of actor is the head; but a general one keeps what stands before it ("intelligence official": SPY),
  // and two titles of one person add up ("Deputy Defence Minister Colonel-General").
  void kind_of_actor(const Name& kind, size_t end, bool is_title) {
    if (kind.code.empty() || kind.code.starts_with('!')) return;
    if (settled_) {
      if (out_.sectors.empty()) take(kind.code, {});
      return;
    }
    const bool adjoins =
        kind_end_ > 0 && kind_end_ < words_.size() && kind_end_ + 1 == end && next_to_each_other(kind_end_ - 1);
    office_ = is_title || kind.code == "GOV";
    const bool people_before = out_.sectors.size() == 1 && out_.sectors.front() == "SOC";  // "Bavarian premier"
    if (adjoins && kind.code == "GOV" && !out_.sectors.empty() && !people_before) {
      kind_end_ = end;
      return;
    }
    const std::vector<std::string> before = std::move(out_.sectors);
    out_.sectors.clear();
    take(kind.code, {});
    const bool titles =
        is_title && title_before_ && kind_end_ > 0 && kind_end_ < end && next_to_each_other(kind_end_ - 1);
    if (titles)
      for (const std::string& sector : before)
        if (std::ranges::find(out_.sectors, sector) == out_.sectors.end())
          out_.sectors.insert(out_.sectors.begin(), sector);
    title_before_ = is_title;
    kind_end_ = end;
  }

  // The longest run of words written as a name that no table has explained.
  [[nodiscard]] std::span<const Word> unknown_name() const {
    size_t best_begin = 0, best_size = 0;
    for (size_t i = 0; i < words_.size();) {
      if (known_[i] || !written_as_name(i)) {
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < words_.size() && !known_[end] && next_to_each_other(end - 1) &&
             (written_as_name(end) || words_[end].bytes.size() <= 3))
        ++end;
      while (!written_as_name(end - 1)) --end;
      if (end - i > best_size) best_begin = i, best_size = end - i;
      i = end;
    }
    return std::span(words_).subspan(best_begin, best_size);
  }

  // A full name in another transcription, or a last name alone or after a title.
  void unknown_person() {
    const std::span<const Word> name = unknown_name();
    if (name.empty() || (name.size() == 1 && name[0].folded.size() < kShortestLastName)) return;
    const std::string_view last = name.back().bytes.of(text_);
    std::vector<uint32_t> people;
    for (const uint32_t person : world_.namesakes(last)) {
      const bool fits = name.size() == 1 || std::ranges::any_of(world_.spellings(person), [&](const Name* spelling) {
                          return same_person(name, split_words(spelling->text));
                        });
      if (fits) people.push_back(person);
    }
    const uint32_t best = best_of(people);
    if (best == kNobody) return;
    // "Putin's forces": somebody's, so of the same country.
    const std::string_view after = text_.substr(name.back().bytes.end);
    if ((after.starts_with("'s ") || after.starts_with("\xE2\x80\x99s ")) && !out_.sectors.empty()) {
      std::vector<std::string> ignored;
      split_code(world_, world_.terms(best).back().code, country_, ignored);
    } else if (name.size() == words_.size() || title_before_ || name.size() > 1) {
      take_person(best);
    }
  }

  // A town names its people when it stands alone; before or after other words it gives them its country.
  void place() {
    const std::span<const Word> name = unknown_name();
    if (places_ == nullptr || name.empty()) return;
    // What follows a title is a person.
    if (title_before_ && kind_end_ < words_.size() && name.front().bytes == words_[kind_end_].bytes) return;
    const bool alone = name.size() == words_.size();
    for (size_t size = name.size(); size > 0; --size) {
      if (alone && size < name.size()) return;
      const Range bytes{name.front().bytes.begin, name[size - 1].bytes.end};
      std::vector<GazetteerPlace> found = places_->find(fold_phrase(bytes.of(text_)));
      // Other names of subdivisions, and of towns where nothing else is said, are too many to be trusted.
      std::erase_if(found, [&](const GazetteerPlace& place) {
        return place.alternate && (alone || place.kind != PlaceKind::kCity);
      });
      if (found.empty()) continue;
      const auto best = std::ranges::max_element(found, {}, &GazetteerPlace::population);
      out_.country = best->country;
      if (!alone) return;
      out_.name = best->name;
      if (best->kind == PlaceKind::kCity) out_.sectors = {"CVL"};
      return;
    }
  }

  const World& world_;
  std::string_view text_, day_;
  const Gazetteer* places_;
  std::vector<Word> words_;
  std::vector<bool> known_;  ///< words that a table explains
  Resolved out_;
  std::string country_;
  size_t kind_end_ = 0;  ///< word after the last kind of actor or title
  bool former_ = false, office_ = false, settled_ = false, capital_ = false, title_before_ = false;
};

}  // namespace

bool in_force(const Name& name, std::string_view day) {
  if (day.empty()) return name.until.empty();
  return (name.since.empty() || name.since <= day) &&
         (name.until.empty() || name.until >= day.substr(0, name.until.size()));
}

void split_code(const World& world, std::string_view code, std::string& country, std::vector<std::string>& sectors) {
  country.clear();
  sectors.clear();
  for (size_t at = 0; at + 3 <= code.size(); at += 3) {
    const std::string_view part = code.substr(at, 3);
    if (at == 0 && !world.is_sector(part)) {
      country = part;
    } else if (std::ranges::find(sectors, part) == sectors.end()) {
      sectors.emplace_back(part);
    }
  }
}

Resolved resolve(const World& world, std::string_view text, std::string_view day, const Gazetteer* places) {
  return Resolving(world, text, day, places).run();
}

}  // namespace tocsin::world
