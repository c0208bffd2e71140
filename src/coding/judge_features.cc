// Writes features as words, "slot:value", so that weights can be read and explained.
#include "coding/judge_features.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

constexpr double kSilent = -1e9;  // score of a predicate that the tables do not read

bool has(const std::vector<uint32_t>& side, std::span<const uint32_t> entities) {
  return std::ranges::any_of(entities, [&](uint32_t entity) { return std::ranges::find(side, entity) != side.end(); });
}

// Features are words of a line: no blanks, no separators of the formats they are written in.
std::string word_of(std::string_view text) {
  std::string word = ascii::lower(text);
  for (char& c : word)
    if (c == ' ' || c == '\t' || c == '\n' || c == '|' || c == '=') c = '_';
  return word;
}

std::string_view bucket(size_t value) {
  constexpr std::array<std::string_view, 8> kBuckets = {"0", "1", "2", "3", "4", "5-7", "8-12", "13+"};
  if (value < 5) return kBuckets[value];
  return kBuckets[value < 8 ? 5 : value < 13 ? 6 : 7];
}

bool is_content(const Token& token) {
  return token.pos == Pos::kVerb || token.pos == Pos::kNoun || token.pos == Pos::kAdj;
}

}  // namespace

std::string class_of(const lexicon::Plover& plover, const FoundEvent& ev) {
  if (ev.type.empty()) return {};
  const lexicon::CameoRow* code = plover.cameo(ev.cameo);
  return ev.type + "/" + (code == nullptr || code->root == "-" ? ev.type : code->root);
}

std::string features_line(const Document& doc, const JudgeSite& site) {
  const Range range = doc.tokens[site.tok].range;
  std::string line = std::to_string(range.begin) + '\t' + std::to_string(range.end) + '\t' + site.table_class;
  for (const std::vector<std::string>* features : {&site.place, &site.kind, &site.trust}) {
    char separator = '\t';
    for (const std::string& feature : *features) line += std::exchange(separator, ' ') + feature;
    if (features->empty()) line += '\t';
  }
  char separator = '\t';
  for (const auto& [slot, tokens] : site.words)
    for (const uint32_t tok : tokens)
      (line += std::exchange(separator, ' ')).append(slot).append("=").append(doc.tokens[tok].text);
  return line;
}

JudgeReader::JudgeReader(const EventInput& input, uint32_t source, uint32_t target)
    : input_(input), grammar_(input.grammar), source_(source), target_(target) {
  const Document& doc = grammar_.doc();
  const uint32_t known = source != kNone ? source : target != kNone ? target : 0;
  if (doc.tokens.empty()) return;
  sentence_ = doc.sentences[doc.tokens[known].sent].tokens;
  if (source != kNone && target != kNone) {
    const Range other = doc.sentences[doc.tokens[target].sent].tokens;
    sentence_ = {std::min(sentence_.begin, other.begin), std::max(sentence_.end, other.end)};
  }
}

std::vector<JudgeSite> JudgeReader::sites() const {
  std::vector<JudgeSite> sites;
  for (uint32_t tok = sentence_.begin; tok < sentence_.end; ++tok) {
    JudgeSite site;
    site.event = event_of(input_, tok);
    if (site.event.type.empty() && !can_be_predicate(tok)) continue;
    site.tok = tok;
    site.table_class = class_of(input_.plover, site.event);
    site.score = site.event.type.empty() ? kSilent : score_of(site.event);
    sites.push_back(std::move(site));
  }
  if (sites.empty()) sites = sites_of_headline();
  if (sites.empty()) return sites;
  const auto best = std::ranges::max_element(sites, {}, &JudgeSite::score);
  for (JudgeSite& site : sites) {
    add_place(site);
    describe(site);
    if (best->event.type.empty()) continue;
    site.kind.push_back("best:" + best->table_class);
    if (&site != &*best) continue;
    site.place.push_back("best");
    site.trust.push_back("best");
  }
  return sites;
}

void JudgeReader::describe(JudgeSite& site) const {
  add_trust(site);
  add_table_reading(site);
  add_words(site);
  add_marks(site);
  add_sides(site);
  add_sentence(site);
  add_vectors(site);
}

JudgeSite JudgeReader::site_of(const FoundEvent& ev) const {
  JudgeSite site{.tok = ev.tok, .event = ev, .table_class = class_of(input_.plover, ev)};
  describe(site);
  site.kind.push_back("best:" + site.table_class);
  site.trust.push_back("best");
  return site;
}

// A headline read as one long name: any of its words may be the act, the actors' own last.
std::vector<JudgeSite> JudgeReader::sites_of_headline() const {
  std::vector<JudgeSite> sites;
  for (const bool actors_too : {false, true})
    for (uint32_t tok = sentence_.begin; tok < sentence_.end && (actors_too ? sites.empty() : true); ++tok)
      if (grammar_.token(tok).pos != Pos::kPunct && (actors_too || (tok != source_ && tok != target_)))
        sites.push_back({.tok = tok, .score = kSilent});
  return sites;
}

bool JudgeReader::inside_actor(uint32_t tok) const {
  return (source_ != kNone && grammar_.subtree(source_).contains(tok) && grammar_.dominates(source_, tok)) ||
         (target_ != kNone && grammar_.subtree(target_).contains(tok) && grammar_.dominates(target_, tok));
}

bool JudgeReader::can_be_predicate(uint32_t tok) const {
  if (tok == source_ || tok == target_) return false;
  const Token& token = grammar_.token(tok);
  if (token.dep == Dep::kAux || token.dep == Dep::kAuxpass || token.lemma == "be") return false;
  if (token.pos == Pos::kAdj) return token.dep != Dep::kAmod && token.dep != Dep::kCompound;
  return token.pos == Pos::kVerb || (token.pos == Pos::kNoun && token.ent_iob == 'O');
}

// How well the tables' reading fits the pair by hand-set weights; the judge takes it as one clue.
double JudgeReader::score_of(const FoundEvent& ev) const {
  const auto entities = [&](uint32_t tok) {
    return tok == kNone ? std::span<const uint32_t>{} : input_.actors.entities_of(tok);
  };
  const auto source = entities(source_), target = entities(target_);
  double score = 0;
  const bool source_acts = has(ev.actors, source), source_receives = has(ev.recipients, source);
  if (source_acts) score += 4;
  if (has(ev.recipients, target)) score += 4;
  if (has(ev.actors, target) && (ev.reciprocal || source_receives)) score += ev.reciprocal ? 4 : 1;
  if (source_receives && !source_acts) score += 0.5;
  score += nearness(ev.tok, source_) + nearness(ev.tok, target_);
  if (is_told_inside_another(input_, ev.tok)) score -= 2.5;
  if (ev.sense->conditions.empty()) score -= 0.3;
  if (ev.sense->pos == 'v') score += 0.3;
  return score;
}

// 1.5 for a predicate that governs the actor directly, less with every step between.
double JudgeReader::nearness(uint32_t predicate, uint32_t actor) const {
  if (actor == kNone) return 0;
  int steps = 0;
  for (uint32_t at = actor;; at = grammar_.token(at).head, ++steps) {
    if (at == predicate) return 1.5 / (1 + 0.5 * steps);
    if (grammar_.token(at).head == at) break;
  }
  return 0;
}

// The predicate's slot that the actor fills; "slot~" where it stands deeper inside the filler.
std::string JudgeReader::slot_of(uint32_t predicate, uint32_t actor) const {
  if (actor == kNone) return "absent";
  if (actor == predicate) return "itself";
  const Frame& frame = grammar_.frame(predicate);
  for (const Filler& filler : frame.fillers)
    if (filler.tok == actor) return word_of(filler.slot);
  for (const Filler& filler : frame.fillers)
    if (filler.slot != "adv" && filler.slot != "prt" && grammar_.dominates(filler.tok, actor))
      return word_of(filler.slot) + "~";
  if (grammar_.dominates(predicate, actor)) return "below";
  return grammar_.dominates(actor, predicate) ? "above" : "apart";
}

std::string JudgeReader::roles_of(const FoundEvent& ev) const {
  std::string roles;
  const std::array<std::pair<uint32_t, char>, 2> given = {{{source_, 's'}, {target_, 't'}}};
  for (const auto& [tok, name] : given) {
    if (tok == kNone) continue;
    const auto entities = input_.actors.entities_of(tok);
    if (has(ev.actors, entities)) roles += {name, 'A'};
    if (has(ev.recipients, entities)) roles += {name, 'R'};
  }
  if (ev.reciprocal) roles += '2';
  return roles.empty() ? "none" : roles;
}

std::string_view JudgeReader::type_at(uint32_t tok) const {
  const lexicon::Sense* sense = input_.senses.sense(tok);
  return sense == nullptr ? "silent" : std::string_view(sense->type);
}

std::string JudgeReader::order_of(uint32_t tok) const {
  std::string order;
  if (source_ != kNone) order += source_ < tok ? "s." : ".s";
  if (target_ != kNone) order += target_ < tok ? "t." : ".t";
  return order;
}

void JudgeReader::add_place(JudgeSite& site) const {
  std::vector<std::string>& out = site.place;
  const Token& token = grammar_.token(site.tok);
  const std::string source = slot_of(site.tok, source_), target = slot_of(site.tok, target_);
  const std::string pos = word_of(name_of(token.pos));
  const std::string type = site.event.type.empty() ? word_of(type_at(site.tok)) : site.event.type;
  const std::string roles = site.event.type.empty() ? "none" : roles_of(site.event);
  out.push_back("pos:" + pos);
  out.push_back("dep:" + word_of(name_of(token.dep)));
  out.push_back("source:" + source);
  out.push_back("target:" + target);
  out.push_back("sides:" + source + "," + target);
  out.push_back("sides:" + pos + "," + source + "," + target);
  out.push_back("type:" + type);
  out.push_back("roles:" + roles);
  out.push_back("type-roles:" + type + "," + roles);
  out.push_back("lemma:" + word_of(token.lemma));
  out.push_back("order:" + pos + "," + order_of(site.tok));
  size_t nearest = 99;
  for (const uint32_t actor : {source_, target_})
    if (actor != kNone) nearest = std::min<size_t>(nearest, actor < site.tok ? site.tok - actor : actor - site.tok);
  out.push_back("far:" + std::string(bucket(nearest)));
  size_t depth = 0;
  for (uint32_t at = site.tok; grammar_.token(at).head != at && depth < 20; at = grammar_.token(at).head) ++depth;
  out.push_back("depth:" + std::string(bucket(depth)));
  if (inside_actor(site.tok)) out.push_back("inside-actor");
  if (!site.event.type.empty() && is_told_inside_another(input_, site.tok)) out.push_back("inside-another");
  if (grammar_.is_verbal(site.tok) && input_.senses.light_verb(site.tok) != nullptr) out.push_back("light");
  if (token.head != site.tok) {
    const std::string dep = word_of(name_of(token.dep));
    out.push_back("above:" + dep + "," + std::string(type_at(token.head)));
    out.push_back("above-lemma:" + dep + "," + word_of(grammar_.token(token.head).lemma));
    const auto& named = input_.senses.named_by(token.head);
    if (std::ranges::find(named, site.tok) != named.end()) out.push_back("named-above");
  }
  for (const Saying& saying : input_.sayings)
    if (saying.cue == site.tok) out.push_back("saying:" + std::string(saying.kind));
}

void JudgeReader::add_trust(JudgeSite& site) const {
  if (site.event.type.empty() || site.event.sense == nullptr) return;
  const lexicon::Sense& sense = *site.event.sense;
  const std::string conditions(bucket(std::min<size_t>(sense.conditions.size(), 3)));
  site.trust.push_back("always");
  site.trust.push_back("conditions:" + conditions);
  site.trust.push_back(std::string("conditions:") + sense.pos + conditions);
  site.trust.push_back("words:" + std::string(bucket(std::min<size_t>(sense.specificity, 5))));
  site.trust.push_back("roles:" + roles_of(site.event));
  site.trust.push_back("cameo:" + std::to_string(site.event.cameo.size()));
  if (is_told_inside_another(input_, site.tok)) site.trust.push_back("inside-another");
}

void JudgeReader::add_table_reading(JudgeSite& site) const {
  std::vector<std::string>& out = site.kind;
  out.push_back("always");
  if (const lexicon::Sense* sense = input_.senses.sense(site.tok)) {
    out.push_back("row:" + sense->type + "," + sense->mode);
    if (sense->cameo.size() > 2) out.push_back("row-code:" + sense->cameo.substr(0, 3));
  } else {
    out.push_back("row:silent");
  }
  if (!site.event.type.empty()) {
    out.push_back("table:" + site.table_class);
    out.push_back("code:" + site.event.cameo);
    if (site.event.cameo.size() > 3) out.push_back("code:" + site.event.cameo.substr(0, 3));
    out.push_back("table-roles:" + site.event.type + "," + roles_of(site.event));
    out.push_back("fact:" + std::string(name_of(site.event.factuality)));
    out.push_back("table-fact:" + site.event.type + "," + std::string(name_of(site.event.factuality)));
  }
  for (const uint32_t named : input_.senses.named_by(site.tok)) out.push_back("named:" + std::string(type_at(named)));
}

void JudgeReader::add_words(JudgeSite& site) const {
  std::vector<std::string>& out = site.kind;
  const Token& token = grammar_.token(site.tok);
  const std::string lemma = word_of(token.lemma);
  const Frame& frame = grammar_.frame(site.tok);
  out.push_back("lemma:" + lemma);
  out.push_back(grammar_.is_verbal(site.tok) ? "verb" : grammar_.is_nominal(site.tok) ? "noun" : "adj");
  for (const Filler& filler : frame.fillers) {
    if (filler.tok == source_ || filler.tok == target_) continue;
    const std::string slot = word_of(filler.slot), word = word_of(grammar_.token(filler.tok).lemma);
    if (filler.slot == "prt" || filler.slot == "adv") {
      out.push_back(slot + ":" + word);
      if (filler.slot == "prt") out.push_back("lemma:" + lemma + "+" + word);
      continue;
    }
    out.push_back(slot + ":" + word);
    if (filler.slot == "obj") out.push_back("lemma:" + lemma + ">" + word);
    const std::string_view type = type_at(filler.tok);
    if (type != "silent") out.push_back("slot-type:" + slot + "," + std::string(type));
    // "urged X to end the siege": what the complement is about.
    if (filler.slot == "xcomp" || filler.slot == "ccomp")
      for (const Filler& inner : grammar_.frame(filler.tok).fillers)
        if (inner.slot == "obj" || inner.slot == "prt")
          out.push_back("inner-" + word_of(inner.slot) + ":" + word_of(grammar_.token(inner.tok).lemma));
  }
  if (token.head != site.tok) {
    const std::string dep = word_of(name_of(token.dep));
    out.push_back("above:" + dep + "," + word_of(grammar_.token(token.head).lemma));
    out.push_back("above-type:" + dep + "," + std::string(type_at(token.head)));
  }
}

void JudgeReader::add_marks(JudgeSite& site) const {
  std::vector<std::string>& out = site.kind;
  // A noun's marks are those of the verb that governs it.
  uint32_t verb = site.tok;
  for (int steps = 0; !grammar_.is_verbal(verb) && grammar_.token(verb).head != verb && steps < 3; ++steps)
    verb = grammar_.token(verb).head;
  if (grammar_.frame(verb).passive) out.push_back("passive");
  out.push_back("tag:" + word_of(grammar_.token(verb).tag));
  for (const uint32_t c : grammar_.children(verb)) {
    const Token& child = grammar_.token(c);
    if (child.dep == Dep::kNeg) out.push_back("negated");
    if (child.dep == Dep::kAux) out.push_back("aux:" + word_of(child.lemma));
    if (child.dep == Dep::kMark) out.push_back("mark:" + word_of(child.lemma));
  }
}

void JudgeReader::add_sides(JudgeSite& site) const {
  std::vector<std::string>& out = site.kind;
  const std::string source = slot_of(site.tok, source_), target = slot_of(site.tok, target_);
  const std::string lemma = word_of(grammar_.token(site.tok).lemma);
  out.push_back("source:" + source);
  out.push_back("target:" + target);
  out.push_back("sides:" + source + "," + target);
  out.push_back("lemma-target:" + lemma + "," + target);
  if (!site.event.type.empty()) {
    out.push_back("type-source:" + site.event.type + "," + source);
    out.push_back("type-target:" + site.event.type + "," + target);
  }
  std::array<std::string, 2> countries;
  const std::array<std::pair<uint32_t, std::string_view>, 2> given = {
      {{source_, "source-is:"}, {target_, "target-is:"}}};
  for (size_t i = 0; i < given.size(); ++i) {
    const auto& [tok, name] = given[i];
    if (tok == kNone) continue;
    for (const uint32_t entity : input_.actors.entities_of(tok)) {
      const FoundEntity& found = input_.actors.entities()[entity];
      out.push_back(std::string(name) + std::string(found.kind));
      for (const std::string& sector : found.sectors) out.push_back(std::string(name) + sector);
      countries[i] = found.country;
    }
    out.push_back(std::string(name) + word_of(grammar_.token(tok).lemma));
  }
  if (!countries[0].empty() && !countries[1].empty())
    out.push_back(countries[0] == countries[1] ? "one-country" : "two-countries");
}

void JudgeReader::add_sentence(JudgeSite& site) const {
  for (uint32_t tok = sentence_.begin; tok < sentence_.end; ++tok) {
    const Token& token = grammar_.token(tok);
    if (tok == site.tok || !is_content(token) || token.ent_iob != 'O' || inside_actor(tok)) continue;
    site.kind.push_back("near:" + word_of(token.lemma));
    const std::string_view type = type_at(tok);
    if (type == "silent" || type == "-" || type.empty()) continue;
    site.kind.push_back("near-type:" + std::string(type));
    if (grammar_.dominates(site.tok, tok)) site.kind.push_back("below-type:" + std::string(type));
    if (grammar_.dominates(tok, site.tok)) site.kind.push_back("over-type:" + std::string(type));
  }
}

void JudgeReader::add_vectors(JudgeSite& site) const {
  const auto slot = [&](std::string_view name) -> std::vector<uint32_t>& {
    for (auto& [known, tokens] : site.words)
      if (known == name) return tokens;
    return site.words.emplace_back(name, std::vector<uint32_t>()).second;
  };
  const auto add = [&](std::string_view name, uint32_t tok) {
    if (grammar_.token(tok).vector != nullptr) slot(name).push_back(tok);
  };
  add("self", site.tok);
  for (const Filler& filler : grammar_.frame(site.tok).fillers) {
    if (filler.tok == source_ || filler.tok == target_ || grammar_.token(filler.tok).ent_iob != 'O') continue;
    if (filler.slot == "obj" || filler.slot == "obj2" || filler.slot == "mod")
      add("object", filler.tok);
    else if (filler.slot == "xcomp" || filler.slot == "ccomp")
      add("content", filler.tok);
    else if (filler.slot != "subj" && filler.slot != "prt" && filler.slot != "adv" && filler.slot != "poss")
      add("rest", filler.tok);
  }
  const uint32_t above = grammar_.token(site.tok).head;
  if (above != site.tok && is_content(grammar_.token(above))) add("above", above);
  for (uint32_t tok = sentence_.begin; tok < sentence_.end; ++tok)
    if (is_content(grammar_.token(tok)) && grammar_.token(tok).ent_iob == 'O' && !inside_actor(tok)) add("near", tok);
}

}  // namespace tocsin::coding
