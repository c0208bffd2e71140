// Reads actor, agent and discard dictionaries.
#include "lexicon/petrarch_names.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/dates.h"

namespace tocsin::lexicon {
namespace {

// YYYYMMDD or YYMMDD, where 31 to 99 are of the last century.
Result<std::string> day_of(const PetrarchFile& file, const PetrarchLine& line, std::string_view digits) {
  std::string day(digits);
  if (day.size() == 6) day.insert(0, day > "310000" ? "19" : "20");
  if (day.size() == 8 && day.find_first_not_of("0123456789") == std::string::npos) {
    day.insert(6, "-").insert(4, "-");
    if (day.substr(5, 2) >= "01" && day.substr(5, 2) <= "12" && day.substr(8) >= "01" && day.substr(8) <= "31")
      return day;
  }
  return file.wrong(line, "\"" + std::string(digits) + "\" is no day; the form is YYYYMMDD or YYMMDD");
}

// `CODE`, `CODE <date`, `CODE >date` or `CODE date-date`.
Result<PetrarchActor::Code> dated_code(const PetrarchFile& file, const PetrarchLine& line, std::string_view inside) {
  PetrarchActor::Code code;
  const size_t blank = inside.find_first_of(" \t");
  code.code = ascii::upper(inside.substr(0, blank));
  std::string when;
  if (blank != std::string_view::npos)
    for (const char c : inside.substr(blank))
      if (c != ' ' && c != '\t') when += c;
  if (when.empty()) return code;
  const size_t dash = when.find('-');
  if (when.front() == '<') {
    TRY(code.to, day_of(file, line, std::string_view(when).substr(1)));
  } else if (when.front() == '>') {
    TRY(code.from, day_of(file, line, std::string_view(when).substr(1)));
  } else if (dash != std::string::npos) {
    TRY(code.from, day_of(file, line, std::string_view(when).substr(0, dash)));
    TRY(code.to, day_of(file, line, std::string_view(when).substr(dash + 1)));
    if (code.to < code.from) return file.wrong(line, "the dates " + when + " end before they begin");
  } else {
    return file.wrong(line, "\"" + when + "\" is no restriction; <date, >date or date-date is wanted");
  }
  return code;
}

// Words of the pattern from `word` on, in words[at…]; npos when they do not fit.
size_t match_words(std::span<const PetrarchWord> pattern, std::span<const std::string> words, size_t at) {
  for (size_t w = 1; w < pattern.size(); ++w) {
    const bool joined = pattern[w - 1].joined;
    while (at < words.size() && words[at] != pattern[w].text) {
      if (joined) return std::string::npos;
      ++at;
    }
    if (at >= words.size()) return std::string::npos;
    ++at;
  }
  return at;
}

}  // namespace

void PetrarchPhrases::add(std::vector<PetrarchWord> words, uint32_t entry, std::string row) {
  std::vector<Phrase>& same = by_first_word_[words.front().text];
  const auto shorter =
      std::ranges::find_if(same, [&](const Phrase& other) { return other.words.size() < words.size(); });
  same.insert(shorter, {std::move(words), entry, std::move(row)});
}

PetrarchPhrases::Match PetrarchPhrases::at(std::span<const std::string> words, size_t at) const {
  const auto found = by_first_word_.find(words[at]);
  if (found == by_first_word_.end()) return {};
  for (const Phrase& phrase : found->second) {
    const size_t end = match_words(phrase.words, words, at + 1);
    if (end != std::string::npos) return {&phrase, end};
  }
  return {};
}

Result<void> PetrarchActors::read(const PetrarchFile& file) {
  bool open = false;  // an actor stands above, to which codes and synonyms belong
  for (const PetrarchLine& line : file.lines()) {
    if (line.blank) continue;
    const bool synonym = petrarch_trim(line.text).starts_with('+');
    TRY(PetrarchEntry entry, petrarch_entry(file, line));
    if (entry.has_forms) return file.wrong(line, "an actor has no {…}; further names are lines that start with +");
    if ((synonym || entry.phrase.empty()) && !open)
      return file.wrong(line, "no actor stands above this line, to which it could belong");
    if (synonym && !entry.codes.empty())
      return file.wrong(
          line, "a synonym (+) takes the codes of its actor; put [" + entry.codes.front() + "] on a line of its own");
    if (!entry.phrase.empty()) {
      std::vector<PetrarchWord> words = petrarch_phrase(synonym ? entry.phrase.substr(1) : entry.phrase);
      if (words.empty()) return file.wrong(line, "\"" + entry.phrase + "\" has no word");
      if (!synonym) {
        PetrarchActor actor;
        for (const PetrarchWord& word : words) actor.name += (actor.name.empty() ? "" : " ") + word.text;
        actors_.push_back(std::move(actor));
        open = true;
      }
      phrases_.add(std::move(words), static_cast<uint32_t>(actors_.size() - 1), file.at(line));
    }
    for (const std::string& inside : entry.codes) {
      TRY(PetrarchActor::Code code, dated_code(file, line, inside));
      actors_.back().codes.push_back(std::move(code));
    }
  }
  return {};
}

std::string_view PetrarchActors::code(uint32_t entry, std::string_view day) const {
  const std::vector<PetrarchActor::Code>& codes = actors_[entry].codes;
  for (const PetrarchActor::Code& code : codes)
    if (!code.always() && !day.empty() && (code.from.empty() || day >= code.from) &&
        (code.to.empty() || day <= code.to))
      return code.code;
  for (const PetrarchActor::Code& code : codes)
    if (code.always()) return code.code;
  return "---";
}

Result<void> PetrarchAgents::read_substitution(const PetrarchFile& file, const PetrarchLine& line) {
  const size_t equals = line.text.find('=');
  const std::string mark = ascii::upper(petrarch_trim(std::string_view(line.text).substr(0, equals)));
  if (mark.size() < 3 || !mark.starts_with('!') || !mark.ends_with('!'))
    return file.wrong(line, "\"" + mark + "\" is no substitution; the form is !NAME! = WORD, WORD");
  substitutions_[mark] = petrarch_parts(std::string_view(line.text).substr(equals + 1));
  if (substitutions_[mark].empty()) return file.wrong(line, mark + " stands for no word");
  return {};
}

Result<std::vector<std::string>> PetrarchAgents::substituted(const PetrarchFile& file, const PetrarchLine& line,
                                                             const std::string& phrase) const {
  const size_t open = phrase.find('!');
  if (open == std::string::npos) return std::vector<std::string>{phrase};
  const size_t close = phrase.find('!', open + 1);
  const std::string mark = close == std::string::npos ? phrase.substr(open) : phrase.substr(open, close + 1 - open);
  const auto words = substitutions_.find(mark);
  if (words == substitutions_.end())
    return file.wrong(line, "\"" + mark + "\" is not defined; write above: !NAME! = WORD, WORD");
  std::vector<std::string> all;
  for (const std::string& word : words->second) {
    TRY(std::vector<std::string> rest, substituted(file, line, phrase.substr(close + 1)));
    for (const std::string& end : rest) all.push_back(phrase.substr(0, open) + word + end);
  }
  return all;
}

Result<void> PetrarchAgents::read(const PetrarchFile& file) {
  for (const PetrarchLine& line : file.lines()) {
    if (line.blank) continue;
    if (line.text.find('=') != std::string::npos) {
      TRY_VOID(read_substitution(file, line));
      continue;
    }
    TRY(const PetrarchEntry entry, petrarch_entry(file, line));
    if (entry.codes.size() != 1)
      return file.wrong(line, std::to_string(entry.codes.size()) + " codes; an agent has one: NAME [~CODE]");
    const std::string code = ascii::upper(entry.codes.front());
    PetrarchAgent agent{code, code.ends_with('~')};
    if (code.size() < 2 || code.starts_with('~') == code.ends_with('~'))
      return file.wrong(line, "[" + code + "] is no agent's code; write [~CODE] (after the actor's) or [CODE~]");
    agent.code.erase(agent.in_front ? code.size() - 1 : 0, 1);
    const std::string phrase = ascii::upper(entry.phrase);
    TRY(std::vector<std::string> names, substituted(file, line, phrase));
    if (entry.has_forms) {
      for (std::string& plural : petrarch_parts(entry.forms)) names.push_back(std::move(plural));
    } else if (phrase.find('!') == std::string::npos) {
      names.push_back(petrarch_plural(phrase.substr(0, phrase.find_last_not_of('_') + 1)));
    }
    agents_.push_back(std::move(agent));
    for (const std::string& name : names) {
      std::vector<PetrarchWord> words = petrarch_phrase(name);
      if (words.empty()) return file.wrong(line, "the agent has no name");
      phrases_.add(std::move(words), static_cast<uint32_t>(agents_.size() - 1), file.at(line));
    }
  }
  return {};
}

Result<void> PetrarchDiscards::read(const PetrarchFile& file) {
  for (const PetrarchLine& line : file.lines()) {
    if (line.blank) continue;
    Discard discard{.text = ascii::upper(petrarch_trim(line.text)), .row = file.at(line)};
    if (discard.text.starts_with('+')) discard.whole_text = true, discard.text.erase(0, 1);
    if (discard.text.ends_with('_')) discard.word_ends = true, discard.text.pop_back();
    std::ranges::replace(discard.text, '_', ' ');
    if (petrarch_trim(discard.text).empty()) return file.wrong(line, "the line names nothing to discard");
    discards_.push_back(std::move(discard));
  }
  return {};
}

const PetrarchDiscards::Discard* PetrarchDiscards::in(std::string_view text, bool whole_text) const {
  const std::string upper = " " + ascii::upper(text) + " ";
  for (const Discard& discard : discards_) {
    if (discard.whole_text != whole_text) continue;
    const std::string wanted = " " + discard.text;
    for (size_t at = upper.find(wanted); at != std::string::npos; at = upper.find(wanted, at + 1))
      if (!discard.word_ends || std::string_view(" .,!?;:").contains(upper[at + wanted.size()])) return &discard;
  }
  return nullptr;
}

}  // namespace tocsin::lexicon
