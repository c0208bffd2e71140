// Lines to words, words to expectations.
#include "case_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

namespace tocsin::cases {
namespace {

constexpr std::array<std::string_view, 6> kFactualities = {"happened", "ongoing", "planned",
                                                           "possible", "denied",  "historical"};
constexpr std::array<std::string_view, 3> kForms = {"direct", "indirect", "mixed"};
constexpr std::array<std::string_view, 9> kLedgerKinds = {"agreement", "pledge",  "offer",    "demand", "precondition",
                                                          "refusal",   "warning", "position", "claim"};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

struct Word {
  std::string text;
  bool quoted = false;
};

/// The words of a line, read from the front. A comma or colon before a blank is a word of its own.
class Words {
 public:
  /// Fails with what is wrong when a quotation is not closed.
  static Result<Words> of(std::string_view line) {
    Words out;
    for (size_t at = 0; at < line.size();) {
      if (line[at] == ' ' || line[at] == '\t') {
        ++at;
      } else if (line[at] == '"') {
        const size_t close = line.find('"', at + 1);
        if (close == std::string_view::npos) return fail(ErrorKind::kInput, "a quotation is not closed");
        out.words_.push_back({std::string(line.substr(at + 1, close - at - 1)), true});
        at = close + 1;
      } else {
        const size_t end = std::min(line.find_first_of(" \t\"", at), line.size());
        std::string_view word = line.substr(at, end - at);
        std::string_view mark;
        if (word.ends_with(',') || word.ends_with(':')) mark = word.substr(word.size() - 1);
        word.remove_suffix(mark.size());
        if (!word.empty()) out.words_.push_back({std::string(word), false});
        if (!mark.empty()) out.words_.push_back({std::string(mark), false});
        at = end;
      }
    }
    return out;
  }

  [[nodiscard]] bool at_end() const { return at_ == words_.size(); }
  [[nodiscard]] bool at_quotation() const { return !at_end() && words_[at_].quoted; }
  [[nodiscard]] std::string_view peek() const {
    return at_end() || words_[at_].quoted ? std::string_view() : words_[at_].text;
  }
  std::string take() { return words_[at_++].text; }
  bool take_if(std::string_view word) {
    const bool is = !at_end() && peek() == word;
    at_ += is;
    return is;
  }

 private:
  std::vector<Word> words_;
  size_t at_ = 0;
};

bool is_code(std::string_view word) {
  if (word == "?") return true;
  if (word.starts_with('=')) word.remove_prefix(1);
  return word.size() >= 3 && word.size() % 3 == 0 &&
         std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool begins_side(std::string_view word) { return word == "---" || word == "*" || is_code(word); }

Result<Side> take_side(Words& words) {
  Side side;
  if (words.take_if("---")) return side;
  if (words.take_if("*")) return Side{.any = true, .codes = {}};
  do {
    if (!is_code(words.peek()))
      return fail(ErrorKind::kInput,
                  "codes are wanted (IRNGOV, IRN, =IRN, ?), \"---\" for nobody or \"*\" for anybody");
    side.codes.push_back(words.take());
  } while (words.take_if(","));
  return side;
}

Result<Sides> take_sides(Words& words) {
  Sides sides;
  TRY(sides.from, take_side(words));
  sides.reciprocal = words.take_if("<->");
  if (!sides.reciprocal && !words.take_if("->"))
    return fail(ErrorKind::kInput, "\"->\" or \"<->\" is wanted between the two sides");
  TRY(sides.to, take_side(words));
  return sides;
}

/// The forms of the lines. A line without "no" or "one" must be whole.
Result<Wanted> event_of(Words& words, bool whole) {
  constexpr std::string_view kForm = "wanted: event TYPE [mode]  CODES -> CODES  factuality";
  WantedEvent wanted;
  if (words.at_end() && !whole) return wanted;
  const std::string_view type = words.peek();
  if (type.empty() || type.front() < 'A' || type.front() > 'Z') return fail(ErrorKind::kInput, std::string(kForm));
  wanted.type = words.take();
  if (!words.at_end() && !begins_side(words.peek()) && !is_one_of(kFactualities, words.peek()))
    wanted.mode = words.take();
  if (begins_side(words.peek())) {
    TRY(wanted.sides, take_sides(words));
  }
  while (is_one_of(kFactualities, words.peek())) wanted.factuality.push_back(words.take());
  if (whole && (!wanted.sides || wanted.factuality.empty())) return fail(ErrorKind::kInput, std::string(kForm));
  return wanted;
}

Result<Wanted> statement_of(Words& words, bool whole) {
  constexpr std::string_view kForm =
      "wanted: statement CODE \"speaker words\", direct|indirect|mixed: \"content begins\"";
  WantedStatement wanted;
  if (words.at_end() && !whole) return wanted;
  TRY(wanted.speakers, take_side(words));
  if (words.at_quotation()) wanted.speaker_words = words.take();
  if (words.take_if(",")) {
    if (!is_one_of(kForms, words.peek())) return fail(ErrorKind::kInput, std::string(kForm));
    wanted.form = words.take();
    if (!words.take_if(":") || !words.at_quotation()) return fail(ErrorKind::kInput, std::string(kForm));
    wanted.content_begins = words.take();
  }
  if (whole && (wanted.speaker_words.empty() || wanted.content_begins.empty()))
    return fail(ErrorKind::kInput, std::string(kForm));
  return wanted;
}

Result<Wanted> ledger_of(Words& words, bool whole) {
  constexpr std::string_view kForm = "wanted: ledger KIND CODES -> CODES  status: \"content has\"";
  WantedLedger wanted;
  if (words.at_end() && !whole) return wanted;
  if (!is_one_of(kLedgerKinds, words.peek()))
    return fail(ErrorKind::kInput,
                std::string(kForm) +
                    "; kinds are agreement, pledge, offer, demand, precondition, refusal, warning, position, claim");
  wanted.kind = words.take();
  if (begins_side(words.peek())) {
    TRY(wanted.sides, take_sides(words));
  }
  if (!words.peek().empty()) {
    wanted.status = words.take();
    if (!words.take_if(":") || !words.at_quotation()) return fail(ErrorKind::kInput, std::string(kForm));
    wanted.content_has = words.take();
  }
  if (whole && (!wanted.sides || wanted.content_has.empty())) return fail(ErrorKind::kInput, std::string(kForm));
  return wanted;
}

Result<Wanted> actor_of(Words& words, bool whole) {
  WantedActor wanted;
  if (words.at_quotation()) wanted.words = words.take();
  if (begins_side(words.peek())) {
    TRY(wanted.code, take_side(words));
  }
  if (!words.peek().empty()) wanted.kind = words.take();
  if ((whole && (wanted.words.empty() || !wanted.code)) || (wanted.words.empty() && wanted.kind.empty()))
    return fail(ErrorKind::kInput, "wanted: actor \"words\" CODE [kind]");
  return wanted;
}

Result<Wanted> time_of(Words& words, bool whole) {
  WantedTime wanted;
  if (!words.at_quotation()) return fail(ErrorKind::kInput, "wanted: time \"words\" VALUE");
  wanted.words = words.take();
  if (!words.peek().empty()) wanted.value = words.take();
  if (whole && wanted.value.empty()) return fail(ErrorKind::kInput, "wanted: time \"words\" VALUE");
  return wanted;
}

Result<Wanted> place_of(Words& words, bool whole) {
  WantedPlace wanted;
  if (!words.at_quotation()) return fail(ErrorKind::kInput, "wanted: place \"words\" COUNTRY");
  wanted.words = words.take();
  if (!words.peek().empty()) wanted.country = words.take();
  if (whole && wanted.country.empty()) return fail(ErrorKind::kInput, "wanted: place \"words\" COUNTRY");
  return wanted;
}

Result<Wanted> deaths_of(Words& words, bool) {
  WantedDeaths wanted;
  const std::string_view number = words.peek();
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), wanted.count);
  if (number.empty() || error != std::errc() || end != number.data() + number.size())
    return fail(ErrorKind::kInput, "wanted: deaths NUMBER");
  words.take();
  return wanted;
}

Result<Expectation> expectation_of(std::string_view line) {
  TRY(Words words, Words::of(line));
  Expectation out{.text = std::string(line), .wanted = {}};
  if (words.take_if("no"))
    out.how_many = HowMany::kNone;
  else if (words.take_if("one"))
    out.how_many = HowMany::kOne;
  using Parser = Result<Wanted> (*)(Words&, bool);
  static const std::map<std::string_view, Parser> kParsers = {
      {"event", event_of}, {"statement", statement_of}, {"ledger", ledger_of}, {"actor", actor_of},
      {"time", time_of},   {"place", place_of},         {"deaths", deaths_of}};
  const auto parser = kParsers.find(words.peek());
  if (parser == kParsers.end())
    return fail(
        ErrorKind::kInput,
        "a line begins with #, on, |, or [no|one] statement, event, ledger, actor, time, place, deaths; found \"" +
            std::string(line.substr(0, 40)) + "\"");
  words.take();
  TRY(out.wanted, parser->second(words, out.how_many == HowMany::kSome));
  if (!words.at_end())
    return fail(ErrorKind::kInput, "the line goes on where it should end, at \"" + words.take() + "\"");
  return out;
}

Result<void> read_dateline(std::string_view line, Case& out) {
  TRY(Words words, Words::of(line));
  words.take();
  const std::optional<Date> date = parse_date(words.peek());
  if (!date) return fail(ErrorKind::kInput, "wanted: on 2024-03-05[, from \"SOURCE\"]");
  out.published = *date;
  words.take();
  if (words.take_if(",")) {
    if (!words.take_if("from") || !words.at_quotation())
      return fail(ErrorKind::kInput, "wanted: on 2024-03-05[, from \"SOURCE\"]");
    out.publisher = words.take();
  }
  if (!words.at_end()) return fail(ErrorKind::kInput, "wanted: on 2024-03-05[, from \"SOURCE\"]");
  return {};
}

void add_text(std::string_view line, std::string& text) {
  const std::string_view words = trimmed(line.substr(1));
  if (words.empty()) {
    text += "\n\n";
    return;
  }
  if (!text.empty() && !text.ends_with('\n')) text += ' ';
  text += words;
}

Result<void> check_whole(const Case& one) {
  if (!one.published.ok()) return fail(ErrorKind::kInput, "the case has no day; wanted: on 2024-03-05");
  if (one.text.empty()) return fail(ErrorKind::kInput, "the case has no text; wanted: | words of the news");
  if (one.expectations.empty())
    return fail(ErrorKind::kInput, "the case expects nothing; wanted: event …, no event, statement …");
  return {};
}

/// One line of a case into the case.
Result<void> read_line(std::string_view line, size_t number, Case& out) {
  if (line.starts_with("on ")) return read_dateline(line, out);
  if (line.starts_with('|')) return add_text(line, out.text), Result<void>();
  TRY(Expectation expectation, expectation_of(line));
  expectation.line = number;
  out.expectations.push_back(std::move(expectation));
  return {};
}

}  // namespace

Result<std::vector<Case>> parse_cases(std::string_view text, const std::string& file) {
  std::vector<Case> out;
  bool open = false;
  size_t number = 0;
  const auto where = [&](size_t line) { return file + ":" + std::to_string(line); };
  const auto close = [&]() -> Result<void> {
    if (std::exchange(open, false)) {
      if (Result<void> whole = check_whole(out.back()); !whole)
        return std::unexpected(std::move(whole).error().in(where(out.back().line)));
    }
    return {};
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty()) {
      TRY_VOID(close());
    } else if (line.starts_with('#')) {
      if (open)
        return fail(ErrorKind::kInput,
                    where(number) + ": a second claim in one case; a blank line is wanted between cases");
      out.push_back({.file = file,
                     .line = number,
                     .claim = std::string(trimmed(line.substr(1))),
                     .published = {},
                     .publisher = {},
                     .text = {},
                     .expectations = {}});
      open = true;
    } else if (!open) {
      return fail(ErrorKind::kInput, where(number) + ": a case begins with its claim; wanted: # What must hold.");
    } else {
      if (Result<void> read = read_line(line, number, out.back()); !read)
        return std::unexpected(std::move(read).error().in(where(number)));
    }
  }
  TRY_VOID(close());
  return out;
}

Result<std::vector<Case>> read_cases(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorKind::kInput, path.string() + ": cannot be opened");
  std::ostringstream text;
  text << in.rdbuf();
  return parse_cases(text.str(), path.filename().string());
}

Result<void> check_claims(const std::vector<Case>& cases) {
  std::map<std::string, const Case*> seen;
  for (const Case& one : cases) {
    const auto [other, is_new] = seen.emplace(one.claim, &one);
    if (!is_new)
      return fail(ErrorKind::kInput, one.file + ":" + std::to_string(one.line) + ": the claim \"" + one.claim +
                                         "\" is already made at " + other->second->file + ":" +
                                         std::to_string(other->second->line) + "; claims are names and differ");
  }
  return {};
}

}  // namespace tocsin::cases
