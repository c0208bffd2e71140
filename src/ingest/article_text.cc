// Titles and datelines of plain text, by the look of the first lines.
#include "ingest/article_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/hash.h"
#include "ingest/unwrap.h"

namespace tocsin {
namespace {

constexpr size_t kTitleBytes = 200;
constexpr size_t kParagraphBytes = 100;  // a line as long as this is a paragraph, not a line of wrapped text
constexpr size_t kDatelineBytes = 120;

Range line_at(std::string_view text, uint32_t begin) {
  const size_t end = std::min(text.find('\n', begin), text.size());
  return {begin, static_cast<uint32_t>(end)};
}

/// Titles may ask; they do not stop, and do not end in a comma.
bool ends_unlike_title(std::string_view line) {
  return line.ends_with(',') || (ends_like_sentence(line) && !line.ends_with('?'));
}

/// “We will respond,” he said: a line that tells speech.
bool holds_speech(std::string_view line) {
  for (const std::string_view mark : {",”", ",\"", ",’ ", ".” ", ".\" "})
    if (line.contains(mark)) return true;
  return false;
}

bool looks_like_title(std::string_view line) {
  const auto first = static_cast<unsigned char>(line.empty() ? ' ' : line[0]);
  const bool starts_low = ascii::is_lower(first);
  return line.size() <= kTitleBytes && line.contains(' ') && !starts_low && !ends_unlike_title(line) &&
         !holds_speech(line) && !dateline_date(line);
}

}  // namespace

TitleSplit split_title(std::string_view text) {
  const Range whole = trimmed(text, {0, static_cast<uint32_t>(text.size())});
  const Range first = trimmed(text, line_at(text, whole.begin));
  if (first.end >= whole.end || !looks_like_title(first.of(text))) return {{}, whole};
  const Range rest = trimmed(text, {first.end, whole.end});
  const auto between = first.end;
  const bool blank_line = std::count(text.begin() + between, text.begin() + rest.begin, '\n') > 1;
  const uint32_t next_size = line_at(text, rest.begin).size();
  if (!blank_line && (next_size < kParagraphBytes || next_size <= first.size())) return {{}, whole};
  return {first, rest};
}

void set_text(Article& art, const MappedText& title, const MappedText& body) {
  const Range title_range = trimmed(title.text(), {0, static_cast<uint32_t>(title.size())});
  Range body_range = trimmed(body.text(), {0, static_cast<uint32_t>(body.size())});
  art.title = title_range.of(title.text());
  std::ranges::replace(art.title, '\n', ' ');
  const Range first_line = trimmed(body.text(), line_at(body.text(), body_range.begin));
  if (!art.title.empty() && first_line.of(body.text()) == art.title)
    body_range = trimmed(body.text(), {first_line.end, body_range.end});
  MappedText whole;
  whole.reserve(title_range.size() + body_range.size() + 2);
  for (uint32_t begin = title_range.begin; begin < title_range.end;) {
    const Range line = line_at(title.text(), begin);
    const uint32_t end = std::min(line.end, title_range.end);
    whole.copy_from(title, {begin, end});
    if (end < title_range.end) whole.make(" ");
    begin = end + 1;
  }
  if (!title_range.empty() && !body_range.empty()) whole.make("\n\n");
  whole.copy_from(body, body_range);
  art.text = whole.text();
  art.source_map = std::move(whole).take_runs();
}

std::optional<Date> dateline_date(std::string_view body) {
  const std::string_view line = body.substr(0, std::min(body.find('\n'), kDatelineBytes));
  const bool alone = line.size() < kDatelineBytes && body.find('\n') != std::string_view::npos;
  size_t dash = std::string_view::npos;
  for (const std::string_view mark : {" — ", " – ", " -- ", " - ", "—"}) dash = std::min(dash, line.find(mark));
  for (size_t at = 0; at < line.size(); ++at) {
    const bool starts_word = at == 0 || line[at - 1] == ' ' || line[at - 1] == '(';
    if (!starts_word || at > dash) continue;
    const std::optional<WrittenDate> written = parse_written_date(line.substr(at));
    if (!written) continue;
    const size_t end = at + written->size;
    const bool ends_line = trimmed(line.substr(end)).empty() && (alone || end == body.size());
    return ends_line || dash != std::string_view::npos ? std::optional(written->date) : std::nullopt;
  }
  return std::nullopt;
}

void date_from_dateline(Article& art) {
  if (art.published) return;
  std::string_view body = art.text;
  if (!art.title.empty()) body.remove_prefix(std::min(body.size(), art.title.size() + 2));
  art.published = dateline_date(body);
  if (art.published) art.published_from = PublishedFrom::kDateline;
}

void set_id(Article& art) {
  const bool by_url = !art.url.empty();
  art.id = hash_of({by_url ? art.url : art.source, by_url ? std::string_view() : art.external_id, art.text});
}

}  // namespace tocsin
