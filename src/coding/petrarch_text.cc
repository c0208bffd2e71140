// Splits a Document into words and noun phrases, and gives these the codes of the dictionaries.
#include "coding/petrarch_text.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

// PETRARCH's defaults: an insertion of two to eight words between commas, or behind the last one, is left out.
constexpr size_t kShortestInsertion = 2, kLongestInsertion = 8;

// What a noun phrase takes in: "the army of X", "soldiers from X". Other prepositions open a phrase of their own.
constexpr std::array<std::string_view, 3> kInnerPrepositions = {"of", "in", "from"};

bool is_noun(const Token& token) {
  return token.pos == Pos::kNoun || token.pos == Pos::kPropn || token.pos == Pos::kPron || token.pos == Pos::kNum;
}

bool is_modifier(Dep dep) {
  return dep == Dep::kDet || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kPoss ||
         dep == Dep::kNummod || dep == Dep::kQuantmod || dep == Dep::kPredet;
}

bool is_mark(const Token& token) { return token.pos == Pos::kPunct; }

bool is_hyphen(std::string_view text) { return text == "-" || text == "–" || text == "/" || text == "_"; }

bool has_letter_or_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0xC3; });
}

std::string upper_of(std::string_view text) {
  std::string upper = ascii::upper(text);
  for (size_t at = upper.find("’"); at != std::string::npos; at = upper.find("’")) upper.replace(at, 3, "'");
  return upper;
}

}  // namespace

bool PetrarchNounPhrase::coded() const {
  return std::ranges::any_of(members, [](const PetrarchMember& member) { return !member.code.empty(); });
}

PetrarchText::PetrarchText(const Grammar& grammar, const lexicon::PetrarchDictionary& dictionary, std::string_view day)
    : grammar_(grammar), doc_(grammar.doc()), dictionary_(dictionary), day_(day) {
  word_of_token_.assign(doc_.tokens.size(), kNone);
  phrase_of_token_.assign(doc_.tokens.size(), kNone);
  find_words();
  find_phrases();
  skip_insertions();
}

void PetrarchText::add_word(std::string upper, Range tokens) {
  for (uint32_t i = tokens.begin; i < tokens.end; ++i)
    word_of_token_[i] = std::min(word_of_token_[i], static_cast<uint32_t>(words_.size()));
  // "Dol_Amroth" is two words in one token.
  for (size_t at = 0; at < upper.size();) {
    const size_t end = std::min(upper.find('_', at), upper.size());
    if (end > at) words_.push_back({.tokens = tokens, .upper = upper.substr(at, end - at)});
    at = end + 1;
  }
}

void PetrarchText::find_words() {
  for (const Sentence& sent : doc_.sentences) {
    const auto begin = static_cast<uint32_t>(words_.size());
    for (uint32_t tok = sent.tokens.begin; tok < sent.tokens.end;) {
      const Token& first = doc_.tokens[tok];
      if (first.text == ",") {
        words_.push_back({.tokens = {tok, tok + 1}, .upper = ",", .comma = true});
        ++tok;
        continue;
      }
      if (first.tag == "POS" || !has_letter_or_digit(first.text)) {
        ++tok;
        continue;
      }
      Range tokens{tok, tok + 1};
      std::string upper = upper_of(first.text);
      // "state-run" is one word of three tokens.
      while (tokens.end < sent.tokens.end &&
             doc_.tokens[tokens.end].range.begin == doc_.tokens[tokens.end - 1].range.end &&
             (is_hyphen(doc_.tokens[tokens.end].text) || is_hyphen(doc_.tokens[tokens.end - 1].text)))
        upper += upper_of(doc_.tokens[tokens.end++].text);
      add_word(std::move(upper), tokens);
      tok = tokens.end;
    }
    sentences_.push_back({begin, static_cast<uint32_t>(words_.size())});
  }
}

// A noun and the modifiers in front of it.
std::vector<uint32_t> PetrarchText::base(uint32_t head) const {
  uint32_t begin = head;
  for (const uint32_t c : grammar_.children(head))
    if (c < head && (is_modifier(doc_.tokens[c].dep) || (doc_.tokens[c].dep == Dep::kAdvmod && begin < head)))
      begin = std::min(begin, doc_.tokens[c].left_edge);
  // "the minister Calimehtar": a name directly behind belongs to the phrase.
  uint32_t end = head + 1;
  for (const uint32_t c : grammar_.children(head))
    if (doc_.tokens[c].dep == Dep::kAppos && c > head && doc_.tokens[c].left_edge == head + 1 &&
        is_noun(doc_.tokens[c]) && !is_mark(doc_.tokens[head + 1]))
      end = c + 1;
  std::vector<uint32_t> tokens;
  for (uint32_t i = begin; i < end; ++i) tokens.push_back(i);
  return tokens;
}

// The conjuncts of the head. In a list of names ("X, Y and Z") parsers take some for appositions: they count where an
// "and" stands in the list.
std::vector<uint32_t> PetrarchText::listed(uint32_t head) const {
  std::vector<uint32_t> list = {head};
  bool coordinated = false;
  for (size_t i = 0; i < list.size(); ++i)
    for (const uint32_t c : grammar_.children(list[i])) {
      const Token& token = doc_.tokens[c];
      coordinated = coordinated || token.dep == Dep::kCc;
      const bool name = token.dep == Dep::kAppos && token.pos == Pos::kPropn && c > list[i] + 1;
      if (token.dep == Dep::kConj || name) list.push_back(c);
    }
  if (!coordinated) return {head};
  std::ranges::sort(list);
  return list;
}

// The nouns coordinated with the head, itself first; not those beyond a verb.
std::vector<uint32_t> PetrarchText::coordinated(uint32_t head) const {
  std::vector<uint32_t> heads;
  for (const uint32_t c : listed(head)) {
    if (!is_noun(doc_.tokens[c]) || (phrase_of_token_[c] != kNone && c != head)) continue;
    const uint32_t from = heads.empty() ? c : heads.back();
    bool verb_between = false;
    for (uint32_t i = from + 1; i < c; ++i)
      verb_between = verb_between || (grammar_.is_verbal(i) && doc_.tokens[i].dep != Dep::kAmod);
    if (!verb_between) heads.push_back(c);
  }
  if (heads.empty()) heads.push_back(head);
  return heads;
}

PetrarchText::Part PetrarchText::part_of(uint32_t head) const {
  Part part{.tokens = base(head), .head = head};
  for (const uint32_t prep : grammar_.children(head)) {
    if (doc_.tokens[prep].dep != Dep::kPrep || prep < head) continue;
    if (std::ranges::find(kInnerPrepositions, doc_.tokens[prep].lemma) == kInnerPrepositions.end()) break;
    const uint32_t object = grammar_.child(prep, Dep::kPobj);
    if (object == kNoToken || !is_noun(doc_.tokens[object]) || phrase_of_token_[object] != kNone) break;
    const std::vector<uint32_t> objects = coordinated(object);
    const bool deeper = std::ranges::any_of(objects, [&](uint32_t o) { return grammar_.has_child(o, Dep::kPrep); });
    if (deeper) break;
    part.preposition = prep;
    for (const uint32_t o : objects) part.objects.push_back(base(o));
    break;
  }
  return part;
}

void PetrarchText::find_phrases() {
  std::vector<std::pair<uint32_t, uint32_t>> order;  // depth, token: what governs comes first
  for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) {
    if (!is_noun(doc_.tokens[tok]) || word_of_token_[tok] == kNone) continue;
    uint32_t depth = 0;
    for (uint32_t at = tok; doc_.tokens[at].head != at; at = doc_.tokens[at].head) ++depth;
    order.emplace_back(depth, tok);
  }
  std::ranges::sort(order);
  for (const auto& [depth, tok] : order) {
    const Token& token = doc_.tokens[tok];
    const bool modifies = is_modifier(token.dep) && token.head > tok && is_noun(doc_.tokens[token.head]);
    if (phrase_of_token_[tok] == kNone && !modifies) add_phrase(tok);
  }
  for (PetrarchToken& word : words_) word.phrase = phrase_of_token_[word.tokens.begin];
}

void PetrarchText::add_phrase(uint32_t head) {
  const auto index = static_cast<uint32_t>(phrases_.size());
  PetrarchNounPhrase phrase{.head = head};
  std::vector<Part> parts;
  uint32_t first = head, last = head;
  for (const uint32_t h : coordinated(head)) {
    parts.push_back(part_of(h));
    const auto claim = [&](uint32_t tok) {
      if (phrase_of_token_[tok] == kNone) phrase_of_token_[tok] = index;
      first = std::min(first, tok);
      last = std::max(last, tok);
    };
    std::ranges::for_each(parts.back().tokens, claim);
    if (parts.back().preposition != kNone) claim(parts.back().preposition);
    for (const auto& object : parts.back().objects) std::ranges::for_each(object, claim);
  }
  phrase.compound = parts.size() > 1 || parts.back().objects.size() > 1;
  if (phrase.compound)
    for (uint32_t tok = first; tok < last; ++tok)
      if (phrase_of_token_[tok] == kNone && (doc_.tokens[tok].text == "," || doc_.tokens[tok].dep == Dep::kCc))
        phrase_of_token_[tok] = index;
  add_members(phrase, parts);
  phrases_.push_back(std::move(phrase));
}

// "Danish media and government", "lawmakers and officials in X and Y": what only one part names belongs to all parts
// that name no actor of their own.
void PetrarchText::add_members(PetrarchNounPhrase& phrase, const std::vector<Part>& parts) const {
  const Part& first = parts.front();
  const auto shared =
      std::ranges::find_if(parts.rbegin(), parts.rend(), [](const Part& part) { return !part.objects.empty(); });
  for (const Part& part : parts) {
    std::vector<uint32_t> words = part.tokens;
    const auto names_actor = [&](const std::vector<uint32_t>& tokens) {
      const std::vector<PetrarchMember> found = coded(tokens, part.head);
      return !found.empty() && !found.front().actor.empty();
    };
    if (&part != &first && part.tokens.size() == 1 && first.tokens.size() > 1 && !names_actor(words))
      words.insert(words.begin(), first.tokens.begin(), first.tokens.end() - 1);
    const Part* owner = !part.objects.empty()                           ? &part
                        : shared != parts.rend() && !names_actor(words) ? &*shared
                                                                        : nullptr;
    std::vector<std::vector<uint32_t>> variants = {words};
    if (owner != nullptr) {
      variants.clear();
      for (const auto& object : owner->objects) {
        variants.push_back(words);
        variants.back().push_back(owner->preposition);
        variants.back().insert(variants.back().end(), object.begin(), object.end());
      }
    }
    for (const auto& variant : variants)
      for (PetrarchMember& member : coded(variant, part.head)) phrase.members.push_back(std::move(member));
  }
}

// Whom the words name; one member without a code where the dictionaries know nobody.
std::vector<PetrarchMember> PetrarchText::coded(const std::vector<uint32_t>& tokens, uint32_t head) const {
  std::vector<uint32_t> at;
  std::vector<std::string> words;
  for (const uint32_t tok : tokens) {
    const uint32_t word = word_of_token_[tok];
    if (word == kNone || (!at.empty() && at.back() == word)) continue;
    // Words of one token count apart ("Dol_Amroth").
    for (uint32_t w = word; w < words_.size() && words_[w].tokens == words_[word].tokens; ++w)
      at.push_back(w), words.push_back(words_[w].upper);
  }
  PetrarchMember member{.tokens = {tokens.front(), head + 1}, .head = head};
  member.plural = doc_.tokens[head].tag == "NNS" || doc_.tokens[head].tag == "NNPS";
  const lexicon::PetrarchNamed named = dictionary_.named(words, day_);
  member.actor = named.actor;
  member.row = named.row;
  if (named.has_agent) {
    member.tokens = {std::min(tokens.front(), head), head + 1};  // an agent is who the whole phrase names
  } else if (!named.actor.empty()) {
    // The name alone where it does not stand with the head: "diplomatic ties with X" is no X.
    const Range name{words_[at[named.actor_begin]].tokens.begin, words_[at[named.actor_end - 1]].tokens.end};
    if (!name.contains(head)) member.tokens = name;
  }
  for (uint32_t i = member.tokens.begin; i < member.tokens.end; ++i)
    if (!member.tokens.contains(doc_.tokens[i].head) || doc_.tokens[i].head == i) member.head = i;
  std::vector<PetrarchMember> members;
  for (const std::string& code : named.codes) {
    members.push_back(member);
    members.back().code = code;
  }
  return members;
}

void PetrarchText::skip_insertions() {
  for (const Range sent : sentences_) {
    std::vector<uint32_t> commas;
    for (uint32_t w = sent.begin; w < sent.end; ++w) {
      words_[w].comma = words_[w].comma && words_[w].phrase == kNone;
      if (words_[w].comma) commas.push_back(w);
    }
    for (size_t c = 0; c < commas.size(); ++c) {
      const bool is_last = c + 1 == commas.size();
      const uint32_t begin = commas[c] + 1, end = is_last ? sent.end : commas[c + 1];
      size_t count = 0;
      for (uint32_t w = begin; w < end; ++w) count += words_[w].upper != "," ? 1 : 0;
      if (count < kShortestInsertion || count > kLongestInsertion) continue;
      for (uint32_t w = begin; w < end; ++w) words_[w].skipped = true;
      words_[commas[c]].comma = false;
      if (!is_last) words_[commas[c + 1]].comma = false;
    }
  }
}

}  // namespace tocsin::coding
