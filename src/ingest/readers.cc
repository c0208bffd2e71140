// Each reader takes bytes from the input and makes Articles of them.
#include "ingest/readers.h"

#include <algorithm>

#include "ingest/article_text.h"
#include "ingest/charset.h"
#include "ingest/feed.h"
#include "ingest/unwrap.h"
#include "ingest/warc.h"

namespace tocsin {
namespace {

Result<Article> text_article(std::string_view raw, uint64_t raw_begin, std::string_view charset,
                             const CleanLimits& limits) {
  const std::span<const std::string_view> declared(&charset, charset.empty() ? 0 : 1);
  TRY(DecodedBytes decoded, decode_bytes(raw, raw_begin, declared));
  Article art;
  art.notes = std::move(decoded.notes);
  const MappedText clean = unwrap_lines(clean_text(decoded.text, limits, art.notes));
  const TitleSplit split = split_title(clean.text());
  MappedText title, body;
  title.copy_from(clean, split.title);
  body.copy_from(clean, split.body);
  set_text(art, title, body);
  date_from_dateline(art);
  return art;
}

/// One text or one page.
class WholeReader final : public ArticleReader {
 public:
  WholeReader(InputContext& input, bool is_html) : input_(input), is_html_(is_html) {}

  std::optional<Result<Article>> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    const IngestOptions& options = input_.options;
    input_.bytes.fill(options.file_bytes + 1);
    const bool cut = input_.bytes.ahead().size() > options.file_bytes;
    const std::string_view raw = input_.bytes.ahead().substr(0, options.file_bytes);
    Result<Article> art =
        is_html_ ? read_html(raw, HtmlLimits{.clean = options.clean}) : text_article(raw, 0, {}, options.clean);
    if (!art) return std::unexpected(std::move(art).error().in(input_.name));
    if (cut)
      art->notes.push_back("only the first " + std::to_string(options.file_bytes) + " bytes of the input were read");
    if (!input_.bytes.damage().empty()) art->notes.push_back("cut: " + input_.bytes.damage());
    return art;
  }

 private:
  InputContext& input_;
  bool is_html_;
  bool done_ = false;
};

/// JSON Lines.
class LineReader final : public ArticleReader {
 public:
  explicit LineReader(InputContext& input) : input_(input), json_(input.options.fields, input.options.clean) {}

  std::optional<Result<Article>> next() override {
    ByteSource& bytes = input_.bytes;
    for (;;) {
      const size_t size = line_size();
      if (size > input_.options.line_bytes) return too_long();
      const std::string_view text = bytes.ahead().substr(0, size);
      const bool is_last = size == bytes.ahead().size();
      if (is_last && (text.empty() || !bytes.damage().empty()))
        return std::nullopt;  // a cut line is part of the damage
      ++line_;
      const bool is_blank = trimmed(text).empty();
      Result<Article> art;
      if (!is_blank) art = json_.parse(text, bytes.offset(), input_.file_name);
      bytes.use(std::min(size + 1, bytes.ahead().size()));
      if (is_blank) continue;
      if (!art) return std::unexpected(std::move(art).error().in(input_.name + ":" + std::to_string(line_)));
      return art;
    }
  }

 private:
  /// Bytes of the line at the front, without its end; of a line that is too long, more than it may have.
  size_t line_size() {
    ByteSource& bytes = input_.bytes;
    bytes.fill(1);
    size_t seen = 0;
    for (;;) {
      const size_t size = bytes.ahead().find('\n', seen);
      if (size != std::string_view::npos) return size;
      seen = bytes.ahead().size();
      if (bytes.ended() || seen > input_.options.line_bytes) return seen;
      bytes.fill(seen + 1);
    }
  }

  Result<Article> too_long() {
    ByteSource& bytes = input_.bytes;
    while (!bytes.ahead().contains('\n') && !bytes.ended()) {
      bytes.use(bytes.ahead().size());
      bytes.fill(1);
    }
    if (!bytes.ahead().empty()) bytes.use(std::min(bytes.ahead().find('\n'), bytes.ahead().size() - 1) + 1);
    return fail(ErrorKind::kInput, input_.name + ":" + std::to_string(++line_) + ": longer than " +
                                       std::to_string(input_.options.line_bytes) + " bytes; split it into documents");
  }

  InputContext& input_;
  JsonLineParser json_;
  size_t line_ = 0;
};

/// RSS and Atom.
class ItemReader final : public ArticleReader {
 public:
  explicit ItemReader(InputContext& input) : input_(input) {}

  std::optional<Result<Article>> next() override {
    if (!opened_) {
      opened_ = true;
      const IngestOptions& options = input_.options;
      input_.bytes.fill(options.feed_bytes + 1);
      const FeedLimits limits{.clean = options.clean, .items = options.feed_items, .latest = options.latest};
      Result<FeedReader> feed = FeedReader::open(input_.bytes.ahead().substr(0, options.feed_bytes), limits);
      if (!feed) return std::unexpected(std::move(feed).error().in(input_.name));
      feed_.emplace(std::move(*feed));
    }
    if (!feed_) return std::nullopt;
    std::optional<Result<Article>> art = feed_->next();
    if (art && !*art) return std::unexpected(std::move(*art).error().in(input_.name));
    return art;
  }

  void add_counts(IngestCounts& counts) const override {
    if (!feed_) return;
    counts.repeated += feed_->repeated();
    counts.deferred += feed_->deferred();
  }

 private:
  InputContext& input_;
  bool opened_ = false;
  std::optional<FeedReader> feed_;
};

/// WARC.
class PageReader final : public ArticleReader {
 public:
  explicit PageReader(InputContext& input) : input_(input), archive_(input.bytes, input.options.file_bytes) {}

  std::optional<Result<Article>> next() override {
    std::optional<Result<WarcPage>> page = archive_.next();
    if (!page) return std::nullopt;
    if (!*page) return std::unexpected(std::move(*page).error().in(input_.name));
    Result<Article> art = article_of(**page);
    if (!art) return std::unexpected(std::move(art).error().in((*page)->url).in(input_.name));
    if (!(*page)->raw_begin) art->source_map.clear();  // the body does not stand in the archive as it is
    art->url = (*page)->url;
    return art;
  }

  void add_counts(IngestCounts& counts) const override { counts.skipped += archive_.skipped(); }

 private:
  [[nodiscard]] Result<Article> article_of(const WarcPage& page) const {
    const uint64_t begin = page.raw_begin.value_or(0);
    const CleanLimits& clean = input_.options.clean;
    if (page.media_type == "text/plain") return text_article(page.body, begin, page.charset, clean);
    return read_html(page.body, HtmlLimits{.clean = clean}, {.raw_begin = begin, .charset = page.charset});
  }

  InputContext& input_;
  WarcReader archive_;
};

}  // namespace

std::unique_ptr<ArticleReader> new_whole_reader(InputContext& input, bool is_html) {
  return std::make_unique<WholeReader>(input, is_html);
}
std::unique_ptr<ArticleReader> new_line_reader(InputContext& input) { return std::make_unique<LineReader>(input); }
std::unique_ptr<ArticleReader> new_feed_reader(InputContext& input) { return std::make_unique<ItemReader>(input); }
std::unique_ptr<ArticleReader> new_warc_reader(InputContext& input) { return std::make_unique<PageReader>(input); }

}  // namespace tocsin
