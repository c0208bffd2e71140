// Reads the world's tables and answers: which names stand in a text, who held which office on a day.
#include "world/world.h"

#include <algorithm>
#include <array>

#include "base/table.h"

namespace tocsin::world {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, NameKind>, 8> kNameKinds = {{
    {"name", NameKind::kState},
    {"short", NameKind::kShort},
    {"former", NameKind::kFormer},
    {"abbreviation", NameKind::kAbbreviation},
    {"demonym", NameKind::kDemonym},
    {"adjective", NameKind::kAdjective},
    {"capital", NameKind::kCapital},
    {"seat", NameKind::kSeat},
}};

// Offices from the one that news names a person by to the one it rarely does.
constexpr std::array<std::string_view, 22> kOfficeOrder = {"head-of-state",
                                                           "head-of-government",
                                                           "igo-head",
                                                           "group-leader",
                                                           "foreign-minister",
                                                           "defence-minister",
                                                           "security-adviser",
                                                           "spokesperson",
                                                           "igo-spokesperson",
                                                           "army-chief",
                                                           "intelligence-chief",
                                                           "envoy",
                                                           "interior-minister",
                                                           "finance-minister",
                                                           "minister",
                                                           "speaker",
                                                           "opposition-leader",
                                                           "deputy",
                                                           "central-bank",
                                                           "judge",
                                                           "other",
                                                           "former"};

int rank_of(std::string_view office) {
  return static_cast<int>(std::ranges::find(kOfficeOrder, office) - kOfficeOrder.begin());
}

// "2014-06" as the first (or last) day that it can mean, so that dates of any precision compare as strings.
std::string first_day(std::string_view date) {
  return std::string(date) + std::string_view("0000-01-01").substr(std::min<size_t>(date.size(), 10)).data();
}
std::string last_day(std::string_view date) {
  if (date.size() == 4) return std::string(date) + "-12-31";
  if (date.size() == 7) return std::string(date) + "-31";
  return std::string(date);
}

// Of two offices held at once the higher one speaks for the person; but a mayor who also leads the opposition is the
// mayor.
bool outranks(const Office& term, const Office& other) {
  const bool leads = term.office == "opposition-leader", other_leads = other.office == "opposition-leader";
  if (leads != other_leads) {
    const bool governs = (leads ? other : term).code.find("GOV") != std::string::npos;
    if (governs) return other_leads;
  }
  return term.rank < other.rank || (term.rank == other.rank && term.since > other.since);
}

bool in_force(const Office& term, std::string_view day) {
  if (!term.since.empty() && first_day(term.since) > day) return false;
  return term.until.empty() || last_day(term.until) >= day;
}

std::string row_name(const Table& table, const TableRow& row) {
  return table.name() + ":" + std::to_string(row.line());
}

// Plurals of multi-word agent nouns ("security force" → "security forces", "prisoner of war" → "prisoners of war");
// single words go by lemma.
std::string plural_of(std::string phrase) {
  if (const size_t of = phrase.find(" of "); of != std::string::npos)
    return plural_of(phrase.substr(0, of)) + phrase.substr(of);
  if (phrase.ends_with("man")) return phrase.replace(phrase.size() - 2, 2, "en");
  if (phrase.ends_with("y") && phrase.size() > 1 &&
      std::string_view("aeiou").find(phrase[phrase.size() - 2]) == std::string_view::npos)
    return phrase.replace(phrase.size() - 1, 1, "ies");
  if (phrase.ends_with("s") || phrase.ends_with("ch") || phrase.ends_with("sh")) return phrase + "es";
  return phrase + "s";
}

}  // namespace

const Name* Hit::of_kind(NameKind kind) const {
  for (const Name* name : names)
    if (name->kind == kind) return name;
  return nullptr;
}

void World::add(Name name) {
  const auto words = split_words(name.text);
  if (words.empty()) return;
  const bool abbreviation = words.size() == 1 && words[0].letter_case == Case::kUpper && name.text.size() <= 5;
  name.needs_upper = abbreviation;
  name.needs_capital = words[0].letter_case == Case::kCapitalised || words[0].letter_case == Case::kUpper;
  names_.push_back(std::make_unique<Name>(std::move(name)));
}

Result<World> World::open(const fs::path& folder) {
  World world;
  TRY_VOID(world.read_sectors(folder));
  TRY_VOID(world.read_states(folder));
  TRY_VOID(world.read_names(folder));
  TRY_VOID(world.read_offices(folder));
  TRY_VOID(world.read_aliased(folder / "organisations.tsv", NameKind::kOrganisation));
  TRY_VOID(world.read_aliased(folder / "armed_groups.tsv", NameKind::kArmedGroup));
  TRY_VOID(world.read_agents(folder));
  TRY_VOID(world.read_titles(folder));
  TRY_VOID(world.read_regions(folder));
  world.index();
  return world;
}

Result<void> World::read_sectors(const fs::path& folder) {
  TRY(const Table table, Table::open(folder / "sectors.tsv", {"sector", "meaning"}));
  for (const TableRow& row : table.rows()) sectors_.emplace(row[0]);
  TRY(const Table words, Table::open(folder / "party_words.tsv", {"lemma", "kind", "source"}));
  for (const TableRow& row : words.rows()) {
    if (row[1] == "two") {
      party_words_.emplace(row[0]);
    } else if (row[1] == "same") {
      counterparts_.emplace(row[0]);
    } else if (row[1] == "bearer") {
      bearers_.emplace(row[0]);
    } else if (row[1] == "quantity") {
      quantities_.emplace(row[0]);
    } else {
      return fail(ErrorKind::kResource, words.at(row, 1) + ": unknown kind of party word \"" + std::string(row[1]) +
                                            "\"; known are two, same, bearer, quantity");
    }
  }
  return {};
}

Result<void> World::read_states(const fs::path& folder) {
  TRY(const Table table, Table::open(folder / "states.tsv",
                                     {"iso3", "name", "region", "cow", "gw", "views_id", "since", "until", "source"}));
  for (const TableRow& row : table.rows()) {
    countries_.emplace(row[0], row[1]);
    Name name{.text = std::string(row[1]),
              .canonical = std::string(row[1]),
              .kind = NameKind::kState,
              .code = std::string(row[0])};
    name.sort = "name";
    name.row = row_name(table, row);
    add(std::move(name));
  }
  return {};
}

Result<void> World::read_names(const fs::path& folder) {
  TRY(const Table table, Table::open(folder / "names.tsv", {"text", "code", "kind", "since", "until", "source"}));
  for (const TableRow& row : table.rows()) {
    const auto kind = std::ranges::find(kNameKinds, row[2], &std::pair<std::string_view, NameKind>::first);
    if (kind == kNameKinds.end())
      return fail(ErrorKind::kResource, table.at(row, 2) + ": unknown kind of name \"" + std::string(row[2]) + "\"");
    Name name{.text = std::string(row[0]),
              .canonical = std::string(country_name(row[1].substr(0, 3))),
              .kind = kind->second,
              .code = std::string(row[1])};
    name.sort = std::string(row[2]);
    name.since = std::string(row[3]);
    name.until = std::string(row[4]);
    name.row = row_name(table, row);
    add(std::move(name));
  }
  return {};
}

Result<void> World::read_offices(const fs::path& folder) {
  if (!fs::exists(folder / "offices.tsv")) return {};
  TRY(const Table table,
      Table::open(folder / "offices.tsv", {"person", "names", "code", "title", "office", "since", "until", "source"}));
  for (const TableRow& row : table.rows()) {
    // Two people of one name are told apart by country.
    const std::string key = std::string(row[0]) + "\t" + std::string(row[2].substr(0, 3));
    const auto [known, fresh] = person_index_.emplace(key, static_cast<uint32_t>(people_.size()));
    if (fresh) people_.emplace_back();
    Office office{std::string(row[0]), std::string(row[2]), std::string(row[3]),  std::string(row[4]),
                  std::string(row[5]), std::string(row[6]), row_name(table, row), rank_of(row[4])};
    people_[known->second].push_back(std::move(office));
    std::vector<std::string_view> spellings = split_field(row[1], '|');
    if (fresh) spellings.push_back(row[0]);
    for (const std::string_view spelling : spellings) {
      Name name{.text = std::string(spelling),
                .canonical = std::string(row[0]),
                .kind = NameKind::kPerson,
                .code = std::string(row[2])};
      name.person = known->second;
      name.row = row_name(table, row);
      add(std::move(name));
    }
  }
  for (auto& terms : people_) std::ranges::stable_sort(terms, {}, &Office::since);
  return {};
}

Result<void> World::read_aliased(const fs::path& path, NameKind kind) {
  if (!fs::exists(path)) return {};
  const bool has_sort = kind == NameKind::kOrganisation;
  std::vector<std::string_view> columns = {"name", "aliases", "code", "since", "until", "source"};
  if (has_sort) columns.insert(columns.begin() + 3, "kind");
  TRY(const Table table, Table::open(path, columns));
  const size_t dates = has_sort ? 4 : 3;
  for (const TableRow& row : table.rows()) {
    std::vector<std::string_view> spellings = split_field(row[1], '|');
    spellings.insert(spellings.begin(), row[0]);
    for (const std::string_view spelling : spellings) {
      Name name{
          .text = std::string(spelling), .canonical = std::string(row[0]), .kind = kind, .code = std::string(row[2])};
      name.sort = has_sort ? std::string(row[3]) : "armed-group";
      name.since = std::string(row[dates]);
      name.until = std::string(row[dates + 1]);
      name.row = row_name(table, row);
      add(std::move(name));
    }
  }
  return {};
}

Result<void> World::read_agents(const fs::path& folder) {
  if (!fs::exists(folder / "agents.tsv")) return {};
  TRY(const Table table, Table::open(folder / "agents.tsv", {"lemma", "code", "kind", "source"}));
  for (const TableRow& row : table.rows()) {
    Name name{.text = std::string(row[0]),
              .canonical = std::string(row[0]),
              .kind = NameKind::kAgent,
              .code = std::string(row[1])};
    name.sort = std::string(row[2]);
    name.row = row_name(table, row);
    const bool phrase = row[0].find(' ') != std::string_view::npos;
    if (phrase) {
      Name plural = name;
      plural.text = plural_of(plural.text);
      add(std::move(plural));
    }
    add(std::move(name));
    agents_.emplace(row[0], names_.back().get());
  }
  return {};
}

Result<void> World::read_titles(const fs::path& folder) {
  if (!fs::exists(folder / "titles.tsv")) return {};
  TRY(const Table table, Table::open(folder / "titles.tsv", {"title", "office", "sector", "rank", "source"}));
  for (const TableRow& row : table.rows()) {
    Name name{.text = std::string(row[0]),
              .canonical = std::string(row[0]),
              .kind = NameKind::kTitle,
              .code = std::string(row[2])};
    name.sort = std::string(row[1]);
    name.row = row_name(table, row);
    Name plural = name;
    plural.text = plural_of(plural.text);
    add(std::move(plural));
    names_.back()->needs_capital = false;
    add(std::move(name));
    names_.back()->needs_capital = false;  // "foreign minister" and "Foreign Minister" alike
  }
  return {};
}

Result<void> World::read_regions(const fs::path& folder) {
  if (!fs::exists(folder / "regions.tsv")) return {};
  TRY(const Table table, Table::open(folder / "regions.tsv", {"name", "aliases", "kind", "countries", "lat", "lon",
                                                              "since", "until", "source"}));
  for (const TableRow& row : table.rows()) {
    std::vector<std::string_view> spellings = split_field(row[1], '|');
    spellings.insert(spellings.begin(), row[0]);
    for (const std::string_view spelling : spellings) {
      Name name{.text = std::string(spelling), .canonical = std::string(row[0]), .kind = NameKind::kRegion};
      name.sort = std::string(row[3]);
      name.since = std::string(row[6]);
      name.until = std::string(row[7]);
      name.row = row_name(table, row);
      add(std::move(name));
    }
  }
  return {};
}

// The first word of a name decides how the whole is written; the rest may vary ("Republic Of Korea").
std::span<const Name* const> World::Phrase::written(Case letter_case) const {
  const std::span<const Name* const> all = names;
  if (letter_case == Case::kUpper) return all;
  return all.first(letter_case == Case::kCapitalised ? in_capitalised : in_lower);
}

void World::index() {
  spellings_.resize(people_.size());
  by_phrase_.reserve(names_.size());
  std::string key;
  for (const auto& name : names_) {
    const auto words = split_words(name->text);
    key.clear();
    for (const Word& word : words) {
      if (!key.empty()) key += ' ';
      key += word.folded;
    }
    by_phrase_[key].names.push_back(name.get());
    size_t& longest = longest_from_[words[0].folded];
    longest = std::max(longest, words.size());
    if (name->kind != NameKind::kPerson) continue;
    spellings_[name->person].push_back(name.get());
    auto& namesakes = last_names_[words.back().folded];
    if (std::ranges::find(namesakes, name->person) == namesakes.end()) namesakes.push_back(name->person);
  }
  for (auto& [text, phrase] : by_phrase_) {
    const auto demand = [](const Name* name) { return name->needs_upper ? 2 : name->needs_capital ? 1 : 0; };
    std::ranges::stable_sort(phrase.names, {}, demand);
    phrase.in_lower = static_cast<uint32_t>(std::ranges::count(phrase.names, 0, demand));
    phrase.in_capitalised = phrase.in_lower + static_cast<uint32_t>(std::ranges::count(phrase.names, 1, demand));
  }
  for (const auto& terms : people_)
    for (const Office& term : terms) holders_[term.code.substr(0, 3) + " " + term.office].push_back(&term);
}

std::vector<Hit> World::find(std::string_view text) const {
  std::vector<Hit> hits;
  const std::vector<Word> words = split_words(text);
  std::string key;
  for (size_t i = 0; i < words.size();) {
    const auto from = longest_from_.find(words[i].folded);
    if (from == longest_from_.end()) {
      ++i;
      continue;
    }
    size_t best_size = 0;
    std::span<const Name* const> best;
    key.clear();
    for (size_t size = 1; size <= from->second && i + size <= words.size(); ++size) {
      const Word& last = words[i + size - 1];
      if (size > 1) {
        // A name does not run over the end of a line or of a sentence.
        const std::string_view gap =
            text.substr(words[i + size - 2].bytes.end, last.bytes.begin - words[i + size - 2].bytes.end);
        if (gap.size() > 3 || gap.find('\n') != std::string_view::npos || gap.find(',') != std::string_view::npos)
          break;
        key += ' ';
      }
      key += last.folded;
      const auto found = by_phrase_.find(key);
      if (found == by_phrase_.end()) continue;
      const std::span<const Name* const> fitting = found->second.written(words[i].letter_case);
      if (!fitting.empty()) best_size = size, best = fitting;
    }
    if (best_size > 0) hits.push_back({{words[i].bytes.begin, words[i + best_size - 1].bytes.end}, best});
    i += std::max<size_t>(best_size, 1);
  }
  return hits;
}

std::span<const Name* const> World::named(std::string_view phrase) const {
  const std::vector<Word> words = split_words(phrase);
  if (words.empty()) return {};
  const auto found = by_phrase_.find(fold_phrase(phrase));
  if (found == by_phrase_.end()) return {};
  return found->second.written(words[0].letter_case);
}

const Name* World::agent(std::string_view lemma) const {
  const auto found = agents_.find(lemma);
  return found == agents_.end() ? nullptr : found->second;
}

std::span<const uint32_t> World::namesakes(std::string_view last_name) const {
  const auto found = last_names_.find(fold_phrase(last_name));
  if (found == last_names_.end()) return {};
  return found->second;
}

const Office* World::office_on(uint32_t person, std::string_view day) const {
  const Office* best = nullptr;
  for (const Office& term : people_[person]) {
    if (!day.empty() && !in_force(term, day)) continue;
    if (best == nullptr) {
      best = &term;
    } else if (day.empty()) {
      // Without a day the newest term speaks for the person.
      const bool newer = term.until.empty() ? !best->until.empty() || term.since > best->since
                                            : !best->until.empty() && term.until > best->until;
      if (newer) best = &term;
    } else if (outranks(term, *best)) {
      best = &term;
    }
  }
  return best;
}

std::vector<uint32_t> World::by_last_name(std::string_view last_name, std::string_view day) const {
  std::vector<uint32_t> people;
  for (const uint32_t person : namesakes(last_name))
    if (office_on(person, day) != nullptr) people.push_back(person);
  std::ranges::stable_sort(people, {}, [&](uint32_t person) { return office_on(person, day)->rank; });
  return people;
}

const Office* World::holder(std::string_view country, std::string_view office, std::string_view day) const {
  const auto found = holders_.find(std::string(country) + " " + std::string(office));
  if (found == holders_.end() || day.empty()) return nullptr;
  const Office* best = nullptr;
  for (const Office* term : found->second)
    if (in_force(*term, day) && (best == nullptr || term->since > best->since)) best = term;
  return best;
}

std::string_view World::country_name(std::string_view code) const {
  const auto found = countries_.find(code);
  return found == countries_.end() ? code : std::string_view(found->second);
}

}  // namespace tocsin::world
