// Reads verb dictionaries: headers, verbs with their forms, patterns, sets of synonyms.
#include "lexicon/petrarch_verbs.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"

namespace tocsin::lexicon {
namespace {

// Braces and parentheses around phrases are PETRARCH2's way of writing; there nouns stand for their plurals too, and
// the pattern that says most is tried first. PETRARCH takes patterns as they stand.
bool has_phrase_marks(const PetrarchFile& file) {
  return std::ranges::any_of(file.lines(), [](const PetrarchLine& line) {
    return line.text.starts_with('-') && !line.text.starts_with("---") &&
           line.text.find_first_of("{(") != std::string::npos;
  });
}

PetrarchCoding coding_of(std::string_view code, std::string row) {
  const size_t colon = code.find(':');
  PetrarchCoding coding{.forward = std::string(petrarch_trim(code.substr(0, colon))), .row = std::move(row)};
  if (colon != std::string_view::npos) coding.backward = petrarch_trim(code.substr(colon + 1));
  return coding;
}

// Third person, past and -ing of a regular verb.
std::vector<std::string> regular_forms(const std::string& verb) {
  const std::string stem = verb.substr(0, verb.size() - 1);
  const auto ends = [&](std::string_view end) { return verb.ends_with(end); };
  const bool vowel_before = verb.size() > 1 && std::string_view("AEIOU").contains(verb[verb.size() - 2]);
  if (ends("E")) return {verb, verb + "S", verb + "D", (ends("EE") ? verb : stem) + "ING"};
  if (ends("Y") && !vowel_before) return {verb, stem + "IES", stem + "IED", verb + "ING"};
  const bool hisses = ends("S") || ends("X") || ends("Z") || ends("CH") || ends("SH");
  return {verb, verb + (hisses ? "ES" : "S"), verb + "ED", verb + "ING"};
}

/// A word of a pattern's text, before it is known on which side of the verb it stands.
struct Piece {
  std::string text;
  bool joined_to_next = false;
  uint32_t group = 0;
};

/// Splits a pattern's text; empty when a bracket does not pair.
class PatternText {
 public:
  std::optional<std::vector<Piece>> split(std::string_view text) {
    for (const char c : text) take(c);
    end_word(false);
    if (depth_ != 0 || in_parentheses_ != 0) return std::nullopt;
    return std::move(pieces_);
  }

 private:
  void take(char c) {
    switch (c) {
      case ' ':
      case '\t':
        return end_word(false);
      case '_':
        return end_word(true);
      case '{':
        end_word(false);
        if (depth_++ == 0) ++group_;
        return;
      case '}':
        end_word(false);
        --depth_;
        return;
      case '(':
        end_word(false);
        ++in_parentheses_;
        return;
      case ')':
        end_word(false);
        --in_parentheses_;
        return;
      case '*':
        if (word_ != "*") end_word(false);
        word_ = "*";
        return;
      default:
        if (word_ == "*") end_word(false);
        word_ += c;
    }
  }

  void end_word(bool joined) {
    if (!word_.empty())
      pieces_.push_back({ascii::upper(word_), joined, depth_ > 0 ? group_ : 0});
    else if (joined && !pieces_.empty())
      pieces_.back().joined_to_next = true;
    word_.clear();
  }

  std::vector<Piece> pieces_;
  std::string word_;
  int depth_ = 0, in_parentheses_ = 0;
  uint32_t group_ = 0;
};

PetrarchStep step_of(const Piece& piece, bool with_plurals) {
  using Kind = PetrarchStep::Kind;
  PetrarchStep step{.group = piece.group};
  if (piece.text == "$" || piece.text == "+" || piece.text == "%" || piece.text == "^") {
    step.kind = piece.text == "$"   ? Kind::kSource
                : piece.text == "+" ? Kind::kTarget
                : piece.text == "%" ? Kind::kCompound
                                    : Kind::kSkip;
    return step;
  }
  if (piece.text.starts_with('&')) {
    step.kind = Kind::kSynset;
    step.words = {piece.text};  // its name, until link()
    return step;
  }
  for (size_t at = 0; at <= piece.text.size();) {
    const size_t end = std::min(piece.text.find('/', at), piece.text.size());
    if (end > at) step.words.push_back(piece.text.substr(at, end - at));
    if (end > at && with_plurals) step.words.push_back(petrarch_plural(step.words.back()));
    at = end + 1;
  }
  return step;
}

}  // namespace

Result<void> PetrarchVerbs::read(const PetrarchFile& file) {
  const bool marked = has_phrase_marks(file);
  std::string synset;
  for (const PetrarchLine& line : file.lines()) {
    const std::string_view text = petrarch_trim(line.text);
    if (line.blank) {
      synset.clear();
      continue;
    }
    if (text.starts_with('~'))
      return file.wrong(line, "a rule of transformation (~) cannot be applied here; put a # before the line");
    if (text.starts_with('&')) {
      synset = ascii::upper(text);
      Synset set{.at = file.at(line), .has_plurals = !synset.ends_with('_')};
      if (!set.has_plurals) synset.pop_back();
      if (synset.size() < 2 || synset.find_first_of(" \t[{") != std::string::npos)
        return file.wrong(line, "\"" + synset + "\" is no name of a set; the form is &NAME");
      synsets_[synset] = std::move(set);
    } else if (!synset.empty() && text.starts_with('+')) {
      TRY_VOID(add_synonym(file, line, synsets_[synset]));
    } else if (text.starts_with("---")) {
      TRY_VOID(read_header(file, line));
    } else if (text.starts_with('-')) {
      TRY_VOID(read_pattern(file, line, marked));
    } else {
      TRY_VOID(read_verb(file, line));
    }
    if (!text.starts_with('&') && !text.starts_with('+')) synset.clear();
  }
  if (marked)
    for (PetrarchBlock& block : blocks_)
      std::ranges::stable_sort(block.patterns, std::ranges::greater{}, [](const PetrarchPattern& pattern) {
        return pattern.upper.size() + pattern.lower.size();
      });
  return {};
}

Result<void> PetrarchVerbs::add_synonym(const PetrarchFile& file, const PetrarchLine& line, Synset& synset) {
  const std::string_view text = petrarch_trim(petrarch_trim(line.text).substr(1));
  if (text.empty()) return file.wrong(line, "the synonym has no word");
  if (text.find_first_of("[]{}$%^*") != std::string_view::npos)
    return file.wrong(line,
                      "\"" + std::string(text) + "\" in a set of synonyms; only words and other sets can stand there");
  std::string phrase;
  for (const PetrarchWord& word : petrarch_phrase(text)) phrase += (phrase.empty() ? "" : " ") + word.text;
  std::erase_if(phrase, [](char c) { return c == '(' || c == ')'; });
  if (synset.has_plurals && !text.ends_with('_') && !phrase.starts_with('&'))
    synset.phrases.push_back(petrarch_plural(phrase));
  synset.phrases.push_back(std::move(phrase));
  return {};
}

Result<void> PetrarchVerbs::read_header(const PetrarchFile& file, const PetrarchLine& line) {
  const std::string_view text = petrarch_trim(line.text);
  const size_t open = text.find('['), close = text.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return file.wrong(line, "\"" + std::string(text) + "\" has no code; the form is --- NAME [CODE] ---");
  blocks_.emplace_back();
  header_ = coding_of(text.substr(open + 1, close - open - 1), file.at(line));
  return {};
}

Result<void> PetrarchVerbs::read_verb(const PetrarchFile& file, const PetrarchLine& line) {
  TRY(const PetrarchEntry entry, petrarch_entry(file, line));
  if (entry.phrase.empty() || entry.phrase.find_first_of("*$%^") != std::string::npos)
    return file.wrong(line, "\"" + std::string(petrarch_trim(line.text)) +
                                "\" is neither verb nor pattern; a pattern starts with \"- \"");
  if (entry.codes.size() > 1) return file.wrong(line, "a verb has one code; for both directions write [CODE:CODE]");
  // Without a header line the block's code is that of its first verb.
  if (blocks_.empty() || !blocks_.back().patterns.empty()) {
    blocks_.emplace_back();
    header_ = {};
  }
  PetrarchCoding coding = entry.codes.empty() ? header_ : coding_of(entry.codes.front(), {});
  if (header_.row.empty()) header_ = coding, header_.row = file.at(line);
  coding.row = file.at(line);
  codings_.push_back(std::move(coding));
  add_form(entry.phrase);
  for (const std::string& form : petrarch_parts(entry.forms)) add_form(form);
  if (entry.has_forms) return {};
  // A regular verb: its forms take the place of the marked word.
  const size_t mark = entry.phrase.find('+');
  const size_t begin = mark == std::string::npos ? 0 : mark + 1;
  const size_t end = std::min(entry.phrase.find_first_of("_ ", begin), entry.phrase.size());
  const std::string verb = ascii::upper(entry.phrase.substr(begin, end - begin));
  if (verb.empty()) return file.wrong(line, "\"" + entry.phrase + "\" marks no word as its verb");
  for (const std::string& form : regular_forms(verb))
    if (form != verb) add_form(entry.phrase.substr(0, begin) + form + entry.phrase.substr(end));
  return {};
}

void PetrarchVerbs::add_form(std::string_view form) {
  PetrarchVerbForm made{.block = &blocks_.back(), .coding = &codings_.back()};
  std::string verb;
  const std::vector<PetrarchWord> words = petrarch_phrase(form);
  const bool marked = form.find('+') != std::string_view::npos;
  for (const PetrarchWord& word : words) {
    if (verb.empty() && (!marked || word.text.starts_with('+')))
      verb = word.text.substr(marked ? 1 : 0);
    else
      (verb.empty() ? made.before : made.behind).push_back(word.text);
  }
  std::vector<PetrarchVerbForm>& same = forms_[verb];
  const size_t size = made.before.size() + made.behind.size();
  const auto shorter = std::ranges::find_if(
      same, [&](const PetrarchVerbForm& other) { return other.before.size() + other.behind.size() < size; });
  same.insert(shorter, std::move(made));
}

Result<void> PetrarchVerbs::read_pattern(const PetrarchFile& file, const PetrarchLine& line, bool with_plurals) {
  const std::string_view text = petrarch_trim(line.text);
  const size_t open = text.rfind('['), close = text.rfind(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return file.wrong(line, "the pattern has no code; the form is - WORDS * WORDS [CODE]");
  if (blocks_.empty()) return file.wrong(line, "no verb stands above this pattern");
  const std::string_view body = text.substr(1, open - 1);
  if (const size_t odd = body.find_first_of("[]<>=|!@\"~"); odd != std::string_view::npos)
    return file.wrong(line, std::string("\"") + body[odd] +
                                "\" has no meaning in a pattern; for one of several words define a set (&NAME)");
  std::optional<std::vector<Piece>> pieces = PatternText().split(body);
  if (!pieces) return file.wrong(line, "the brackets { } ( ) of the pattern do not pair");
  const auto star = std::ranges::find(*pieces, "*", &Piece::text);
  if (star == pieces->end() || std::ranges::count(*pieces, "*", &Piece::text) != 1)
    return file.wrong(line, "the pattern must hold one * in the place of the verb");
  PetrarchPattern pattern{.coding = coding_of(text.substr(open + 1, close - open - 1), file.at(line))};
  const auto verb = static_cast<size_t>(star - pieces->begin());
  for (size_t i = verb; i-- > 0;) {
    pattern.upper.push_back(step_of((*pieces)[i], with_plurals));
    pattern.upper.back().joined = (*pieces)[i].joined_to_next;
  }
  for (size_t i = verb + 1; i < pieces->size(); ++i) {
    pattern.lower.push_back(step_of((*pieces)[i], with_plurals));
    pattern.lower.back().joined = (*pieces)[i - 1].joined_to_next;
  }
  blocks_.back().patterns.push_back(std::move(pattern));
  return {};
}

Result<std::vector<std::string>> PetrarchVerbs::phrases_of(const std::string& synset, const std::string& at,
                                                           int depth) const {
  const auto found = synsets_.find(synset);
  if (found == synsets_.end())
    return fail(ErrorKind::kResource, at + ": the set " + synset + " is not defined; write " + synset +
                                          " and its words as lines that start with +");
  if (depth > 8) return fail(ErrorKind::kResource, found->second.at + ": the set " + synset + " contains itself");
  std::vector<std::string> all;
  for (const std::string& phrase : found->second.phrases) {
    if (!phrase.starts_with('&')) {
      all.push_back(phrase);
      continue;
    }
    TRY(std::vector<std::string> inner, phrases_of(phrase, found->second.at, depth + 1));
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

Result<void> PetrarchVerbs::link() {
  for (PetrarchBlock& block : blocks_)
    for (PetrarchPattern& pattern : block.patterns)
      for (std::vector<PetrarchStep>* side : {&pattern.upper, &pattern.lower})
        for (PetrarchStep& step : *side)
          if (step.kind == PetrarchStep::Kind::kSynset && step.words.size() == 1 &&
              step.words.front().starts_with('&')) {
            TRY(std::vector<std::string> phrases, phrases_of(step.words.front(), pattern.coding.row, 0));
            step.words = std::move(phrases);
          }
  return {};
}

std::span<const PetrarchVerbForm> PetrarchVerbs::forms(const std::string& verb) const {
  const auto found = forms_.find(verb);
  return found == forms_.end() ? std::span<const PetrarchVerbForm>{} : std::span<const PetrarchVerbForm>(found->second);
}

}  // namespace tocsin::lexicon
