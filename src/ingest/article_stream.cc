// Chooses the reader by name and content, and goes on behind damage.
#include "ingest/article_stream.h"

#include <algorithm>
#include <filesystem>

#include "base/ascii.h"
#include "ingest/article_text.h"
#include "ingest/language.h"
#include "ingest/mapped_text.h"
#include "ingest/readers.h"

namespace tocsin {
namespace {

constexpr size_t kFront = size_t{64} << 10;

enum class Format { kText, kHtml, kJsonLines, kFeed, kWarc };

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) { return ascii::lower(c); });
}

/// ".html" of "page.html.gz".
std::string extension_of(const std::string& input) {
  std::filesystem::path path = input;
  for (const std::string_view packed : {".gz", ".zst", ".zstd"})
    if (path.extension() == packed) path.replace_extension();
  return path.extension().string();
}

/// The front without what may stand before the first element: declaration, comments, processing instructions.
std::string_view first_element(std::string_view front) {
  while (front.starts_with("<?") || front.starts_with("<!--")) {
    const std::string_view close = front.starts_with("<?") ? "?>" : "-->";
    const size_t end = front.find(close);
    if (end == std::string_view::npos) break;
    front = trimmed(front.substr(end + close.size()));
  }
  if (starts_with_any_case(front, "<!doctype") && !starts_with_any_case(front, "<!doctype html")) {
    // The root's name follows: <!DOCTYPE rss [ … ]>
    front = trimmed(front.substr(9));
    for (const std::string_view name : {"rss", "feed", "rdf"})
      if (starts_with_any_case(front, name)) return "<rss";
  }
  return front;
}

Result<Format> format_of(const std::string& input, std::string_view front) {
  const std::string extension = extension_of(input);
  if (front.starts_with("\xEF\xBB\xBF")) front.remove_prefix(3);
  front = trimmed(front);
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return Format::kHtml;
  if (extension == ".jsonl" || extension == ".ndjson" || extension == ".json") return Format::kJsonLines;
  if (extension == ".warc" || front.starts_with("WARC/")) return Format::kWarc;
  if (extension == ".rss" || extension == ".atom" || extension == ".rdf") return Format::kFeed;
  const std::string_view element = first_element(front);
  for (const std::string_view feed : {"<rss", "<feed", "<rdf:rdf", "<atom:feed", "<channel"})
    if (starts_with_any_case(element, feed)) return Format::kFeed;
  if (extension == ".txt") return Format::kText;
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<!--", "<meta", "<title", "<div", "<p>"})
    if (starts_with_any_case(front, tag) || starts_with_any_case(element, tag)) return Format::kHtml;
  if (starts_with_any_case(front, "<?xml"))
    return fail(ErrorKind::kInput,
                "is XML, but neither a feed nor a page; text, HTML, JSON Lines, RSS, Atom or WARC is wanted");
  const size_t next = front.starts_with('{') ? front.find_first_not_of(" \t\r\n", 1) : std::string_view::npos;
  if (next != std::string_view::npos && (front[next] == '"' || front[next] == '}')) return Format::kJsonLines;
  return Format::kText;
}

std::unique_ptr<ArticleReader> new_reader(Format format, InputContext& input) {
  switch (format) {
    case Format::kJsonLines:
      return new_line_reader(input);
    case Format::kFeed:
      return new_feed_reader(input);
    case Format::kWarc:
      return new_warc_reader(input);
    case Format::kHtml:
    case Format::kText:
      break;
  }
  return new_whole_reader(input, format == Format::kHtml);
}

void finish(Article& art, const InputContext& input) {
  if (art.source.empty()) art.source = input.file_name;
  if (input.options.date) {
    art.published = input.options.date;
    art.published_from = PublishedFrom::kOption;
  }
  if (const std::string language = language_of(art.text); !language.empty()) art.language = language;
  set_id(art);
}

}  // namespace

struct ArticleStream::Source {
  explicit Source(InputContext input_in) : input(std::move(input_in)) {}

  InputContext input;
  std::unique_ptr<ArticleReader> reader;
  uint64_t item_begin = 0;
  bool damage_told = false;
  bool done = false;
};

ArticleStream::ArticleStream(std::unique_ptr<Source> source) : source_(std::move(source)) {}
ArticleStream::ArticleStream(ArticleStream&&) noexcept = default;
ArticleStream& ArticleStream::operator=(ArticleStream&&) noexcept = default;
ArticleStream::~ArticleStream() = default;
uint64_t ArticleStream::offset() const { return source_->item_begin; }

Result<ArticleStream> ArticleStream::open(const std::string& input, const IngestOptions& options) {
  const std::string name = input == "-" ? "standard input" : input;
  const std::string file_name = input == "-" ? input : std::filesystem::path(input).filename().string();
  Result<ByteSource> bytes = ByteSource::open(input);
  if (!bytes) return std::unexpected(std::move(bytes).error().in(name));
  auto source = std::make_unique<Source>(InputContext{std::move(*bytes), options, name, file_name});
  source->input.bytes.fill(kFront);
  const Result<Format> format = format_of(input, source->input.bytes.ahead());
  if (!format) return std::unexpected(Error(format.error()).in(name));
  source->reader = new_reader(*format, source->input);
  return ArticleStream(std::move(source));
}

std::optional<Result<Article>> ArticleStream::next() {
  Source& source = *source_;
  while (!source.done) {
    source.item_begin = source.input.bytes.offset();
    if (std::optional<Result<Article>> art = source.reader->next()) {
      if (*art) finish(**art, source.input);
      return art;
    }
    ByteSource& bytes = source.input.bytes;
    if (bytes.ended() && !bytes.damage().empty() && !source.damage_told) {
      source.damage_told = true;
      return fail(ErrorKind::kInput, source.input.name + ": " + bytes.damage());
    }
    source.done = !bytes.resume();
    source.damage_told = false;
  }
  return std::nullopt;
}

IngestCounts ArticleStream::counts() const {
  IngestCounts counts;
  source_->reader->add_counts(counts);
  return counts;
}

}  // namespace tocsin
