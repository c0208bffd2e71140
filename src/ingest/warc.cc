// Trusts a length only when a record or the end follows where it points.
#include "ingest/warc.h"

#include <algorithm>
#include <charconv>

#include "ingest/http_message.h"
#include "ingest/mapped_text.h"

namespace tocsin {
namespace {

constexpr size_t kHeaderBytes = size_t{64} << 10;
constexpr std::string_view kBegin = "WARC/1.";

bool is_text(std::string_view media_type) {
  return media_type == "text/html" || media_type == "application/xhtml+xml" || media_type == "text/plain";
}

/// Where a line begins a record in `text`, from `from` on.
size_t record_begin(std::string_view text, size_t from) {
  for (size_t at = text.find(kBegin, from); at != std::string_view::npos; at = text.find(kBegin, at + 1))
    if (at == 0 || text[at - 1] == '\n') return at;
  return std::string_view::npos;
}

}  // namespace

struct WarcReader::Record {
  uint64_t size = 0;
  std::string type;
  std::string url;
  std::string content_type;
};

/// Moves to the next line that begins a record, at least `from` bytes on. False at the end of the piece.
bool WarcReader::skip_to_record(size_t from) {
  for (;;) {
    bytes_.fill(from + kHeaderBytes);
    const size_t at = record_begin(bytes_.ahead(), from);
    if (at != std::string_view::npos) return bytes_.use(at), true;
    if (bytes_.ended()) return bytes_.use(bytes_.ahead().size()), false;
    // Keeps the front of a mark that the end of what was read cuts, with the line end before it.
    const size_t keep = std::min(bytes_.ahead().size(), kBegin.size() + 1);
    bytes_.use(bytes_.ahead().size() - keep);
    from = 0;
  }
}

std::optional<Result<WarcPage>> WarcReader::bad_record(std::string why, size_t header_size) {
  const std::string where = "byte " + std::to_string(bytes_.offset());
  skip_to_record(std::max<size_t>(header_size, 1));
  return fail(ErrorKind::kInput, where + ": " + std::move(why) + "; reading goes on at the next record");
}

Result<WarcReader::Record> WarcReader::record_at(std::string_view header) const {
  if (!header.starts_with("WARC/1.0") && !header.starts_with("WARC/1.1"))
    return fail(ErrorKind::kInput, "\"" +
                                       std::string(trimmed(header.substr(0, std::min(header.find('\n'), size_t{20})))) +
                                       "\" is no version of WARC that is read (1.0, 1.1)");
  Record record;
  bool again = false;
  const std::optional<std::string_view> length = header_field(header, "content-length", &again);
  if (!length) return fail(ErrorKind::kInput, "the record does not say its length");
  if (again) return fail(ErrorKind::kInput, "the record gives two lengths");
  const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), record.size);
  if (error != std::errc() || end != length->data() + length->size())
    return fail(ErrorKind::kInput, "\"" + std::string(length->substr(0, 30)) + "\" is no length");
  record.type = header_field(header, "warc-type").value_or("");
  record.url = header_field(header, "warc-target-uri").value_or("");
  if (record.url.starts_with('<') && record.url.ends_with('>'))
    record.url = record.url.substr(1, record.url.size() - 2);
  record.content_type = header_field(header, "content-type").value_or("");
  return record;
}

Result<std::optional<WarcPage>> WarcReader::page_of(const Record& record, std::string_view payload,
                                                    uint64_t raw_begin) const {
  WarcPage page;
  page.url = record.url;
  if (record.type == "response" && payload.starts_with("HTTP/")) {
    TRY(HttpMessage message, parse_http(payload, page_bytes_));
    if (message.status < 200 || message.status > 299) return std::nullopt;
    page.media_type = std::move(message.media_type);
    page.charset = std::move(message.charset);
    page.body = std::move(message.body);
    if (message.body_begin) page.raw_begin = raw_begin + *message.body_begin;
  } else {
    page.media_type =
        std::string(trimmed(std::string_view(record.content_type).substr(0, record.content_type.find(';'))));
    page.body = payload;
    page.raw_begin = raw_begin;
  }
  if (!is_text(page.media_type)) return std::nullopt;
  return page;
}

std::optional<Result<WarcPage>> WarcReader::next() {
  for (;;) {
    bytes_.fill(kHeaderBytes);
    const size_t blanks = std::min(bytes_.ahead().find_first_not_of("\r\n"), bytes_.ahead().size());
    bytes_.use(blanks);
    bytes_.fill(kHeaderBytes);
    if (bytes_.ahead().empty()) return std::nullopt;
    if (!bytes_.ahead().starts_with("WARC/")) return bad_record("no WARC record begins here", 1);
    size_t header_size = 0;
    const std::optional<std::string_view> header = header_at(bytes_.ahead(), header_size);
    if (!header) return bad_record("the header of the record has no end within 64 KiB", 1);
    Result<Record> record = record_at(*header);
    if (!record) return bad_record(std::move(record).error().message, header_size);

    const bool wanted = record->type == "response" || record->type == "resource" || record->type == "conversion";
    if (record->size > page_bytes_ + kHeaderBytes) {
      const std::string size = std::to_string(record->size);
      if (wanted) return bad_record("the record says " + size + " bytes, more than what is read", header_size);
      ++skipped_;
      skip_to_record(header_size);
      continue;
    }
    const size_t end = header_size + record->size;
    bytes_.fill(end + 16);
    const std::string_view ahead = bytes_.ahead();
    if (ahead.size() < end)
      return bad_record("the record says " + std::to_string(record->size) + " bytes, but only " +
                            std::to_string(ahead.size() - header_size) + " follow",
                        header_size);
    const std::string_view behind = ahead.substr(end);
    const size_t next = std::min(behind.find_first_not_of("\r\n"), behind.size());
    if (next < behind.size() && (next == 0 || !behind.substr(next).starts_with("WARC/")))
      return bad_record("the record is not " + std::to_string(record->size) + " bytes long, as it says", header_size);

    if (!wanted) {
      ++skipped_;
      bytes_.use(end);
      continue;
    }
    Result<std::optional<WarcPage>> page =
        page_of(*record, ahead.substr(header_size, record->size), bytes_.offset() + header_size);
    const std::string where = "byte " + std::to_string(bytes_.offset());
    bytes_.use(end);
    if (!page) return std::unexpected(std::move(page).error().in(where));
    if (*page) return std::move(**page);
    ++skipped_;
  }
}

}  // namespace tocsin
