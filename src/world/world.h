// The world as tables: states and their names, people and the offices they hold on a day, organisations, armed
// groups, kinds of actors, regions (docs/tables.md, "The world"). Immutable once opened; any thread may ask.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/range.h"
#include "base/result.h"
#include "world/words.h"

namespace tocsin::world {

/// What a name in a table is a name of.
enum class NameKind : uint8_t {
  kState,
  kShort,
  kFormer,
  kAbbreviation,
  kDemonym,
  kAdjective,
  kCapital,
  kSeat,
  kOrganisation,
  kArmedGroup,
  kAgent,
  kTitle,
  kRegion,
  kPerson
};

/// One name that text can contain. `row` says where it stands ("names.tsv:12") for --explain.
struct Name {
  std::string text;       ///< as the table writes it
  std::string canonical;  ///< the name under which the thing is recorded ("Azerbaijan" for "Azeris")
  NameKind kind = NameKind::kState;
  std::string code;  ///< actor code; a region's or title's is empty or a sector
  std::string sort;  ///< the table's own `kind` (igo, party …); a title's office; a region's states ("CHN|IND")
  std::string since, until;  ///< ISO dates as in the table; empty = open
  std::string row;
  uint32_t person = UINT32_MAX;  ///< index for people_terms() when kind is kPerson
  bool needs_capital = true;     ///< the text must write the first word with a capital
  bool needs_upper = false;      ///< … and all in capitals ("US")
};

/// A term in office. Dates are ISO, inclusive; empty = open or unknown.
struct Office {
  std::string person;
  std::string code;
  std::string title;
  std::string office;
  std::string since, until;
  std::string row;
  int rank = 0;  ///< 0 highest (head of state) … for choosing between namesakes
};

/// Longest names found at one place of a text: all share the bytes, and the text writes each as its table asks
/// (`needs_capital`, `needs_upper`): "plan" is no PLAN.
struct Hit {
  Range bytes;
  std::span<const Name* const> names;

  [[nodiscard]] const Name* of_kind(NameKind kind) const;
};

class World {
 public:
  /// Reads the tables that exist in `folder`; states.tsv and names.tsv must. Fails (kResource) with file:line:column.
  static Result<World> open(const std::filesystem::path& folder);

  /// All longest, non-overlapping names in `text` from left to right.
  [[nodiscard]] std::vector<Hit> find(std::string_view text) const;

  /// The names that are written exactly like `phrase` (folded), under the rules of Hit; empty when there is none.
  [[nodiscard]] std::span<const Name* const> named(std::string_view phrase) const;

  /// The code of a common noun for a kind of actor by lemma ("soldier" → "MIL"); null when it is none.
  [[nodiscard]] const Name* agent(std::string_view lemma) const;

  /// Terms of a person, oldest first.
  [[nodiscard]] std::span<const Office> terms(uint32_t person) const { return people_[person]; }

  /// The office that says most about the person on `day` (ISO; empty = unknown day: the latest term): a term in
  /// force first, then the highest rank. Null when no term was in force.
  [[nodiscard]] const Office* office_on(uint32_t person, std::string_view day) const;

  /// People known by this last name who held an office on `day`, best rank first.
  [[nodiscard]] std::vector<uint32_t> by_last_name(std::string_view last_name, std::string_view day) const;

  /// People known by this last name, whenever they held an office, in the order of the table.
  [[nodiscard]] std::span<const uint32_t> namesakes(std::string_view last_name) const;

  /// Every spelling of a person's name in the tables.
  [[nodiscard]] std::span<const Name* const> spellings(uint32_t person) const { return spellings_[person]; }

  /// The holder of an office ("foreign-minister" of "ARM") on `day`; null when unknown.
  [[nodiscard]] const Office* holder(std::string_view country, std::string_view office, std::string_view day) const;

  /// English name of a code's country or body ("ARM" → "Armenia"); the code itself when unknown.
  [[nodiscard]] std::string_view country_name(std::string_view code) const;
  [[nodiscard]] bool is_country(std::string_view code) const { return countries_.contains(code); }

  /// True for the three letters of a sector (sectors.tsv: GOV, MIL …); what stands first and is none is a country or
  /// body.
  [[nodiscard]] bool is_sector(std::string_view code) const { return sectors_.contains(code); }

  /// True for nouns that stand for states or camps when two of them are meant (party_words.tsv: side, country,
  /// neighbour).
  [[nodiscard]] bool is_party_word(std::string_view lemma) const { return party_words_.contains(lemma); }

  /// Words for who holds the same office elsewhere (party_words.tsv, kind `same`: counterpart).
  [[nodiscard]] bool is_counterpart(std::string_view lemma) const { return counterparts_.contains(lemma); }

  /// Words for who speaks or acts for a body and so bears its code (kind `bearer`: spokesman, commander).
  [[nodiscard]] bool bears_body(std::string_view lemma) const { return bearers_.contains(lemma); }

  /// Words that count others of whom they are said (kind `quantity`: "thousands of people").
  [[nodiscard]] bool is_quantity(std::string_view lemma) const { return quantities_.contains(lemma); }

  World(World&&) noexcept = default;
  World& operator=(World&&) noexcept = default;

 private:
  World() = default;
  Result<void> read_sectors(const std::filesystem::path& folder);
  Result<void> read_states(const std::filesystem::path& folder);
  Result<void> read_names(const std::filesystem::path& folder);
  Result<void> read_offices(const std::filesystem::path& folder);
  Result<void> read_aliased(const std::filesystem::path& path, NameKind kind);
  Result<void> read_agents(const std::filesystem::path& folder);
  Result<void> read_titles(const std::filesystem::path& folder);
  Result<void> read_regions(const std::filesystem::path& folder);
  void add(Name name);
  void index();

  struct TextHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <typename Value>
  using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
  using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

  /// Names of one folded phrase, the least demanding first, so that those which a way of writing allows stand in front.
  struct Phrase {
    std::vector<const Name*> names;
    uint32_t in_lower = 0;        ///< how many the text may write in lower case
    uint32_t in_capitalised = 0;  ///< … and how many with a capital only

    [[nodiscard]] std::span<const Name* const> written(Case letter_case) const;
  };

  std::vector<std::unique_ptr<Name>> names_;
  TextMap<Phrase> by_phrase_;
  TextMap<size_t> longest_from_;  ///< first folded word → most words of a name
  TextMap<const Name*> agents_;
  TextMap<std::string> countries_;
  TextSet sectors_, party_words_, counterparts_, bearers_, quantities_;
  std::vector<std::vector<Office>> people_;
  std::vector<std::vector<const Name*>> spellings_;
  TextMap<uint32_t> person_index_;
  TextMap<std::vector<uint32_t>> last_names_;
  TextMap<std::vector<const Office*>> holders_;  ///< "ARM foreign-minister" → terms
};

}  // namespace tocsin::world
