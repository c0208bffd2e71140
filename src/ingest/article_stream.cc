// Reads an input in blocks; lines of JSON are handed out as they come, text and pages whole.
#include "ingest/article_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "ingest/article_text.h"
#include "ingest/charset.h"
#include "ingest/unwrap.h"

namespace tocsin {
namespace {

constexpr size_t kBlock = 1 << 18;

enum class Format { kText, kHtml, kJsonLines };

/// A file or standard input, with what was read ahead of its use.
class ByteSource {
 public:
  static Result<ByteSource> open(const std::string& input) {
    ByteSource source;
    if (input == "-") {
      source.file_ = {stdin, [](std::FILE*) { return 0; }};
      return source;
    }
    std::error_code error;
    if (std::filesystem::is_directory(input, error))
      return fail(ErrorKind::kInput, "is a folder; name the files in it");
    source.file_ = {std::fopen(input.c_str(), "rb"), &std::fclose};
    if (!source.file_) return fail(ErrorKind::kInput, std::string("cannot be opened: ") + std::strerror(errno));
    return source;
  }

  /// Reads until `wanted` bytes are there or the input ends.
  Result<void> fill(size_t wanted) {
    while (buffer_.size() - used_ < wanted && !ended_) {
      drop_used();
      const size_t before = buffer_.size();
      buffer_.resize(before + kBlock);
      const size_t got = std::fread(buffer_.data() + before, 1, kBlock, file_.get());
      buffer_.resize(before + got);
      if (got < kBlock) {
        ended_ = true;
        if (std::ferror(file_.get()) != 0)
          return fail(ErrorKind::kInput, std::string("cannot be read to its end: ") + std::strerror(errno));
      }
    }
    return {};
  }

  [[nodiscard]] std::string_view ahead() const { return std::string_view(buffer_).substr(used_); }
  void use(size_t size) { used_ += size, offset_ += size; }
  [[nodiscard]] uint64_t offset() const { return offset_; }  ///< of ahead() in the input
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  void drop_used() {
    if (used_ < kBlock) return;
    buffer_.erase(0, used_);
    used_ = 0;
  }

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, nullptr};
  std::string buffer_;
  size_t used_ = 0;
  uint64_t offset_ = 0;
  bool ended_ = false;
};

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) {
           return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
         });
}

Result<Format> format_of(const std::string& input, std::string_view front) {
  const std::string extension = std::filesystem::path(input).extension().string();
  if (front.starts_with("\xEF\xBB\xBF")) front.remove_prefix(3);
  front = trimmed(front);
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return Format::kHtml;
  if (extension == ".jsonl" || extension == ".ndjson" || extension == ".json") return Format::kJsonLines;
  if (front.starts_with("WARC/"))
    return fail(ErrorKind::kInput, "is a WARC archive; text, HTML or JSON Lines is wanted");
  for (const std::string_view feed : {"<rss", "<feed", "<rdf:rdf"})
    if (starts_with_any_case(front, feed))
      return fail(ErrorKind::kInput, "is a feed; text, HTML or JSON Lines is wanted");
  if (extension == ".txt") return Format::kText;
  if (starts_with_any_case(front, "<?xml")) {
    if (front.contains("<html")) return Format::kHtml;
    return fail(ErrorKind::kInput, "is XML; text, HTML or JSON Lines is wanted");
  }
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<!--", "<meta", "<title", "<div", "<p>"})
    if (starts_with_any_case(front, tag)) return Format::kHtml;
  const size_t next = front.starts_with('{') ? front.find_first_not_of(" \t\r\n", 1) : std::string_view::npos;
  if (next != std::string_view::npos && (front[next] == '"' || front[next] == '}')) return Format::kJsonLines;
  return Format::kText;
}

}  // namespace

struct ArticleStream::Source {
  Source(ByteSource bytes_in, const IngestOptions& options_in)
      : bytes(std::move(bytes_in)), options(options_in), json(options_in.fields, options_in.clean) {}

  std::optional<Result<Article>> next_line();
  Result<Article> whole();
  Result<Article> text_article(std::string_view raw) const;
  void finish(Article& art) const;

  ByteSource bytes;
  IngestOptions options;
  JsonLineParser json;
  std::string name;  ///< as the user wrote it, for messages
  std::string file_name;
  Format format = Format::kText;
  size_t line = 0;
  uint64_t item_begin = 0;
  bool done = false;
};

ArticleStream::ArticleStream(std::unique_ptr<Source> source) : source_(std::move(source)) {}
ArticleStream::ArticleStream(ArticleStream&&) noexcept = default;
ArticleStream& ArticleStream::operator=(ArticleStream&&) noexcept = default;
ArticleStream::~ArticleStream() = default;
uint64_t ArticleStream::offset() const { return source_->item_begin; }

Result<ArticleStream> ArticleStream::open(const std::string& input, const IngestOptions& options) {
  const std::string name = input == "-" ? "standard input" : input;
  const auto in_context = [&](Error error) { return std::unexpected(std::move(error).in(name)); };
  Result<ByteSource> bytes = ByteSource::open(input);
  if (!bytes) return in_context(bytes.error());
  auto source = std::make_unique<Source>(std::move(*bytes), options);
  source->name = name;
  source->file_name = input == "-" ? input : std::filesystem::path(input).filename().string();
  if (auto filled = source->bytes.fill(kBlock); !filled) return in_context(filled.error());
  const Result<Format> format = format_of(input, source->bytes.ahead());
  if (!format) return in_context(format.error());
  source->format = *format;
  return ArticleStream(std::move(source));
}

std::optional<Result<Article>> ArticleStream::next() {
  Source& source = *source_;
  if (source.done) return std::nullopt;
  if (source.format == Format::kJsonLines) return source.next_line();
  source.done = true;
  Result<Article> art = source.whole();
  if (!art) return std::unexpected(std::move(art).error().in(source.name));
  return art;
}

std::optional<Result<Article>> ArticleStream::Source::next_line() {
  for (;;) {
    item_begin = bytes.offset();
    size_t size = bytes.ahead().find('\n');
    while (size == std::string_view::npos && !bytes.ended() && bytes.ahead().size() <= options.line_bytes) {
      const size_t seen = bytes.ahead().size();
      if (auto filled = bytes.fill(seen + 1); !filled) {
        done = true;
        return std::unexpected(std::move(filled).error().in(name));
      }
      size = bytes.ahead().find('\n', seen);
    }
    const std::string where = name + ":" + std::to_string(++line);
    if (size == std::string_view::npos) size = bytes.ahead().size();
    if (size > options.line_bytes) {
      while (!bytes.ahead().contains('\n') && !bytes.ended()) {
        bytes.use(bytes.ahead().size());
        if (auto filled = bytes.fill(1); !filled) break;
      }
      bytes.use(std::min(bytes.ahead().find('\n'), bytes.ahead().size() - 1) + 1);
      return fail(ErrorKind::kInput,
                  where + ": longer than " + std::to_string(options.line_bytes) + " bytes; split it into documents");
    }
    const std::string_view text = bytes.ahead().substr(0, size);
    const uint64_t offset = bytes.offset();
    if (text.empty() && bytes.ended() && bytes.ahead().empty()) {
      done = true;
      return std::nullopt;
    }
    Result<Article> art;
    const bool is_blank = trimmed(text).empty();
    if (!is_blank) art = json.parse(text, offset, file_name);
    bytes.use(std::min(size + 1, bytes.ahead().size()));
    if (is_blank) continue;
    if (!art) return std::unexpected(std::move(art).error().in(where));
    finish(*art);
    return art;
  }
}

Result<Article> ArticleStream::Source::whole() {
  TRY_VOID(bytes.fill(options.file_bytes + 1));
  const bool cut = bytes.ahead().size() > options.file_bytes;
  const std::string_view raw = bytes.ahead().substr(0, options.file_bytes);
  Result<Article> art =
      format == Format::kHtml ? read_html(raw, HtmlLimits{.clean = options.clean}) : text_article(raw);
  if (!art) return art;
  if (cut)
    art->notes.push_back("only the first " + std::to_string(options.file_bytes) + " bytes of the input were read");
  finish(*art);
  return art;
}

Result<Article> ArticleStream::Source::text_article(std::string_view raw) const {
  TRY(DecodedBytes decoded, decode_bytes(raw, 0, {}));
  Article art;
  art.notes = std::move(decoded.notes);
  const MappedText clean = unwrap_lines(clean_text(decoded.text, options.clean, art.notes));
  const TitleSplit split = split_title(clean.text());
  MappedText title, body;
  title.copy_from(clean, split.title);
  body.copy_from(clean, split.body);
  set_text(art, title, body);
  date_from_dateline(art);
  return art;
}

void ArticleStream::Source::finish(Article& art) const {
  if (art.source.empty()) art.source = file_name;
  if (options.date) {
    art.published = options.date;
    art.published_from = PublishedFrom::kOption;
  }
  set_id(art);
}

}  // namespace tocsin
