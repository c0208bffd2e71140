// Chooses senses: rows come sorted from the most to the least specific, so the first whose conditions hold is the one.
#include "coding/senses.h"

#include <algorithm>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

using lexicon::Condition;
using lexicon::Sense;
using lexicon::Value;

bool in_slot(const Filler& filler, std::string_view slot) {
  if (slot == "comp") return filler.slot == "xcomp" || filler.slot == "ccomp";
  return filler.slot == slot;
}

}  // namespace

Senses::Senses(const Grammar& grammar, const Actors& actors, const lexicon::Predicates& predicates)
    : grammar_(grammar), actors_(actors), predicates_(predicates) {
  const size_t count = grammar.doc().tokens.size();
  state_.assign(count, 0);
  sense_.assign(count, nullptr);
  named_.resize(count);
  keys_.resize(count);
}

const std::vector<std::string>& Senses::keys(uint32_t tok) const {
  std::vector<std::string>& keys = keys_[tok];
  if (!keys.empty()) return keys;
  keys.push_back(ascii::lower(grammar_.token(tok).lemma));
  std::string phrase = keys.front();
  for (uint32_t i = tok; i-- > 0 && tok - i <= 3;) {
    const Token& before = grammar_.token(i);
    if (before.head != tok && before.head != i + 1) break;
    if (before.dep != Dep::kCompound && before.dep != Dep::kAmod && before.dep != Dep::kNmod && before.text != "-")
      break;
    if (before.text == "-") {
      phrase.insert(0, "-");
      continue;
    }
    const bool hyphen = phrase.starts_with('-');
    phrase.insert(0, ascii::lower(before.lemma) + (hyphen ? "" : " "));
    keys.push_back(phrase);
  }
  // "head of state", "rules of engagement"
  for (const uint32_t c : grammar_.children(tok)) {
    if (c < tok || grammar_.token(c).dep != Dep::kPrep) continue;
    for (const uint32_t object : grammar_.children(c))
      if (grammar_.token(object).dep == Dep::kPobj)
        keys.push_back(keys.front() + ' ' + ascii::lower(grammar_.token(c).text) + ' ' +
                       ascii::lower(grammar_.token(object).lemma));
    break;
  }
  return keys;
}

const Sense* Senses::sense(uint32_t tok) const {
  if (state_[tok] == 0) {
    state_[tok] = 1;
    sense_[tok] = choose(tok);
    state_[tok] = 2;
  }
  return sense_[tok];
}

const std::vector<uint32_t>& Senses::named_by(uint32_t tok) const {
  (void)sense(tok);
  return named_[tok];
}

const Sense* Senses::choose(uint32_t tok) const {
  const Token& token = grammar_.token(tok);
  if (token.pos == Pos::kVerb || token.pos == Pos::kAux) {
    if (token.dep == Dep::kAux || token.dep == Dep::kAuxpass) return nullptr;
    if (const Sense* found = fitting(ascii::lower(token.lemma), 'v', tok, named_[tok])) return found;
    // "the shelling of the town" tagged as a verb: the noun's rows know it.
    return token.tag == "VBG" ? fitting(ascii::lower(token.text), 'n', tok, named_[tok]) : nullptr;
  }
  if (token.pos == Pos::kNoun || token.pos == Pos::kPropn) {
    const auto& all = keys(tok);
    for (size_t i = all.size(); i-- > 0;)
      if (const Sense* found = fitting(all[i], 'n', tok, named_[tok])) return found;
    return nullptr;
  }
  if (token.pos == Pos::kAdj) {
    if (const Sense* found = fitting(ascii::lower(token.lemma), 'a', tok, named_[tok])) return found;
  }
  return nullptr;
}

const Sense* Senses::light_verb(uint32_t verb) const {
  std::vector<uint32_t> named;
  return grammar_.is_verbal(verb) ? fitting(ascii::lower(grammar_.token(verb).lemma), 'l', verb, named) : nullptr;
}

const Sense* Senses::blame(uint32_t tok) const {
  std::vector<uint32_t> named;
  const Pos pos = grammar_.token(tok).pos;
  if (grammar_.is_verbal(tok)) return fitting(keys(tok).front(), 'V', tok, named);
  if (pos == Pos::kAdj) return fitting(keys(tok).front(), 'A', tok, named);
  return pos == Pos::kNoun ? fitting(keys(tok).front(), 'N', tok, named) : nullptr;
}

const Sense* Senses::fitting(std::string_view lemma, char pos, uint32_t tok, std::vector<uint32_t>& named) const {
  const auto senses = predicates_.senses(lemma, pos);
  if (senses.empty()) return nullptr;
  const Frame& frame = grammar_.frame(tok);
  const Sense* best = nullptr;
  size_t best_words = 0;
  std::vector<uint32_t> tried;
  for (const Sense* sense : senses) {
    if (best != nullptr &&
        (sense->conditions.size() < best->conditions.size() || sense->specificity < best->specificity))
      break;
    tried.clear();
    size_t words = 0;
    const bool all = std::ranges::all_of(
        sense->conditions, [&](const Condition& condition) { return holds(condition, frame, tried, words); });
    // Of rows alike in all else the one that names more words: "impose martial law" before "impose a law".
    if (!all || (best != nullptr && words <= best_words)) continue;
    best = sense;
    best_words = words;
    named = tried;
  }
  if (best == nullptr) named.clear();
  return best;
}

bool Senses::holds(const Condition& condition, const Frame& frame, std::vector<uint32_t>& named, size_t& words) const {
  const bool filled =
      std::ranges::any_of(frame.fillers, [&](const Filler& filler) { return in_slot(filler, condition.slot); });
  bool holds = false;
  size_t most_words = 0;
  for (const Value& value : condition.values) {
    if (value.kind == Value::Kind::kNone) {
      holds = holds || !filled;
      continue;
    }
    for (const Filler& filler : frame.fillers) {
      if (!in_slot(filler, condition.slot)) continue;
      const size_t matched = words_matched(value, filler.tok);
      if (matched == 0) continue;
      holds = true;
      most_words = std::max(most_words, matched);
      if (!condition.negated &&
          (value.kind == Value::Kind::kLemma || value.kind == Value::Kind::kClass || value.kind == Value::Kind::kType))
        named.push_back(filler.tok);
    }
  }
  if (!condition.negated) words += most_words;
  return holds != condition.negated;
}

// "Hamas" where a class takes rebels ("=REB"), "Israel" where it takes states ("=state").
bool Senses::is_of_kind(const std::unordered_set<std::string>& members, uint32_t filler) const {
  const FoundMention* mention = actors_.mention(filler);
  return mention != nullptr && std::ranges::any_of(mention->entities, [&](uint32_t each) {
           const FoundEntity& entity = actors_.entities()[each];
           // What no name stands for is known by its noun: warships are no troops.
           if (mention->as == As::kDescription && entity.kind != "armed-group") return false;
           return members.contains("=" + (entity.sectors.empty() ? std::string(entity.kind) : entity.sectors.front()));
         });
}

size_t Senses::words_matched(const Value& value, uint32_t filler) const {
  const auto words_in = [](std::string_view key) { return static_cast<size_t>(std::ranges::count(key, ' ')) + 1; };
  switch (value.kind) {
    case Value::Kind::kAny:
      return 1;
    case Value::Kind::kNone:
      return 0;
    case Value::Kind::kActor:
      return actors_.is_actor(filler);
    case Value::Kind::kHuman:
      return actors_.is_human(filler);
    case Value::Kind::kLemma:
      return std::ranges::find(keys(filler), value.text) != keys(filler).end() ? words_in(value.text) : 0;
    case Value::Kind::kClass: {
      size_t most = 0;
      for (const std::string& key : keys(filler))
        if (value.members->contains(key)) most = std::max(most, words_in(key));
      return most > 0 ? most : static_cast<size_t>(is_of_kind(*value.members, filler));
    }
    case Value::Kind::kType: {
      if (state_[filler] == 1) return 0;
      const Sense* inner = sense(filler);
      return inner != nullptr && inner->type == value.text;
    }
  }
  return 0;
}

}  // namespace tocsin::coding
