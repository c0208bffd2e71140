// Turns clauses and quotations into content: see said_words.h.
#include "coding/said_words.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool merges(std::string_view gap) {
  return std::ranges::all_of(gap, [](char c) { return is_blank(c); });
}

std::vector<Range> united(std::vector<Range> ranges, std::string_view text) {
  std::ranges::sort(ranges);
  std::vector<Range> out;
  for (const Range range : ranges) {
    if (range.empty()) continue;
    if (!out.empty() &&
        (range.begin <= out.back().end || merges(text.substr(out.back().end, range.begin - out.back().end))))
      out.back().end = std::max(out.back().end, range.end);
    else
      out.push_back(range);
  }
  return out;
}

}  // namespace

Range without_blanks(std::string_view text, Range bytes) {
  while (!bytes.empty() && is_blank(text[bytes.begin])) ++bytes.begin;
  while (!bytes.empty() && is_blank(text[bytes.end - 1])) --bytes.end;
  return bytes;
}

SaidWords::SaidWords(const Grammar& grammar) : grammar_(grammar), doc_(grammar.doc()) {
  const auto count = static_cast<uint32_t>(doc_.tokens.size());
  const std::vector<Range> paragraphs = find_paragraphs(doc_.text(), doc_.title_size);
  paragraph_of_.assign(count, 0);
  paragraph_tokens_.assign(std::max<size_t>(paragraphs.size(), 1), Range{count, 0});
  for (uint32_t tok = 0, at = 0; tok < count; ++tok) {
    while (at + 1 < paragraphs.size() && doc_.tokens[tok].range.begin >= paragraphs[at].end) ++at;
    paragraph_of_[tok] = at;
    Range& tokens = paragraph_tokens_[at];
    tokens = {std::min(tokens.begin, tok), tok + 1};
  }
  quotations_ = find_quotations(doc_.text());
  quotation_of_.assign(count, kNone);
  for (uint32_t i = 0; i < quotations_.size(); ++i) {
    const uint32_t first = doc_.token_at(quotations_[i].outer.begin);
    uint32_t end = first;
    while (end < count && doc_.tokens[end].range.begin < quotations_[i].outer.end) quotation_of_[end++] = i;
    quotation_tokens_.push_back({first, end});
  }
}

Range SaidWords::sentence_in_paragraph(uint32_t tok) const {
  const Range sent = doc_.sentences[doc_.tokens[tok].sent].tokens, paragraph = paragraph_tokens_[paragraph_of_[tok]];
  Range clip = {std::max(sent.begin, paragraph.begin), std::min(sent.end, paragraph.end)};
  for (uint32_t at = clip.begin; at + 1 < clip.end; ++at) {
    if (!stops(at, clip.end)) continue;
    if (at >= tok) return {clip.begin, at + 1};
    clip.begin = at + 1;
  }
  return clip;
}

// A full stop of its own before a capital ends a sentence, even where the parser reads on.
bool SaidWords::stops(uint32_t tok, uint32_t end) const {
  if (doc_.tokens[tok].text != "." && !closes_edited_stop(tok)) return false;
  uint32_t next = tok + 1;
  while (next < end && !is_word(next)) ++next;
  if (next >= end) return false;
  const char first = doc_.tokens[next].text.front();
  return ascii::is_upper(first);
}

bool SaidWords::is_word(uint32_t tok) const {
  const Pos pos = doc_.tokens[tok].pos;
  return pos != Pos::kPunct && pos != Pos::kSpace && !(pos == Pos::kSym && doc_.tokens[tok].text.size() == 1);
}

// "“… is incurable[.]” He went on": the editor's full stop, which the tagger does not know, ends the quotation.
bool SaidWords::closes_edited_stop(uint32_t tok) const {
  const uint32_t quotation = quotation_of_[tok];
  if (quotation == kNone || quotation_tokens_[quotation].end != tok + 1) return false;
  return quotations_[quotation].inner.of(doc_.text()).ends_with("[.]");
}

uint32_t SaidWords::word_count(std::span<const Range> runs) const {
  uint32_t count = 0;
  for (const Range run : runs)
    for (uint32_t tok = run.begin; tok < run.end; ++tok) count += is_word(tok);
  return count;
}

bool SaidWords::ends_sentence(uint32_t tok) const {
  const std::string_view text = doc_.tokens[tok].text;
  return text == "." || text == "!" || text == "?";
}

std::vector<Range> SaidWords::runs_of(uint32_t root, Range clip, std::span<const uint32_t> without) const {
  const Range subtree = grammar_.subtree(root);
  std::vector<Range> runs;
  for (uint32_t tok = std::max(subtree.begin, clip.begin); tok < std::min(subtree.end, clip.end); ++tok) {
    const bool taken = grammar_.dominates(root, tok) &&
                       std::ranges::none_of(without, [&](uint32_t other) { return grammar_.dominates(other, tok); });
    if (!taken) continue;
    if (!runs.empty() && runs.back().end == tok)
      ++runs.back().end;
    else
      runs.push_back({tok, tok + 1});
  }
  return runs;
}

// "it was sorry" + "that aid would come": where only marks and a conjunction stand between, they are content too.
std::vector<Range> SaidWords::joined_by_conjunction(std::vector<Range> runs) const {
  std::vector<Range> out;
  for (const Range run : runs) {
    bool joins = !out.empty() && out.back().end <= run.begin && run.begin - out.back().end <= 2, conjunction = false;
    for (uint32_t tok = out.empty() ? 0 : out.back().end; joins && tok < run.begin; ++tok) {
      conjunction |= doc_.tokens[tok].pos == Pos::kCconj;
      joins = doc_.tokens[tok].pos == Pos::kCconj || !is_word(tok);
    }
    if (joins && conjunction)
      out.back().end = run.end;
    else
      out.push_back(run);
  }
  return out;
}

std::vector<Range> SaidWords::trimmed(std::vector<Range> runs) const {
  std::vector<Range> out;
  for (Range run : joined_by_conjunction(std::move(runs))) {
    const auto loose = [&](uint32_t tok) {
      const std::string_view text = doc_.tokens[tok].text;
      return !is_word(tok) && quotation_of_[tok] == kNone && text != "$" && text != "(" && text != ")" && text != "#" &&
             text != "@";
    };
    while (!run.empty() && loose(run.begin)) ++run.begin;
    if (out.empty() && !run.empty()) {
      const Token& first = doc_.tokens[run.begin];
      const bool mark = first.lemma == "that" && (first.dep == Dep::kMark || first.dep == Dep::kDet);
      const bool for_clause = first.lemma == "for" && first.dep == Dep::kMark;
      if (mark || for_clause || (first.tag == "TO" && first.dep == Dep::kAux)) ++run.begin;
      while (!run.empty() && loose(run.begin)) ++run.begin;
    }
    // "… and" before an act of its own is the reporter's.
    while (!run.empty() &&
           (loose(run.end - 1) || (doc_.tokens[run.end - 1].dep == Dep::kCc && quotation_of_[run.end - 1] == kNone)))
      --run.end;
    bool words = false;
    for (uint32_t tok = run.begin; tok < run.end; ++tok) words |= is_word(tok);
    if (words) out.push_back(run);
  }
  return out;
}

// A range that takes in a part of a quotation from its edge takes in its mark too, and a run that stops inside a
// quotation's last mark is closed by it.
Range SaidWords::whole_quotations(Range bytes, uint32_t own_quotation) const {
  const std::string_view text = doc_.text();
  for (uint32_t i = 0; i < quotations_.size(); ++i) {
    const Quotation& quotation = quotations_[i];
    if (i == own_quotation || !quotation.outer.overlaps(bytes)) continue;
    if (bytes.begin >= quotation.outer.begin &&
        merges(text.substr(quotation.outer.begin, bytes.begin - quotation.outer.begin)))
      bytes.begin = quotation.outer.begin;
    if (bytes.begin == quotation.inner.begin) bytes.begin = quotation.outer.begin;
    if (bytes.end < quotation.outer.end) {
      const uint32_t next = doc_.token_at(bytes.end);
      bool only_marks = true;
      for (uint32_t tok = next; tok < quotation_tokens_[i].end; ++tok) only_marks &= !is_word(tok);
      if (only_marks) bytes.end = quotation.outer.end;
    }
  }
  return bytes;
}

Range SaidWords::without_outer_marks(Range bytes) const {
  const std::string_view text = doc_.text();
  for (const Quotation& quotation : quotations_) {
    if (!quotation.outer.overlaps(bytes)) continue;
    bytes.begin = std::max(bytes.begin, quotation.inner.begin);
    bytes.end = std::min(bytes.end, quotation.inner.end);
  }
  bytes = without_blanks(text, bytes);
  while (!bytes.empty() && text[bytes.end - 1] == ',') --bytes.end;
  return without_blanks(text, bytes);
}

void SaidWords::settle(Saying& saying, std::vector<Range> runs, std::span<const uint32_t> quotations) const {
  const uint32_t own = saying.cue == kNone ? kNone : quotation_of_[saying.cue];
  std::vector<Range> bytes;
  for (const Range run : trimmed(std::move(runs))) bytes.push_back(whole_quotations(doc_.bytes_of(run), own));
  for (const uint32_t quotation : quotations) bytes.push_back(quotations_[quotation].outer);
  const std::vector<Range> parts = united(std::move(bytes), doc_.text());
  bool inside = false, outside = false;
  for (const Range part : parts)
    for (uint32_t tok = doc_.token_at(part.begin); tok < doc_.tokens.size() && doc_.tokens[tok].range.begin < part.end;
         ++tok)
      if (is_word(tok)) (quotation_of_[tok] != kNone && quotation_of_[tok] != own ? inside : outside) = true;
  saying.form = !inside ? Form::kIndirect : outside ? Form::kMixed : Form::kDirect;
  saying.content.clear();
  for (const Range part : parts) {
    if (saying.form != Form::kDirect) {
      saying.content.push_back(without_blanks(doc_.text(), part));
      continue;
    }
    // Several quotations that lie side by side are several ranges: the marks between them are not content.
    for (const Quotation& quotation : quotations_) {
      const Range piece = {std::max(part.begin, quotation.outer.begin), std::min(part.end, quotation.outer.end)};
      if (!piece.empty()) saying.content.push_back(without_outer_marks(piece));
    }
  }
  std::erase_if(saying.content, [](Range range) { return range.empty(); });
}

}  // namespace tocsin::coding
