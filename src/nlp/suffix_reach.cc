// Measures the alternatives of a suffix expression.
#include "nlp/suffix_reach.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"

namespace tocsin::nlp {

namespace {

/// Where the class or group that opens at `at` is closed (the index of its last character); npos when it is not.
size_t closing(std::string_view pattern, size_t at) {
  if (pattern[at] == '[') {
    size_t i = at + 1;
    if (i < pattern.size() && pattern[i] == '^') ++i;
    for (const size_t first = i; i < pattern.size(); ++i) {
      if (pattern[i] == '\\') {
        ++i;
      } else if (pattern[i] == ']' && i != first) {
        return i;
      }
    }
    return std::string_view::npos;
  }
  for (size_t i = at + 1; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '[' || pattern[i] == '(') {
      i = closing(pattern, i);
      if (i == std::string_view::npos) return i;
    } else if (pattern[i] == ')') {
      return i;
    }
  }
  return std::string_view::npos;
}

std::optional<std::vector<std::string_view>> alternatives(std::string_view pattern) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '[' || pattern[i] == '(') {
      i = closing(pattern, i);
      if (i == std::string_view::npos) return {};
    } else if (pattern[i] == '|') {
      parts.push_back(pattern.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(pattern.substr(begin));
  return parts;
}

std::optional<size_t> most_width(std::string_view pattern);

/// Width of the group whose text, brackets left out, is `inside`.
std::optional<size_t> group_width(std::string_view inside) {
  for (const std::string_view around : {"?=", "?!", "?<=", "?<!"})
    if (inside.starts_with(around)) return 0;
  if (inside.starts_with("?:")) return most_width(inside.substr(2));
  if (inside.starts_with("?")) return {};
  return most_width(inside);
}

/// Bytes of the escape at the front of `text`; 0 for one that is not a single character.
size_t escape_size(std::string_view text) {
  if (text.size() < 2) return 0;
  if (text[1] == 'x') return 4;
  if (text[1] == 'u') return 6;
  if (text[1] == 'U') return 10;
  return ascii::is_digit(text[1]) ? 0 : 2;
}

std::optional<size_t> sequence_width(std::string_view text) {
  size_t width = 0;
  for (size_t i = 0; i < text.size();) {
    size_t one = 1;
    if (text[i] == '\\') {
      const size_t size = escape_size(text.substr(i));
      if (size == 0) return {};
      i += size;
    } else if (text[i] == '[' || text[i] == '(') {
      const size_t end = closing(text, i);
      if (end == std::string_view::npos) return {};
      if (text[i] == '(') {
        const auto inner = group_width(text.substr(i + 1, end - i - 1));
        if (!inner) return {};
        one = *inner;
      }
      i = end + 1;
    } else if (text[i] == '$' || text[i] == '^') {
      one = 0;
      ++i;
    } else {
      one = (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80 ? 0 : 1;  // a code point counts at its first byte
      ++i;
    }
    if (i < text.size() && (text[i] == '*' || text[i] == '+' || text[i] == '{')) return {};
    if (i < text.size() && text[i] == '?') ++i;
    width += one;
  }
  return width;
}

std::optional<size_t> most_width(std::string_view pattern) {
  const auto parts = alternatives(pattern);
  if (!parts) return {};
  size_t most = 0;
  for (const std::string_view part : *parts) {
    const auto width = sequence_width(part);
    if (!width) return {};
    most = std::max(most, *width);
  }
  return most;
}

/// The c of `cc+$`, c plain or escaped.
std::optional<char> run_of(std::string_view alternative) {
  if (!alternative.ends_with("+$")) return {};
  const std::string_view twice = alternative.substr(0, alternative.size() - 2);
  if (twice.size() % 2 != 0 || twice.substr(0, twice.size() / 2) != twice.substr(twice.size() / 2)) return {};
  const std::string_view once = twice.substr(twice.size() / 2);
  const bool escaped = once.size() == 2 && once[0] == '\\' && std::string_view(".*+?!-").find(once[1]) != once.npos;
  const bool plain = once.size() == 1 && std::string_view(".*+?\\()[]{}|^$").find(once[0]) == once.npos;
  if (!escaped && !plain) return {};
  return once.back();
}

}  // namespace

std::optional<SuffixReach> suffix_reach(std::string_view pattern) {
  const auto parts = alternatives(pattern);
  if (!parts) return {};
  SuffixReach reach;
  for (const std::string_view part : *parts) {
    if (!part.ends_with('$') || part.ends_with("\\$")) return {};
    if (const auto run = run_of(part)) {
      reach.runs += *run;
      continue;
    }
    const auto width = sequence_width(part);
    if (!width) return {};
    reach.most_code_points = std::max(reach.most_code_points, *width);
  }
  return reach;
}

size_t SuffixReach::search_from(std::string_view word) const {
  // `$` also holds before a final line break, which moves every suffix one to the left.
  if (word.ends_with('\n')) return 0;
  size_t from = word.size();
  for (size_t i = 0; i < most_code_points && from > 0; ++i) {
    --from;
    while (from > 0 && (static_cast<unsigned char>(word[from]) & 0xC0) == 0x80) --from;
  }
  if (!word.empty() && runs.find(word.back()) != std::string::npos) {
    size_t run = word.size();
    while (run > 0 && word[run - 1] == word.back()) --run;
    from = std::min(from, run);
  }
  return from;
}

}  // namespace tocsin::nlp
