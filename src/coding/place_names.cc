// Finds names of places: those of the tables by World::find, those of the gazetteer word by word, and words that the
// entity recogniser takes for a place. Names of persons and bodies that contain a place's name are none.
#include "coding/place_names.h"

#include <algorithm>
#include <array>

#include "world/words.h"

namespace tocsin::coding {
namespace {

using world::GazetteerPlace;
using world::Name;
using world::NameKind;
using world::PlaceKind;
using world::PlaceWord;

constexpr uint32_t kLongestName = 6;  ///< tokens

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
      PlaceName name = name_at(tok);
      if (name.tokens.empty()) {
        ++tok;
        continue;
      }
      look_beside(name);
      tok = name.tokens.end;
      names_.push_back(std::move(name));
    }
    return std::move(names_);
  }

 private:
  void find_hits() {
    hit_at_.assign(doc_.tokens.size(), kNone);
    hits_ = in_.world.find(doc_.text());
    for (uint32_t i = 0; i < hits_.size(); ++i) {
      const uint32_t first = doc_.token_at(hits_[i].bytes.begin), last = doc_.token_at(hits_[i].bytes.end - 1);
      if (last >= doc_.tokens.size() || doc_.tokens[first].range.begin < hits_[i].bytes.begin) continue;
      if (doc_.tokens[last].range.end > hits_[i].bytes.end + 1 || doc_.tokens[first].sent != doc_.tokens[last].sent) continue;
      hit_at_[first] = i;
    }
  }

  [[nodiscard]] std::string_view label(uint32_t tok) const { return entity_of_[tok] == nullptr ? std::string_view() : entity_of_[tok]->label; }

  [[nodiscard]] Range tokens_of(const world::Hit& hit) const { return {doc_.token_at(hit.bytes.begin), doc_.token_at(hit.bytes.end - 1) + 1}; }

  // "Paris" in "Paris Hilton", "Washington" in "The Washington Post".
  [[nodiscard]] bool in_larger_name(Range tokens, bool is_state) const {
    const Entity* ent = entity_of_[tokens.begin];
    if (ent == nullptr || is_place_label(ent->label) || ent->label == "NORP") return false;
    uint32_t size = ent->tokens.size();
    if (doc_.tokens[ent->tokens.begin].pos == Pos::kDet) --size;
    if (doc_.tokens[ent->tokens.end - 1].tag == "POS") --size;
    if (size <= tokens.size()) return false;
    if (ent->label == "ORG" || ent->label == "EVENT" || ent->label == "LAW" || ent->label == "PRODUCT") return !is_state;
    return ent->label == "PERSON" || ent->label == "WORK_OF_ART";
  }

  [[nodiscard]] bool names_person(Range tokens) const {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      for (const uint32_t entity : in_.actors.entities_of(i))
        if (const FoundMention* mention = in_.actors.mention(i); in_.actors.entities()[entity].kind == "person" && mention->as == As::kName && mention->tokens.covers(tokens)) return true;
    return false;
  }

  PlaceName name_at(uint32_t tok) const {
    const world::Hit* hit = hit_at_[tok] == kNone ? nullptr : &hits_[hit_at_[tok]];
    PlaceName known = hit == nullptr ? PlaceName{} : known_name(*hit);
    PlaceName listed = listed_name(tok, known.tokens.empty() ? 0 : known.tokens.size());
    if (listed.tokens.size() > known.tokens.size()) {
      // A longer name of an organisation or person keeps its words to itself.
      if (hit != nullptr && known.tokens.empty() && tokens_of(*hit).size() > listed.tokens.size() && !listed.by_model) return {};
      return listed;
    }
    if (!known.tokens.empty()) {
      add_listed(known);
      return known;
    }
    return unlisted_name(tok);
  }

  /// A name of a state, capital or region, or of a state's people.
  PlaceName known_name(const world::Hit& hit) const {
    const Range tokens = tokens_of(hit);
    PlaceName name{.tokens = tokens, .key = world::fold_phrase(doc_.text(doc_.bytes_of(tokens)))};
    bool state = false;
    for (const Name* one : hit.names) add_known(*one, name, state);
    if (name.readings.empty() || in_larger_name(tokens, state) || (!state && names_person(tokens))) return {};
    name.by_model = is_place_label(label(tokens.begin));
    return name;
  }

  void add_known(const Name& one, PlaceName& name, bool& state) const {
    const bool is_state = one.kind == NameKind::kState || one.kind == NameKind::kShort || one.kind == NameKind::kFormer || one.kind == NameKind::kAbbreviation;
    const bool is_people = one.kind == NameKind::kDemonym || one.kind == NameKind::kAdjective;
    PlaceReading reading{.name = one.canonical, .why = one.row};
    if (is_state || is_people) {
      const world::StatePoint* point = in_.table.state(one.code);
      if (point == nullptr || std::ranges::any_of(name.readings, [&](const PlaceReading& r) { return r.country == one.code && r.state; })) return;
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
      const auto capital = std::ranges::find_if(name.readings, [&](const PlaceReading& r) { return r.capital && r.country == other.country; });
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
    if (const std::string* other = in_.table.word(PlaceWord::kName, key)) add_aliased(*other, readings);
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
    reading.precision = place.kind == PlaceKind::kCity ? "city" : place.kind == PlaceKind::kAdmin1 ? "admin1" : "admin2";
    reading.why = "gazetteer:" + std::to_string(place.number);
    const std::optional<uint32_t> admin1 = place.kind == PlaceKind::kAdmin1 ? std::optional(place.number) : place.admin1;
    if (admin1) {
      const GazetteerPlace area = in_.gazetteer->place(*admin1);
      reading.admin1_number = *admin1;
      reading.admin1 = area.code.empty() ? area.name : area.code;
    }
    return reading;
  }

  /// The longest name of the gazetteer from this token on that the text uses as a place.
  PlaceName listed_name(uint32_t tok, uint32_t longer_than) const {
    const Token& first = doc_.tokens[tok];
    if (in_.gazetteer == nullptr || !can_begin(first)) return {};
    PlaceName best;
    std::string key;
    for (uint32_t end = tok + 1; end <= doc_.tokens.size() && end - tok <= kLongestName; ++end) {
      const Token& last = doc_.tokens[end - 1];
      if (last.sent != first.sent || (end - tok > 1 && !can_continue(last))) break;
      const std::string folded = world::fold_phrase(last.text);
      if (!folded.empty()) key += (key.empty() ? "" : " ") + folded;
      if (folded.empty() || end - tok <= longer_than) continue;
      if ((in_.gazetteer->has(key) || in_.table.word(PlaceWord::kName, key) != nullptr) && used_as_place({tok, end}, key)) best = {.tokens = {tok, end}, .key = key};
    }
    if (best.tokens.empty()) return {};
    best.readings = listed_readings(best.key);
    best.by_model = is_place_label(label(tok));
    if (best.readings.empty()) return {};
    return best;
  }

  [[nodiscard]] static bool can_begin(const Token& tok) {
    const auto first = static_cast<unsigned char>(tok.text.empty() ? 0 : tok.text[0]);
    if (!(first >= 'A' && first <= 'Z') && first < 0x80) return false;
    return tok.pos == Pos::kPropn || tok.pos == Pos::kNoun || tok.pos == Pos::kAdj || tok.pos == Pos::kX || tok.pos == Pos::kVerb || tok.pos == Pos::kDet || is_place_label(tok.ent_type);
  }
  [[nodiscard]] static bool can_continue(const Token& tok) {
    if (tok.text == "-" || tok.text == "'" || tok.text == "’" || tok.text == ".") return true;
    if (tok.pos == Pos::kPunct || tok.pos == Pos::kSpace || tok.tag == "POS") return false;
    const auto first = static_cast<unsigned char>(tok.text[0]);
    return (first >= 'A' && first <= 'Z') || first >= 0x80 || tok.text.size() <= 3;
  }

  [[nodiscard]] bool used_as_place(Range tokens, const std::string& key) const {
    const Entity* ent = entity_of_[tokens.begin];
    const Entity* last = entity_of_[tokens.end - 1];
    if (key.size() < 3) return false;
    if (ent != nullptr && is_place_label(ent->label)) return true;
    if (last != nullptr && last != ent && is_place_label(last->label) && tokens.size() > 1) return true;
    if (tokens.size() == 1 && in_.table.word(PlaceWord::kNever, key) != nullptr) return false;
    if (in_larger_name(tokens, false) || names_person(tokens)) return false;
    if (ent == nullptr) return doc_.tokens[tokens.end - 1].pos == Pos::kPropn && stands_as_place(tokens);
    if (ent->label == "ORG" || ent->label == "PERSON") return stands_as_place(tokens);
    return false;
  }

  /// Behind "in" or "near", or in a chain with another place ("Homs, Syria").
  [[nodiscard]] bool stands_as_place(Range tokens) const {
    if (tokens.begin > 0) {
      const Token& before = doc_.tokens[tokens.begin - 1];
      if (before.tag == "IN" && in_.table.word(PlaceWord::kPreposition, world::fold_phrase(before.text)) != nullptr && before.text != "on" && before.text != "against") return true;
    }
    if (tokens.end + 1 < doc_.tokens.size() && doc_.tokens[tokens.end].text == ",") {
      const uint32_t next = tokens.end + 1;
      if (is_place_label(label(next)) && hit_at_[next] != kNone) return true;
      if (suffix_at(next) != nullptr) return true;
    }
    if (tokens.begin >= 2 && !names_.empty() && doc_.tokens[tokens.begin - 1].text == "," && names_.back().tokens.end == tokens.begin - 1)
      return suffix_at(tokens.begin) != nullptr || is_place_label(label(tokens.begin));
    return false;
  }

  /// "Ill." behind a comma: the row's value; null when there is none.
  [[nodiscard]] const std::string* suffix_at(uint32_t tok) const {
    if (tok < 2 || doc_.tokens[tok - 1].text != "," || doc_.tokens[tok].pos == Pos::kPunct) return nullptr;
    const std::string_view text = doc_.tokens[tok].text;
    if (text.empty() || text[0] < 'A' || text[0] > 'Z') return nullptr;
    return in_.table.word(PlaceWord::kSuffix, world::fold_phrase(text));
  }

  /// A name that no table has, as the entity recogniser sees it; or a state's short form behind a comma.
  PlaceName unlisted_name(uint32_t tok) const {
    if (const std::string* value = suffix_at(tok); value != nullptr && in_.gazetteer != nullptr && !names_.empty() && names_.back().tokens.end == tok - 1) {
      PlaceName name{.tokens = {tok, tok + 1}, .key = *value};
      add_aliased(*value, name.readings);
      std::erase_if(name.readings, [&](const PlaceReading& r) { return r.precision != "admin1"; });
      if (!name.readings.empty()) return name;
    }
    const Entity* ent = entity_of_[tok];
    if (ent == nullptr || ent->tokens.begin != tok || (ent->label != "GPE" && ent->label != "LOC")) return {};
    Range tokens = ent->tokens;
    if (doc_.tokens[tokens.begin].pos == Pos::kDet) ++tokens.begin;
    if (!tokens.empty() && doc_.tokens[tokens.end - 1].tag == "POS") --tokens.end;
    // Inside it a known name may begin later ("northern Aleppo", "the Kabul district").
    for (uint32_t i = tokens.begin + (tokens.begin == tok ? 1 : 0); i < tokens.end; ++i)
      if (hit_at_[i] != kNone || (can_begin(doc_.tokens[i]) && in_.gazetteer != nullptr && in_.gazetteer->has(world::fold_phrase(doc_.tokens[i].text)))) return {};
    if (tokens.empty() || !can_begin(doc_.tokens[tokens.begin]) || names_person(tokens)) return {};
    PlaceName name{.tokens = tokens, .key = world::fold_phrase(doc_.text(doc_.bytes_of(tokens)))};
    name.by_model = true;
    if (name.key.size() < 3) return {};
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
  std::vector<PlaceName> names_;
};

}  // namespace

std::vector<PlaceName> find_place_names(const PlaceInput& input) { return PlaceNames(input).run(); }

}  // namespace tocsin::coding
