// Takes comments off, tells kinds of dictionaries apart, and splits entries into their bracketed parts.
#include "lexicon/petrarch_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/ascii.h"
#include "base/utf8.h"

namespace tocsin::lexicon {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";

// `<!--` opens a comment, also written `<! --`; npos when the line has none.
size_t comment_start(std::string_view line, size_t from) {
  for (size_t at = line.find("<!", from); at != std::string_view::npos; at = line.find("<!", at + 1)) {
    const size_t dashes = line.find_first_not_of(kBlanks, at + 2);
    if (dashes != std::string_view::npos && line.substr(dashes, 2) == "--") return at;
  }
  return std::string_view::npos;
}

// `#` and `;` start a comment where no bracket is open: `[###]` is a code.
std::string without_end_comment(std::string_view line) {
  int depth = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '[') ++depth;
    if (line[i] == ']' && depth > 0) --depth;
    if (depth == 0 && (line[i] == '#' || line[i] == ';')) return std::string(line.substr(0, i));
  }
  // A bracket that never closes must not hide the comment behind it.
  const size_t end = depth > 0 ? line.find_first_of("#;") : std::string_view::npos;
  return std::string(line.substr(0, end));
}

struct Comments {
  bool open = false;
  size_t opened_at = 0;

  std::string take_off(std::string_view line, size_t number) {
    std::string kept;
    for (size_t at = 0; at <= line.size();) {
      if (open) {
        const size_t end = line.find("-->", at);
        if (end == std::string_view::npos) return kept;
        open = false;
        at = end + 3;
        continue;
      }
      const size_t start = comment_start(line, at);
      kept += line.substr(at, start == std::string_view::npos ? start : start - at);
      if (start == std::string_view::npos) break;
      open = true;
      opened_at = number;
      at = start + 2;
    }
    return without_end_comment(kept);
  }
};

bool has_agent_code(std::string_view line) {
  for (size_t open = line.find('['); open != std::string_view::npos; open = line.find('[', open + 1)) {
    const std::string_view code = petrarch_trim(line.substr(open + 1, line.find_first_of("]}", open) - open - 1));
    if (code.starts_with('~') || code.ends_with('~')) return true;
  }
  return false;
}

PetrarchKind kind_of(const std::vector<PetrarchLine>& lines) {
  bool has_code = false;
  for (const PetrarchLine& line : lines) {
    const std::string_view text = petrarch_trim(line.text);
    if (text.starts_with('-') || text.starts_with('&') || text.starts_with("~ ")) return PetrarchKind::kVerbs;
    if (has_agent_code(text)) return PetrarchKind::kAgents;
    has_code = has_code || text.find('[') != std::string_view::npos;
  }
  return has_code ? PetrarchKind::kActors : PetrarchKind::kDiscards;
}

}  // namespace

std::string_view petrarch_trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::vector<std::string> petrarch_parts(std::string_view text) {
  std::vector<std::string> parts;
  for (size_t at = text.find_first_not_of(" \t,"); at != std::string_view::npos;) {
    const size_t end = text.find_first_of(" \t,", at);
    parts.push_back(ascii::upper(text.substr(at, end == std::string_view::npos ? end : end - at)));
    at = end == std::string_view::npos ? end : text.find_first_not_of(" \t,", end);
  }
  return parts;
}

std::vector<PetrarchWord> petrarch_phrase(std::string_view phrase) {
  std::vector<PetrarchWord> words;
  std::string word;
  for (const char c : std::string(petrarch_trim(phrase)) + " ") {
    const bool blank = c == ' ' || c == '\t';
    if (!blank && c != '_') {
      word += c;
      continue;
    }
    if (!word.empty()) words.push_back({ascii::upper(word), c == '_'});
    word.clear();
  }
  if (!words.empty()) words.back().joined = false;
  return words;
}

std::string petrarch_plural(std::string phrase) {
  if (phrase.ends_with("SS")) return phrase + "ES";
  if (!phrase.ends_with('Y')) return phrase + "S";
  phrase.back() = 'I';
  return phrase + "ES";
}

Result<PetrarchFile> PetrarchFile::open(const std::filesystem::path& path) {
  PetrarchFile file;
  file.name_ = path.filename().string();
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, error))
    return fail(ErrorKind::kResource, path.string() + ": the dictionary cannot be read; is the path right?");
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!is_valid_utf8(bytes))
    return fail(ErrorKind::kResource, path.string() + ": the dictionary is not UTF-8; convert it with iconv");
  Comments comments;
  size_t number = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view raw(bytes.data() + at, end - at);
    ++number;
    std::string text = comments.take_off(raw, number);
    text.erase(text.find_last_not_of(kBlanks) + 1);
    const bool blank = petrarch_trim(raw).empty();
    if (blank || !petrarch_trim(text).empty()) file.lines_.push_back({std::move(text), number, blank});
    at = end + 1;
  }
  if (comments.open)
    return fail(ErrorKind::kResource,
                file.name_ + ":" + std::to_string(comments.opened_at) + ": the comment never ends; close it with -->");
  bool any = false;
  for (const PetrarchLine& line : file.lines_) any = any || !line.blank;
  if (!any) return fail(ErrorKind::kResource, path.string() + ": the dictionary holds no entry");
  file.kind_ = kind_of(file.lines_);
  return file;
}

Result<PetrarchEntry> petrarch_entry(const PetrarchFile& file, const PetrarchLine& line) {
  PetrarchEntry entry;
  const std::string_view text = line.text;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c != '[' && c != '{') {
      if (c == ']' || c == '}')
        return file.wrong(line, std::string("\"") + c + "\" closes nothing; write the code as [CODE]");
      if (!entry.codes.empty() && kBlanks.find(c) == std::string_view::npos)
        return file.wrong(
            line, "\"" + std::string(petrarch_trim(text.substr(at))) + "\" follows a code; start a comment with #");
      entry.phrase += c;
      ++at;
      continue;
    }
    const char close = c == '[' ? ']' : '}';
    const size_t end = text.find(close, at);
    if (end == std::string_view::npos)
      return file.wrong(line, "\"" + std::string(text.substr(at)) + "\" is not closed; \"" + close + "\" is wanted");
    const std::string_view inside = petrarch_trim(text.substr(at + 1, end - at - 1));
    if (c == '{') {
      entry.forms = inside;
      entry.has_forms = true;
    } else {
      if (inside.empty()) return file.wrong(line, "the code in [] is empty; write [---] for no code");
      entry.codes.emplace_back(inside);
    }
    at = end + 1;
  }
  entry.phrase = petrarch_trim(entry.phrase);
  return entry;
}

}  // namespace tocsin::lexicon
