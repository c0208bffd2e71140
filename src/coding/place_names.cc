// Finds names of places: those of the tables by World::find, those of the gazetteer word by word, and words that the
// entity recogniser takes for a place. Names of persons and bodies that contain a place's name are none.
#include "coding/place_names.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "world/words.h"

namespace tocsin::coding {
namespace {

using world::GazetteerPlace;
using world::Name;
using world::NameKind;
using world::PlaceKind;
using world::PlaceWord;

constexpr uint32_t kLongestName = 6;       ///< tokens
constexpr uint32_t kKnownToAll = 100'000;  ///< people: news names such a city without saying that it is one

enum class Use : uint8_t { kNo, kDoubtful, kYes };

bool is_place_label(std::string_view label) { return label == "GPE" || label == "LOC" || label == "FAC"; }

class PlaceNames {
 public:
  explicit PlaceNames(const PlaceInput& input) : in_(input), doc_(input.grammar.doc()) {
    entity_of_.assign(doc_.tokens.size(), nullptr);
    for (const Entity& ent : doc_.entities)
      for (uint32_t i = ent.tokens.begin; i < ent.tokens.end; ++i) entity_of_[i] = &ent;
    find_hits();
  }

  std::vector<PlaceName> run() {
    for (uint32_t tok = 0; tok < doc_.tokens.size();) {
      uint32_t next = tok + 1;
      PlaceName name = name_at(tok, next);
      if (!name.tokens.empty()) {
        look_beside(name);
        next = name.tokens.end;
        names_.push_back(std::move(name));
      }
      tok = next;
    }
    add_doubtful();
    return std::move(names_);
  }

 private:
  void find_hits() {
    hit_at_.assign(doc_.tokens.size(), kNone);
    hits_ = in_.world.find(doc_.reading_text());
    for (uint32_t i = 0; i < hits_.size(); ++i) {
      const uint32_t first = doc_.token_at(hits_[i].bytes.begin), last = doc_.token_at(hits_[i].bytes.end - 1);
      if (last >= doc_.tokens.size() || doc_.tokens[first].range.begin < hits_[i].bytes.begin) continue;
      if (doc_.tokens[last].range.end > hits_[i].bytes.end + 1 || doc_.tokens[first].sent != doc_.tokens[last].sent)
        continue;
      hit_at_[first] = i;
    }
  }

  [[nodiscard]] std::string_view label(uint32_t tok) const {
    return entity_of_[tok] == nullptr ? std::string_view() : entity_of_[tok]->label;
  }

  [[nodiscard]] Range tokens_of(const world::Hit& hit) const {
    return {doc_.token_at(hit.bytes.begin), doc_.token_at(hit.bytes.end - 1) + 1};
  }

  // "Paris" in "Paris Hilton", "Washington" in "The Washington Post".
  [[nodiscard]] bool in_larger_name(Range tokens, bool is_state) const {
    const Entity* ent = entity_of_[tokens.begin];
    if (ent == nullptr || is_place_label(ent->label) || ent->label == "NORP") return false;
    uint32_t size = ent->tokens.size();
    if (doc_.tokens[ent->tokens.begin].pos == Pos::kDet) --size;
    if (doc_.tokens[ent->tokens.end - 1].tag == "POS") --size;
    if (size <= tokens.size()) return false;
    if (ent->label == "ORG" || ent->label == "EVENT" || ent->label == "LAW" || ent->label == "PRODUCT")
      return !is_state;
    return ent->label == "PERSON" || ent->label == "WORK_OF_ART";
  }

  /// `nowhere_else` = only this name is known of the person, no table has him: the recogniser may err.
  [[nodiscard]] bool names_person(Range tokens, bool* nowhere_else = nullptr) const {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      const FoundMention* mention = in_.actors.mention(i);
      if (mention == nullptr || mention->as != As::kName || !mention->tokens.covers(tokens)) continue;
      for (const uint32_t index : mention->entities) {
        const FoundEntity& entity = in_.actors.entities()[index];
        if (entity.kind != "person") continue;
        if (nowhere_else != nullptr)
          *nowhere_else = entity.person == kNone && entity.title.empty() && entity.titles.empty() &&
                          mention->tokens == tokens && entity.name == doc_.text(doc_.bytes_of(tokens));
        return true;
      }
    }
    return false;
  }

  PlaceName name_at(uint32_t tok, uint32_t& next) {
    const world::Hit* hit = hit_at_[tok] == kNone ? nullptr : &hits_[hit_at_[tok]];
    PlaceName known = hit == nullptr ? PlaceName{} : known_name(tokens_of(*hit), hit->names);
    // A name of an organisation, a building or a person keeps its words to itself: "The Washington Post".
    const uint32_t taken =
        hit != nullptr && known.tokens.empty() && is_other_name(*hit) ? tokens_of(*hit).size() : known.tokens.size();
    if (PlaceName suffix = suffix_name(tok); !suffix.tokens.empty()) return suffix;
    PlaceName listed = listed_name(tok, taken);
    if (!listed.tokens.empty()) return listed;
    if (!known.tokens.empty()) {
      add_listed(known);
      return known;
    }
    if (taken > 1) next = tok + taken;
    return taken > 0 ? PlaceName{} : unlisted_name(tok);
  }

  [[nodiscard]] bool is_other_name(const world::Hit& hit) const {
    return tokens_of(hit).size() > 1 && std::ranges::any_of(hit.names, [](const Name* name) {
             return name->kind == NameKind::kOrganisation || name->kind == NameKind::kArmedGroup ||
                    name->kind == NameKind::kSeat || name->kind == NameKind::kPerson;
           });
  }

  /// A name of a state, capital or region, or of a state's people.
  PlaceName known_name(Range tokens, std::span<const Name* const> meanings) const {
    PlaceName name{.tokens = tokens, .key = world::fold_phrase(doc_.text(doc_.bytes_of(tokens)))};
    if (is_currency(tokens)) return {};
    bool state = false;
    for (const Name* one : meanings) add_known(*one, name, state);
    if (name.readings.empty() || in_larger_name(tokens, state) || (!state && names_person(tokens))) return {};
    name.by_model = is_place_label(label(tokens.begin));
    return name;
  }

  /// "US$ 5": one token or two.
  [[nodiscard]] bool is_currency(Range tokens) const {
    const Token& last = doc_.tokens[tokens.end - 1];
    if (last.text.ends_with('$')) return true;
    return tokens.end < doc_.tokens.size() && doc_.tokens[tokens.end].range.begin == last.range.end &&
           doc_.tokens[tokens.end].tag == "$";
  }

  void add_known(const Name& one, PlaceName& name, bool& state) const {
    const bool is_state = one.kind == NameKind::kState || one.kind == NameKind::kShort ||
                          one.kind == NameKind::kFormer || one.kind == NameKind::kAbbreviation;
    const bool is_people = one.kind == NameKind::kDemonym || one.kind == NameKind::kAdjective;
    PlaceReading reading{.name = one.canonical, .why = one.row};
    if (is_state || is_people) {
      const world::StatePoint* point = in_.table.state(one.code);
      if (point == nullptr ||
          std::ranges::any_of(name.readings, [&](const PlaceReading& r) { return r.country == one.code && r.state; }))
        return;
      reading.name = in_.world.country_name(one.code);
      reading.country = one.code;
      reading.precision = "country";
      reading.point = point->state;
      reading.state = true;
      name.people = is_people;
      state = true;
    } else if (one.kind == NameKind::kCapital) {
      reading.name = one.text;
      reading.country = one.code.substr(0, 3);
      reading.precision = "city";
      reading.capital = true;
      const world::StatePoint* point = in_.table.state(reading.country);
      if (point != nullptr && point->capital == name.key) reading.point = point->capital_point;
    } else if (one.kind == NameKind::kRegion) {
      const world::Region* region = in_.table.region(name.key);
      if (region == nullptr) return;
      reading.name = region->name;
      reading.precision = "region";
      if (region->countries.size() == 1) reading.country = region->countries.front();
      reading.point = region->point;
    } else {
      return;
    }
    name.readings.push_back(std::move(reading));
  }

  /// The gazetteer's places for a name of the tables: the capital's point, and others that are called so.
  void add_listed(PlaceName& name) const {
    if (in_.gazetteer == nullptr || name.people) return;
    for (PlaceReading& other : listed_readings(name.key)) {
      // England is a subdivision of the state that its name often stands for.
      if (other.precision == "admin1" && !other.alternate)
        for (PlaceReading& state : name.readings)
          if (state.state && state.country == other.country && world::fold_phrase(state.name) != name.key)
            state.state = false;
      const auto capital = std::ranges::find_if(
          name.readings, [&](const PlaceReading& r) { return r.capital && r.country == other.country; });
      if (capital != name.readings.end() && other.precision == "city" && other.population >= capital->population) {
        other.capital = true;
        other.why = capital->why + ", " + other.why;
        *capital = std::move(other);
      } else if (!other.alternate) {
        name.readings.push_back(std::move(other));
      }
    }
  }

  [[nodiscard]] std::vector<PlaceReading> listed_readings(const std::string& key) const {
    std::vector<PlaceReading> readings;
    for (const GazetteerPlace& place : in_.gazetteer->find(key)) readings.push_back(reading_of(place));
    if (const std::string* other = in_.table.word(PlaceWord::kName, key)) {
      const size_t before = readings.size();
      add_aliased(*other, readings);
      for (size_t i = before; i < readings.size(); ++i) readings[i].renamed = true;
    }
    return readings;
  }

  /// `USA:California`: the places of that name in that country.
  void add_aliased(std::string_view value, std::vector<PlaceReading>& readings) const {
    const size_t colon = value.find(':');
    if (colon == std::string_view::npos) return;
    for (const GazetteerPlace& place : in_.gazetteer->find(world::fold_phrase(value.substr(colon + 1))))
      if (place.country == value.substr(0, colon) && !place.alternate) readings.push_back(reading_of(place));
  }

  [[nodiscard]] PlaceReading reading_of(const GazetteerPlace& place) const {
    PlaceReading reading{.name = std::string(place.name), .country = std::string(place.country)};
    reading.point = world::Point{place.lat, place.lon};
    reading.geonameid = place.geonameid;
    reading.number = place.number;
    reading.population = place.population;
    reading.alternate = place.alternate;
    reading.precision = place.kind == PlaceKind::kCity     ? "city"
                        : place.kind == PlaceKind::kAdmin1 ? "admin1"
                                                           : "admin2";
    reading.why = "gazetteer:" + std::to_string(place.number);
    const std::optional<uint32_t> admin1 =
        place.kind == PlaceKind::kAdmin1 ? std::optional(place.number) : place.admin1;
    if (admin1) {
      const GazetteerPlace area = in_.gazetteer->place(*admin1);
      reading.admin1_number = *admin1;
      reading.admin1 =
          area.code.empty() || in_.table.word(PlaceWord::kLetters, world::fold_phrase(reading.country)) == nullptr
              ? area.name
              : area.code;
    }
    return reading;
  }

  /// The longest name of the gazetteer from this token on that the text uses as a place.
  PlaceName listed_name(uint32_t tok, uint32_t longer_than) {
    const Token& first = doc_.tokens[tok];
    if (in_.gazetteer == nullptr || !can_begin(first)) return {};
    PlaceName best, doubtful;
    std::string key;
    for (uint32_t end = tok + 1; end <= doc_.tokens.size() && end - tok <= kLongestName; ++end) {
      const Token& last = doc_.tokens[end - 1];
      if (last.sent != first.sent || (end - tok > 1 && !can_continue(last))) break;
      const std::string folded = world::fold_phrase(last.text);
      if (!folded.empty()) key += (key.empty() ? "" : " ") + folded;
      if (folded.empty() || end - tok <= longer_than) continue;
      if (!in_.gazetteer->has(key) && in_.table.word(PlaceWord::kName, key) == nullptr) continue;
      const Use use = used_as_place({tok, end}, key);
      if (use != Use::kNo) (use == Use::kYes ? best : doubtful) = {.tokens = {tok, end}, .key = key};
    }
    if (best.tokens.empty()) {
      if (!doubtful.tokens.empty()) doubtful_.push_back(doubtful);
      return {};
    }
    // A state's name that the tables were kept from finding here ("mainland China").
    const auto meanings = in_.world.named(best.key);
    if (PlaceName known = known_name(best.tokens, meanings); !known.readings.empty()) {
      add_listed(known);
      return known;
    }
    if (std::ranges::any_of(meanings, [](const Name* name) {
          return name->kind == NameKind::kState || name->kind == NameKind::kDemonym ||
                 name->kind == NameKind::kAdjective;
        }))
      return {};
    best.readings = listed_readings(best.key);
    best.by_model = is_place_label(label(tok));
    if (best.readings.empty()) return {};
    return best;
  }

  [[nodiscard]] static bool can_begin(const Token& tok) {
    const auto first = static_cast<unsigned char>(tok.text.empty() ? 0 : tok.text[0]);
    if (!ascii::is_upper(first) && first < 0x80) return false;
    return tok.pos == Pos::kPropn || tok.pos == Pos::kNoun || tok.pos == Pos::kAdj || tok.pos == Pos::kX ||
           tok.pos == Pos::kVerb || tok.pos == Pos::kDet || is_place_label(tok.ent_type);
  }
  [[nodiscard]] static bool can_continue(const Token& tok) {
    if (tok.text == "-" || tok.text == "'" || tok.text == "’" || tok.text == ".") return true;
    if (tok.pos == Pos::kPunct || tok.pos == Pos::kSpace || tok.tag == "POS") return false;
    const auto first = static_cast<unsigned char>(tok.text[0]);
    return ascii::is_upper(first) || first >= 0x80 || tok.text.size() <= 3;
  }

  [[nodiscard]] Use used_as_place(Range tokens, const std::string& key) const {
    if (key.size() < 3) return Use::kNo;
    if (behind_comma_of_suffix(tokens.end)) return Use::kYes;
    const Entity* ent = entity_of_[tokens.begin];
    const Entity* last = entity_of_[tokens.end - 1];
    if (last != nullptr && last != ent && is_place_label(last->label) && tokens.size() > 1) return Use::kYes;
    if (ent != nullptr && is_place_label(ent->label))
      return fills(*ent, tokens) || is_known_to_all(key) ? Use::kYes : Use::kNo;
    if (tokens.size() == 1 && in_.table.word(PlaceWord::kNever, key) != nullptr) return Use::kNo;
    bool perhaps = false;
    if (names_person(tokens, &perhaps)) {
      if (!perhaps) return Use::kNo;
      const Dep dep = doc_.tokens[tokens.end - 1].dep;
      if (stands_as_place(tokens) || ((dep == Dep::kPobj || dep == Dep::kCompound) && is_known_to_all(key)))
        return Use::kYes;
      return is_known_to_all(key) ? Use::kDoubtful : Use::kNo;
    }
    if (in_larger_name(tokens, false)) {
      const bool of_body = ent->label == "ORG" && (is_known_to_all(key) || ends_in_admin(tokens));
      return of_body && (tokens.size() > 1 || is_name_of_body(*ent, tokens)) ? Use::kYes : Use::kNo;
    }
    const bool name_like = doc_.tokens[tokens.end - 1].pos == Pos::kPropn && doc_.tokens[tokens.begin].tag != "VB";
    if (ent == nullptr || ent->label == "ORG") {
      if (!name_like) return Use::kNo;
      return stands_as_place(tokens) || is_known_to_all(key) ? Use::kYes : Use::kDoubtful;
    }
    if (ent->label == "PERSON") return stands_as_place(tokens) ? Use::kYes : Use::kDoubtful;
    // "killed three civilians in Omdurman": the recogniser takes the name for a people's.
    if (!name_like || ent->tokens.size() != tokens.size()) return Use::kNo;
    if (ent->label == "NORP" && is_known_to_all(key, true)) return Use::kYes;
    return (ent->label == "NORP" || ent->label == "PRODUCT") && stands_as_place(tokens) ? Use::kYes : Use::kNo;
  }

  /// The entity is the name and words like "northern", "the", "province".
  [[nodiscard]] bool fills(const Entity& ent, Range tokens) const {
    for (uint32_t i = ent.tokens.begin; i < ent.tokens.end; ++i) {
      if (tokens.contains(i)) continue;
      const Token& tok = doc_.tokens[i];
      if (tok.pos == Pos::kDet || tok.pos == Pos::kPunct || tok.tag == "POS" || tok.pos == Pos::kAdp ||
          tok.pos == Pos::kCconj)
        continue;
      const std::string word = world::fold_phrase(tok.text);
      if (in_.table.word(PlaceWord::kAdmin, word) == nullptr && in_.table.word(PlaceWord::kTown, word) == nullptr &&
          in_.table.word(PlaceWord::kPart, word) == nullptr)
        return false;
    }
    return true;
  }

  /// "Queensland Police", "University of Michigan": the body of a place, and not a paper or club that is only called
  /// so.
  [[nodiscard]] bool is_name_of_body(const Entity& ent, Range tokens) const {
    for (uint32_t i = ent.tokens.begin; i < ent.tokens.end; ++i)
      if (!tokens.contains(i) && in_.table.word(PlaceWord::kBody, world::fold_phrase(doc_.tokens[i].text)) != nullptr)
        return true;
    return false;
  }

  /// "Monroe County".
  [[nodiscard]] bool ends_in_admin(Range tokens) const {
    return tokens.size() > 1 &&
           in_.table.word(PlaceWord::kAdmin, world::fold_phrase(doc_.tokens[tokens.end - 1].text)) != nullptr;
  }

  /// A large city or a subdivision under its first name.
  [[nodiscard]] bool is_known_to_all(const std::string& key, bool city = false) const {
    return std::ranges::any_of(in_.gazetteer->find(key), [&](const GazetteerPlace& place) {
      return place.population >= kKnownToAll && place.kind != PlaceKind::kAdmin2 &&
             (!city || place.kind == PlaceKind::kCity) && (!place.alternate || place.population >= 10 * kKnownToAll);
    });
  }

  /// Behind "in", "near" or "the town of", or in a chain with another place ("Homs, Syria"; "Giza and Minya").
  [[nodiscard]] bool stands_as_place(Range tokens) const {
    if (tokens.end < doc_.tokens.size() && doc_.tokens[tokens.end].pos != Pos::kPropn &&
        in_.table.word(PlaceWord::kAdmin, world::fold_phrase(doc_.tokens[tokens.end].text)) != nullptr)
      return true;
    if (tokens.begin == 0) return false;
    const uint32_t before = tokens.begin - 1;
    const std::string word = world::fold_phrase(doc_.tokens[before].text);
    const std::string* preposition = in_.table.word(PlaceWord::kPreposition, word);
    if (doc_.tokens[before].tag == "IN" && preposition != nullptr &&
        (!preposition->empty() || word == "from" || word == "to" || word == "toward"))
      return true;
    if (before > 0 && word == "of") {
      const std::string what = world::fold_phrase(doc_.tokens[before - 1].text);
      if (in_.table.word(PlaceWord::kAdmin, what) != nullptr || in_.table.word(PlaceWord::kTown, what) != nullptr ||
          in_.table.word(PlaceWord::kPart, what) != nullptr)
        return true;
    }
    if (in_.table.word(PlaceWord::kPart, word) != nullptr && doc_.tokens[before].pos != Pos::kPropn) return true;
    const uint32_t next = tokens.end + 1;
    if (next < doc_.tokens.size() && doc_.tokens[tokens.end].text == "," && is_place_label(label(next)) &&
        hit_at_[next] != kNone)
      return true;
    if (names_.empty() || names_.back().tokens.end != before) return false;
    return word == "and" || word == "or" || (doc_.tokens[before].text == "," && !names_.back().people);
  }

  [[nodiscard]] bool behind_comma_of_suffix(uint32_t comma) const {
    return comma + 1 < doc_.tokens.size() && suffix_at(comma + 1) != nullptr;
  }

  /// A name that its sentence leaves in doubt is a place where the document uses it as one elsewhere.
  void add_doubtful() {
    std::vector<PlaceName> more;
    for (PlaceName& name : doubtful_) {
      const bool elsewhere = std::ranges::any_of(names_, [&](const PlaceName& other) { return other.key == name.key; });
      const bool free =
          std::ranges::none_of(names_, [&](const PlaceName& other) { return other.tokens.overlaps(name.tokens); });
      if (!elsewhere || !free) continue;
      name.readings = listed_readings(name.key);
      look_beside(name);
      more.push_back(std::move(name));
    }
    names_.insert(names_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::ranges::stable_sort(names_, {}, [](const PlaceName& name) { return name.tokens.begin; });
    names_.erase(std::unique(names_.begin(), names_.end(),
                             [](const PlaceName& a, const PlaceName& b) { return a.tokens.overlaps(b.tokens); }),
                 names_.end());
  }

  /// "Ill." behind a comma: the row's value; null when there is none.
  [[nodiscard]] const std::string* suffix_at(uint32_t tok) const {
    if (tok < 2 || doc_.tokens[tok - 1].text != "," || doc_.tokens[tok].pos == Pos::kPunct) return nullptr;
    const std::string_view text = doc_.tokens[tok].text;
    if (text.empty() || text[0] < 'A' || text[0] > 'Z') return nullptr;
    return in_.table.word(PlaceWord::kSuffix, world::fold_phrase(text));
  }

  /// "the village of X".
  [[nodiscard]] bool is_called_town(uint32_t tok) const {
    return tok >= 2 && doc_.tokens[tok - 1].text == "of" && doc_.tokens[tok].pos == Pos::kPropn &&
           in_.table.word(PlaceWord::kTown, world::fold_phrase(doc_.tokens[tok - 2].text)) != nullptr;
  }

  /// A subdivision's short form: behind a comma ("Springfield, IL") or with its dot ("in Ill.").
  PlaceName suffix_name(uint32_t tok) const {
    if (in_.gazetteer == nullptr || doc_.tokens[tok].pos == Pos::kPunct) return {};
    const std::string_view text = doc_.tokens[tok].text;
    const std::string* value = tok >= 2 && doc_.tokens[tok - 2].pos == Pos::kPropn ? suffix_at(tok) : nullptr;
    if (value == nullptr && text.size() > 2 && text.back() == '.' && ascii::is_upper(text[0]) && text[1] >= 'a')
      value = in_.table.word(PlaceWord::kDotted, world::fold_phrase(text));
    if (value == nullptr) return {};
    const bool dot = tok + 2 < doc_.tokens.size() && doc_.tokens[tok + 1].text == "." &&
                     doc_.tokens[tok].range.end == doc_.tokens[tok + 1].range.begin &&
                     doc_.tokens[tok + 2].sent == doc_.tokens[tok].sent;
    PlaceName name{.tokens = {tok, tok + (dot ? 2U : 1U)}, .key = *value};
    add_aliased(*value, name.readings);
    std::erase_if(name.readings, [](const PlaceReading& r) { return r.precision != "admin1"; });
    if (name.readings.empty()) return {};
    return name;
  }

  /// A name that no table has, as the entity recogniser sees it.
  PlaceName unlisted_name(uint32_t tok) const {
    const Entity* ent = entity_of_[tok];
    if (ent == nullptr || ent->tokens.begin != tok) return {};
    if (ent->label != "GPE" && ent->label != "LOC" && !is_called_town(tok)) return {};
    Range tokens = ent->tokens;
    if (doc_.tokens[tokens.begin].pos == Pos::kDet) ++tokens.begin;
    if (!tokens.empty() && doc_.tokens[tokens.end - 1].tag == "POS") --tokens.end;
    // Inside it a known name may begin later ("northern Aleppo", "the Kabul district").
    for (uint32_t i = tokens.begin + (tokens.begin == tok ? 1 : 0); i < tokens.end; ++i)
      if (hit_at_[i] != kNone || (can_begin(doc_.tokens[i]) && in_.gazetteer != nullptr &&
                                  used_as_place({i, i + 1}, world::fold_phrase(doc_.tokens[i].text)) == Use::kYes &&
                                  in_.gazetteer->has(world::fold_phrase(doc_.tokens[i].text))))
        return {};
    const auto is_part = [&](uint32_t i) {
      const std::string word = world::fold_phrase(doc_.tokens[i].text);
      return in_.table.word(PlaceWord::kPart, word) != nullptr || in_.table.word(PlaceWord::kAdmin, word) != nullptr ||
             in_.table.word(PlaceWord::kTown, word) != nullptr;
    };
    bool only_parts = true;
    for (uint32_t i = tokens.begin; i < tokens.end && only_parts; ++i) only_parts = is_part(i);
    if (only_parts) return {};
    if (tokens.empty() || !can_begin(doc_.tokens[tokens.begin]) || names_person(tokens)) return {};
    PlaceName name{.tokens = tokens, .key = world::fold_phrase(doc_.text(doc_.bytes_of(tokens)))};
    name.by_model = true;
    if (name.key.size() < 3 || in_.table.word(PlaceWord::kNever, name.key) != nullptr) return {};
    return name;
  }

  /// Words like "province" and "the city of" beside the name.
  void look_beside(PlaceName& name) const {
    const auto folded = [&](uint32_t tok) { return world::fold_phrase(doc_.tokens[tok].text); };
    const auto note = [&](uint32_t tok) {
      const std::string word = folded(tok);
      name.says_admin = name.says_admin || in_.table.word(PlaceWord::kAdmin, word) != nullptr;
      name.says_town = name.says_town || in_.table.word(PlaceWord::kTown, word) != nullptr;
    };
    if (name.tokens.end < doc_.tokens.size()) note(name.tokens.end);
    const uint32_t begin = name.tokens.begin;
    if (begin >= 2 && (doc_.tokens[begin - 1].text == "of" || doc_.tokens[begin - 1].text == "in")) {
      if (doc_.tokens[begin - 1].text == "of") note(begin - 2);
    } else if (begin >= 1) {
      note(begin - 1);
    }
  }

  const PlaceInput& in_;
  const Document& doc_;
  std::vector<const Entity*> entity_of_;
  std::vector<world::Hit> hits_;
  std::vector<uint32_t> hit_at_;
  std::vector<PlaceName> names_, doubtful_;
};

}  // namespace

std::vector<PlaceName> find_place_names(const PlaceInput& input) { return PlaceNames(input).run(); }

}  // namespace tocsin::coding
