// Reads numbers beside the words for killing, wounding, arresting and driving out.
#include "coding/sizes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/table.h"
#include "world/words.h"

namespace tocsin::coding {
namespace {

constexpr std::array<std::string_view, 4> kEffects = {"dead", "injured", "arrested", "displaced"};

struct Number {
  int64_t low = 0, high = 0;
  Range tokens;
};

/// "1,200" or "1.5" as a number; empty when it is none.
std::optional<double> digits(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != ',') plain += c;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != plain.data() + plain.size() || plain.empty() || value < 0 || value > 1e9)
    return std::nullopt;
  return value;
}

class SizeReader {
 public:
  SizeReader(const Grammar& grammar, const SizeWords& words) : grammar_(grammar), doc_(grammar.doc()), words_(words) {}

  std::vector<FoundSize> of(uint32_t trigger) const {
    std::vector<FoundSize> sizes;
    const Range sentence = doc_.sentences[doc_.tokens[trigger].sent].tokens;
    for (uint32_t tok = sentence.begin; tok < sentence.end; ++tok) {
      const std::string_view what = effect_of(tok);
      if (what.empty() || !tells_of(tok, trigger)) continue;
      for (const uint32_t counted : counted_by(tok)) add(what, counted, sizes);
    }
    return sizes;
  }

 private:
  [[nodiscard]] static std::string folded(const Token& tok) { return world::fold_phrase(tok.text); }

  [[nodiscard]] std::string_view effect_of(uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    const char pos = token.pos == Pos::kVerb || token.pos == Pos::kAux     ? 'v'
                     : token.pos == Pos::kNoun || token.pos == Pos::kPropn ? 'n'
                     : token.pos == Pos::kAdj                              ? 'a'
                                                                           : ' ';
    if (pos == ' ') return {};
    std::string_view what = words_.effect(token.lemma, pos);
    // "12 injured": the tagger takes the participle for an adjective or noun, or leaves its form as lemma.
    if (what.empty()) what = words_.effect(folded(token), 'a');
    return what;
  }

  /// True if the effect belongs to the trigger's event: the same clause, or one that tells its outcome. What is said of
  /// another time ("after an attack that killed 5") or done by another ("… and police arrested 3") is not its outcome.
  [[nodiscard]] bool tells_of(uint32_t effect, uint32_t trigger) const {
    if (effect == trigger) return true;
    uint32_t meeting = trigger;
    while (!grammar_.dominates(meeting, effect)) {
      if (doc_.tokens[meeting].head == meeting) return false;
      meeting = doc_.tokens[meeting].head;
    }
    // Who kills and who arrests are two, even where the parser gives both verbs one subject.
    const bool one_arrests = (effect_of(effect) == "arrested") != (effect_of(trigger) == "arrested");
    if (one_arrests && (doc_.tokens[effect].dep == Dep::kConj || doc_.tokens[trigger].dep == Dep::kConj)) return false;
    return path_holds(effect, meeting) && path_holds(trigger, meeting);
  }

  [[nodiscard]] bool path_holds(uint32_t from, uint32_t to) const {
    for (uint32_t at = from; at != to; at = doc_.tokens[at].head) {
      const Token& token = doc_.tokens[at];
      if (token.dep == Dep::kCcomp && !is_resultative(at)) return false;
      if (token.dep == Dep::kParataxis) return false;
      if (token.dep == Dep::kPrep && words_.is("apart", token.lemma)) return false;
      if (token.dep == Dep::kConj && grammar_.is_verbal(at) && grammar_.has_child(at, Dep::kNsubj)) return false;
      if (token.dep == Dep::kAdvcl)
        for (const uint32_t c : grammar_.children(at))
          if ((doc_.tokens[c].dep == Dep::kMark || doc_.tokens[c].dep == Dep::kAdvmod ||
               doc_.tokens[c].dep == Dep::kPrep) &&
              words_.is("apart", folded(doc_.tokens[c])))
            return false;
    }
    return true;
  }

  /// "left 30 dead": the parser makes a clause of "30 dead".
  [[nodiscard]] bool is_resultative(uint32_t tok) const {
    return doc_.tokens[tok].pos == Pos::kAdj || words_.is("leaving", doc_.tokens[doc_.tokens[tok].head].lemma);
  }

  /// Heads of the phrases that the effect counts.
  [[nodiscard]] std::vector<uint32_t> counted_by(uint32_t effect) const {
    const Token& token = doc_.tokens[effect];
    std::vector<uint32_t> heads;
    const bool nominal = token.pos != Pos::kVerb && token.pos != Pos::kAux;
    if (nominal && has_number(effect)) return {effect};  // "12 dead", "12 deaths"
    const bool bare = words_.is("bare", token.lemma);    // "12 died": the subject undergoes it
    for (const uint32_t c : grammar_.children(effect)) {
      const Dep dep = doc_.tokens[c].dep;
      if (dep == Dep::kDobj || dep == Dep::kNsubjpass ||
          (dep == Dep::kNsubj && (bare || nominal || no_object_but_number(effect))))
        heads.push_back(c);
      if (nominal && dep == Dep::kPrep && (doc_.tokens[c].lemma == "of" || doc_.tokens[c].lemma == "at"))
        add_objects(c, heads);
    }
    if (heads.empty() && (token.dep == Dep::kOprd || token.dep == Dep::kAcomp || token.dep == Dep::kAmod ||
                          token.dep == Dep::kAcl || token.dep == Dep::kXcomp))
      add_left_with(effect, heads);
    if (heads.empty() && token.lemma == "toll") return toll_of(effect);
    if (heads.empty() && nominal) return toll_of(effect);
    if (heads.empty() && token.dep == Dep::kRelcl) heads.push_back(token.head);
    return heads;
  }

  /// "30 wounded" behind "12 killed": a participle whose subject is a bare number undergoes the act.
  [[nodiscard]] bool no_object_but_number(uint32_t effect) const {
    const Token& token = doc_.tokens[effect];
    if (token.tag != "VBN" && token.tag != "VBD") return false;
    return !grammar_.has_child(effect, Dep::kDobj) && token.tag == "VBN";
  }

  void add_objects(uint32_t prep, std::vector<uint32_t>& heads) const {
    for (const uint32_t object : grammar_.children(prep))
      if (doc_.tokens[object].dep == Dep::kPobj) heads.push_back(object);
  }

  /// "left 30 people dead", "30 people left dead", "soldiers killed near X".
  void add_left_with(uint32_t effect, std::vector<uint32_t>& heads) const {
    const Token& token = doc_.tokens[effect];
    if (token.dep == Dep::kAcl || token.dep == Dep::kAmod) {
      if (token.tag != "VBG") heads.push_back(token.head);
      return;
    }
    for (const uint32_t c : grammar_.children(token.head)) {
      const Dep dep = doc_.tokens[c].dep;
      if (dep == Dep::kDobj || dep == Dep::kNsubjpass || (dep == Dep::kNsubj && token.dep == Dep::kAcomp))
        heads.push_back(c);
    }
  }

  /// "the death toll rose to 40", "a toll of 40".
  [[nodiscard]] std::vector<uint32_t> toll_of(uint32_t noun) const {
    std::vector<uint32_t> heads;
    uint32_t toll = noun;
    if (doc_.tokens[noun].dep == Dep::kCompound && words_.is("toll", doc_.tokens[doc_.tokens[noun].head].lemma))
      toll = doc_.tokens[noun].head;
    if (!words_.is("toll", doc_.tokens[toll].lemma)) return heads;
    const uint32_t verb = doc_.tokens[toll].head;
    for (const uint32_t from : {toll, verb})
      for (const uint32_t c : grammar_.children(from)) {
        const Token& child = doc_.tokens[c];
        if (child.dep == Dep::kPrep && (child.lemma == "to" || child.lemma == "of" || child.lemma == "at"))
          add_objects(c, heads);
        if (from == verb && from != toll && (child.dep == Dep::kAttr || child.dep == Dep::kDobj) && c != toll)
          heads.push_back(c);
      }
    return heads;
  }

  [[nodiscard]] bool is_number_word(uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    return (token.pos == Pos::kNum && digits(token.text)) || words_.amount(folded(token)) != nullptr ||
           digits(token.text).has_value();
  }

  [[nodiscard]] uint32_t number_child(uint32_t head) const {
    for (const uint32_t c : grammar_.children(head)) {
      const Dep dep = doc_.tokens[c].dep;
      if ((dep == Dep::kNummod || dep == Dep::kDet || dep == Dep::kAmod || dep == Dep::kQuantmod ||
           dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kNsubj) &&
          c < head && is_number_word(c))
        return c;
    }
    return kNoToken;
  }
  [[nodiscard]] bool has_number(uint32_t head) const { return number_child(head) != kNoToken; }

  void add(std::string_view what, uint32_t counted, std::vector<FoundSize>& sizes) const {
    FoundSize size{.what = what};
    Range tokens;
    for (const uint32_t one : grammar_.conjuncts(counted)) {
      const std::optional<Number> number = number_of(one);
      if (!number) continue;
      size.low += number->low;
      size.high += number->high;
      tokens = tokens.empty()
                   ? number->tokens
                   : Range{std::min(tokens.begin, number->tokens.begin), std::max(tokens.end, number->tokens.end)};
    }
    if (tokens.empty() || size.low == 0) return;
    size.bytes = doc_.bytes_of(tokens);
    const bool known = std::ranges::any_of(
        sizes, [&](const FoundSize& other) { return other.what == what && other.bytes.overlaps(size.bytes); });
    if (!known) sizes.push_back(size);
  }

  /// How many the noun phrase counts: a number before it, itself ("12", "dozens of people"), or an article.
  [[nodiscard]] std::optional<Number> number_of(uint32_t head) const {
    if (words_.is("not_people", doc_.tokens[head].lemma)) return std::nullopt;
    if (is_number_word(head)) {
      std::optional<Number> number = number_at(head);
      if (number) number->tokens.end = std::max(number->tokens.end, of_phrase_end(head));
      return number;
    }
    if (const uint32_t child = number_child(head); child != kNoToken) {
      std::optional<Number> number = number_at(child);
      if (number) number->tokens.end = std::max(number->tokens.end, head + 1);
      return number;
    }
    if (doc_.tokens[head].tag != "NN") return std::nullopt;
    for (const uint32_t c : grammar_.children(head))
      if (doc_.tokens[c].dep == Dep::kDet && words_.is("article", folded(doc_.tokens[c])) && is_person_noun(head))
        return Number{1, 1, {c, head + 1}};
    return std::nullopt;
  }

  [[nodiscard]] bool is_person_noun(uint32_t head) const { return words_.is("person", doc_.tokens[head].lemma); }

  /// The end of "people" in "dozens of people".
  [[nodiscard]] uint32_t of_phrase_end(uint32_t head) const {
    for (const uint32_t c : grammar_.children(head))
      if (doc_.tokens[c].dep == Dep::kPrep && doc_.tokens[c].lemma == "of")
        for (const uint32_t object : grammar_.children(c))
          if (doc_.tokens[object].dep == Dep::kPobj) return object + 1;
    return head + 1;
  }

  /// The whole number around one of its words, with "at least", "10 to 15", "between 10 and 15".
  [[nodiscard]] std::optional<Number> number_at(uint32_t tok) const {
    const Range sentence = doc_.sentences[doc_.tokens[tok].sent].tokens;
    Range words = run_around(tok, sentence);
    std::optional<Number> number = value_of(words);
    if (!number) return std::nullopt;
    if (words.end + 1 < sentence.end && joins(words.begin, words.end, sentence) && is_number_word(words.end + 1)) {
      if (const auto second = value_of(run_around(words.end + 1, sentence)); second && second->high >= number->low)
        number->high = second->high, words.end = second->tokens.end;
    } else if (words.begin >= sentence.begin + 2 && is_number_word(words.begin - 2)) {
      const Range first = run_around(words.begin - 2, sentence);
      if (joins(first.begin, words.begin - 1, sentence))
        if (const auto earlier = value_of(first); earlier && earlier->low <= number->high)
          number->low = earlier->low, words.begin = first.begin;
    }
    if (words.begin > sentence.begin && words_.is("nobody", folded(doc_.tokens[words.begin - 1]))) return std::nullopt;
    if (number->low != number->high && words.begin > sentence.begin &&
        folded(doc_.tokens[words.begin - 1]) == "between")
      --words.begin;
    while (words.begin > sentence.begin && words_.is("qualifier", folded(doc_.tokens[words.begin - 1]))) --words.begin;
    while (words.begin < tok && folded(doc_.tokens[words.begin]) == "to") ++words.begin;  // "rose to at least 40"
    number->tokens = words;
    return number;
  }

  /// True if the word at `at`, behind a number that begins at `begin`, makes a range: "10 to 15", "between 10 and 15".
  [[nodiscard]] bool joins(uint32_t begin, uint32_t at, Range sentence) const {
    const std::string word = folded(doc_.tokens[at]);
    if (words_.is("join", word) || doc_.tokens[at].text == "-" || doc_.tokens[at].text == "–") return true;
    return word == "and" && begin > sentence.begin && folded(doc_.tokens[begin - 1]) == "between";
  }

  [[nodiscard]] Range run_around(uint32_t tok, Range sentence) const {
    Range run{tok, tok + 1};
    while (run.begin > sentence.begin && is_number_word(run.begin - 1)) --run.begin;
    while (run.end < sentence.end && is_number_word(run.end)) ++run.end;
    return run;
  }

  /// "two hundred", "1.5 million", "tens of thousands" without its "of".
  [[nodiscard]] std::optional<Number> value_of(Range run) const {
    double total_low = 0, total_high = 0, low = 0, high = 0;
    bool any = false;
    for (uint32_t i = run.begin; i < run.end; ++i) {
      if (const auto value = digits(doc_.tokens[i].text)) {
        low += *value, high += *value, any = true;
        continue;
      }
      const SizeWords::Amount* amount = words_.amount(folded(doc_.tokens[i]));
      if (amount == nullptr) continue;
      if (amount->multiplies) {
        low = (low == 0 ? 1 : low) * static_cast<double>(amount->low),
        high = (high == 0 ? 1 : high) * static_cast<double>(amount->high);
        if (amount->low >= 1000) total_low += low, total_high += high, low = high = 0;
      } else {
        low += static_cast<double>(amount->low), high += static_cast<double>(amount->high);
      }
      any = true;
    }
    const double most = total_high + high;
    if (!any || most > 1e9) return std::nullopt;
    return Number{static_cast<int64_t>(std::llround(total_low + low)), static_cast<int64_t>(std::llround(most)), run};
  }

  const Grammar& grammar_;
  const Document& doc_;
  const SizeWords& words_;
};

}  // namespace

Result<SizeWords> SizeWords::open(const std::filesystem::path& folder) {
  SizeWords words;
  if (!std::filesystem::exists(folder / "size_words.tsv")) return words;
  TRY(const Table table, Table::open(folder / "size_words.tsv", {"word", "kind", "value"}));
  for (const TableRow& row : table.rows()) {
    const std::string word(row[0]);
    if (row[1] != "number" && row[1] != "times" && row[1] != "some") {
      if (row[1].size() == 1 && std::ranges::find(kEffects, row[2]) == kEffects.end())
        return fail(ErrorKind::kResource, table.at(row, 2) + ": \"" + std::string(row[2]) +
                                              "\" is none of dead, injured, arrested, displaced");
      words.words_.try_emplace(std::string(row[1]) + " " + word, row[2]);
      continue;
    }
    const auto parts = split_field(row[2], '-');
    std::array<int64_t, 2> bounds{};
    for (size_t i = 0; i < 2; ++i) {
      const std::string_view part = parts.empty() ? std::string_view() : parts[std::min(i, parts.size() - 1)];
      const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), bounds[i]);
      if (part.empty() || error != std::errc() || end != part.data() + part.size())
        return fail(ErrorKind::kResource, table.at(row, 2) + ": \"" + std::string(row[2]) + "\" is no number or range");
    }
    words.amounts_.try_emplace(word, Amount{bounds[0], bounds[1], row[1] == "times"});
  }
  return words;
}

const SizeWords::Amount* SizeWords::amount(std::string_view folded) const {
  const auto found = amounts_.find(std::string(folded));
  return found == amounts_.end() ? nullptr : &found->second;
}

std::string_view SizeWords::effect(std::string_view lemma, char pos) const {
  const auto found = words_.find(std::string(1, pos) + " " + std::string(lemma));
  if (found == words_.end()) return {};
  return *std::ranges::find(kEffects, found->second);
}

bool SizeWords::is(std::string_view kind, std::string_view folded) const {
  return words_.contains(std::string(kind) + " " + std::string(folded));
}

std::vector<FoundSize> sizes_of_event(const Grammar& grammar, const SizeWords& words, uint32_t trigger) {
  if (trigger >= grammar.doc().tokens.size()) return {};
  return SizeReader(grammar, words).of(trigger);
}

std::optional<int64_t> deaths_of(const std::vector<FoundSize>& sizes) {
  std::optional<int64_t> lowest;
  for (const FoundSize& size : sizes)
    if (size.what == "dead" && (!lowest || size.low < *lowest)) lowest = size.low;
  return lowest;
}

}  // namespace tocsin::coding
