// Actors: who the words of a Document mean. Mentions (names, roles, demonyms, pronouns, descriptions) are gathered into
// entities with actor codes (ONTOLOGY.md, "Actor codes"), using the tables of src/world as of the document's day.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coding/findings.h"
#include "coding/grammar.h"
#include "world/world.h"

namespace tocsin::coding {

enum class As : uint8_t { kName, kRole, kPronoun, kDemonym, kMetonym, kDescription };

/// One place where the text names somebody. A plural pronoun or "the two leaders" means several entities at once.
struct FoundMention {
  Range tokens;
  uint32_t head = kNone;
  As as = As::kName;
  std::vector<uint32_t> entities;
};

struct FoundEntity {
  std::string name;
  std::string_view kind;  ///< FORMATS.md `kind`
  std::string country;    ///< three letters, or a body's code; empty = unknown
  std::vector<std::string> sectors;
  std::string title, since, until;  ///< of the office held on the day
  std::vector<std::string> titles;  ///< also those that the text gives
  std::string_view role_from;       ///< table, text; empty = no role
  uint32_t person = kNone;          ///< index into World::terms()
  std::vector<uint32_t> mentions;
  bool plural = false;
  bool female = false, male = false;  ///< as titles and pronouns of the text show
  std::string given_code;             ///< by a dictionary of the user, as it stands there; empty = ours
  std::string dictionary_name;        ///< its actor there
  std::string why;                    ///< the table row behind the code

  [[nodiscard]] std::string code() const;
};

struct FoundPlace;
class PetrarchText;

class Actors {
 public:
  /// Finds mentions and entities. `day` is the ISO date as of which offices are looked up; empty = unknown.
  /// `dictionary` (may be null) names actors before the tables do.
  Actors(const Grammar& grammar, const world::World& world, std::string day, const PetrarchText* dictionary = nullptr);

  /// Tells which countries the places of the text lie in: "rebels killed 12 soldiers near Hama". Call before
  /// resolve_references(), which gives kinds of actors the country of the scene.
  void see_places(const std::vector<FoundPlace>& places);

  /// Resolves pronouns, "the two leaders" and the like. `sayings` tell who "I" and "we" are.
  void resolve_references(const std::vector<Saying>& sayings);

  /// Makes sure that the token names somebody: a speaker or a given actor whom no table knows keeps his words as name.
  void name_speaker(uint32_t tok);

  /// The same for pronouns that nothing before them explains ("some", "you"), and a mention of its own for the "who"
  /// of a clause that speaks. Call last: such entities are nobody's actors.
  void name_speakers(const std::vector<Saying>& sayings);

  [[nodiscard]] const std::vector<FoundEntity>& entities() const { return entities_; }
  [[nodiscard]] const std::vector<FoundMention>& mentions() const { return mentions_; }

  /// The mention whose head is `tok`; null when the token names nobody.
  [[nodiscard]] const FoundMention* mention(uint32_t tok) const;

  /// The entities that `tok` names, through a name, a role, a description or a pronoun; empty when it names nobody.
  [[nodiscard]] std::span<const uint32_t> entities_of(uint32_t tok) const;

  [[nodiscard]] bool is_actor(uint32_t tok) const { return mention(tok) != nullptr; }
  /// People of any kind, named or not, also "who" and "they".
  [[nodiscard]] bool is_human(uint32_t tok) const;
  /// A word that only counts others: "some", "dozens", "a group".
  [[nodiscard]] bool is_count(uint32_t tok) const;
  /// A weapon or a vehicle: what an act is done with.
  [[nodiscard]] bool is_means(uint32_t tok) const;

  /// The state entity of a country code, made when the text has not named it ("we" in an official's mouth).
  uint32_t state_entity(std::string_view code);

 private:
  struct NameHit {
    Range tokens;
    std::span<const world::Name* const> names;
    [[nodiscard]] const world::Name* of(world::NameKind kind) const;
  };

  void name_by_dictionary(const PetrarchText& dictionary);
  void find_hits();
  void note_last_words();
  void find_full_names();
  void find_mentions();
  void mention_at(uint32_t tok);
  bool person_at(uint32_t tok);
  [[nodiscard]] bool is_name_alone(uint32_t tok) const;
  bool named_body_at(uint32_t tok);
  bool described_at(uint32_t tok);
  bool unknown_name_at(uint32_t tok);

  // roles and kinds that several states or a body own (roles.cc)
  [[nodiscard]] std::vector<uint32_t> owners_of(uint32_t head) const;
  std::vector<uint32_t> one_for_each(const std::vector<uint32_t>& owners, const FoundEntity& kind, uint32_t head,
                                     Range words);
  uint32_t same_or_new(FoundEntity entity, uint32_t head);
  bool counterpart_at(uint32_t tok);
  [[nodiscard]] FoundEntity body_of(uint32_t tok) const;
  [[nodiscard]] bool has_body(uint32_t tok) const { return !body_of(tok).code().empty(); }
  void take_from_body(uint32_t tok, FoundEntity& entity) const;
  [[nodiscard]] bool is_only_the_other_side(const FoundMention& mention) const;
  [[nodiscard]] const world::Name* group_name_within(uint32_t tok) const;
  [[nodiscard]] const world::Name* agent_at(uint32_t tok) const;
  [[nodiscard]] std::string country_of_own_place(uint32_t head) const;
  [[nodiscard]] std::string country_of_people(uint32_t tok) const;
  [[nodiscard]] const world::Name* agent_of_word(uint32_t tok) const;
  bool names_body_behind(uint32_t tok, const world::Name* agent);
  [[nodiscard]] FoundEntity body_before(uint32_t tok) const;

  // countries that the context gives
  void infer_countries();
  [[nodiscard]] std::string document_country(bool of_actors) const;
  [[nodiscard]] std::string country_of_owner(const FoundEntity& entity) const;
  [[nodiscard]] std::string country_of_scene(uint32_t tok) const;

  uint32_t add_entity(FoundEntity entity);
  void add_mention(Range tokens, uint32_t head, As as, std::vector<uint32_t> entities);
  void set_code(FoundEntity& entity, std::string_view code) const;
  [[nodiscard]] const NameHit* hit_at(uint32_t tok) const;
  [[nodiscard]] const world::Name* state_name_at(uint32_t tok) const;
  [[nodiscard]] const world::Name* group_name_at(uint32_t tok) const;  ///< an armed group or organisation of a table
  [[nodiscard]] std::string country_at(uint32_t tok) const;            ///< of a state, body or group named there
  [[nodiscard]] std::string country_near(uint32_t head, bool with_coordination = true) const;
  [[nodiscard]] std::string country_among(Range tokens) const;
  [[nodiscard]] Range noun_phrase(uint32_t head) const;
  [[nodiscard]] bool in_larger_name(uint32_t tok, Range hit) const;

  [[nodiscard]] bool named_otherwise(Range tokens) const;

  // people
  struct Title {
    Range tokens;
    std::string text, office, sector, country;
    bool former = false;
  };
  [[nodiscard]] Title title_before(uint32_t name_begin) const;
  [[nodiscard]] Title title_in(Range tokens) const;
  [[nodiscard]] Title title_after(uint32_t name_head) const;
  uint32_t person_entity(std::string_view name, const Title& title, Range name_tokens);
  [[nodiscard]] uint32_t known_person(std::string_view name, const Title& title) const;
  void describe_person(FoundEntity& entity, const Title& title) const;
  [[nodiscard]] uint32_t person_with_title(const Title& title, uint32_t before_tok) const;

  void name_by_words(uint32_t tok);
  void name_in_full(uint32_t speaker);
  void name_by_role(uint32_t speaker, const Saying& saying);

  // references
  void resolve_pronouns(const std::vector<Saying>& sayings, bool in_speech);
  void resolve_pronoun(uint32_t tok, const std::vector<Saying>& sayings);
  bool resolve_both(uint32_t tok);
  [[nodiscard]] uint32_t antecedent_person(uint32_t tok, uint32_t not_entity, bool female) const;
  [[nodiscard]] std::vector<uint32_t> antecedent_group(uint32_t tok) const;
  [[nodiscard]] uint32_t antecedent_body(uint32_t tok) const;
  [[nodiscard]] std::vector<uint32_t> last_two(uint32_t tok, bool people) const;
  [[nodiscard]] const Saying* saying_around(uint32_t tok, const std::vector<Saying>& sayings) const;

  const Grammar& grammar_;
  const Document& doc_;
  const world::World& world_;
  std::string day_;
  std::vector<NameHit> hits_;
  std::vector<uint32_t> hit_of_token_;
  std::vector<std::string_view> last_words_;  ///< of people named in full, sorted
  std::vector<uint32_t> ent_of_token_;        ///< index into the Document's entities
  std::vector<FoundEntity> entities_;
  std::vector<FoundMention> mentions_;
  std::vector<uint32_t> mention_of_token_;  ///< by head token
  std::vector<std::string> scene_country_;  ///< of the place of which the token is the head; empty = none or unknown
  std::vector<char> taken_;                 ///< tokens inside a person's name
  std::vector<char> in_speech_;             ///< tokens inside quoted words
};

}  // namespace tocsin::coding
