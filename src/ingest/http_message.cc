// Header lines, chunks, content codings.
#include "ingest/http_message.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "ingest/mapped_text.h"
#include "ingest/unpack.h"

namespace tocsin {
namespace {

constexpr size_t kHeaderBytes = size_t{64} << 10;

/// "text/html; charset=utf-8" → the part behind `charset=`.
std::string_view charset_of(std::string_view content_type) {
  const std::string small = ascii::lower(content_type);
  const size_t at = small.find("charset=");
  if (at == std::string::npos) return {};
  std::string_view value = content_type.substr(at + 8);
  value = value.substr(0, value.find_first_of("; ,"));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return value;
}

Result<std::string> without_chunks(std::string_view body) {
  std::string out;
  for (;;) {
    uint64_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), size, 16);
    const size_t line_end = body.find('\n');
    if (error != std::errc() || line_end == std::string_view::npos)
      return fail(ErrorKind::kInput, "a chunk of the body has no size");
    body.remove_prefix(line_end + 1);
    if (size == 0) return out;
    if (size > body.size())
      return fail(ErrorKind::kInput, "a chunk of the body says " + std::to_string(size) + " bytes, but only " +
                                         std::to_string(body.size()) + " follow");
    out += body.substr(0, size);
    body.remove_prefix(size);
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (body.starts_with('\n')) body.remove_prefix(1);
  }
}

}  // namespace

std::optional<std::string_view> header_at(std::string_view text, size_t& size) {
  const std::string_view front = text.substr(0, kHeaderBytes);
  for (size_t at = front.find('\n'); at != std::string_view::npos; at = front.find('\n', at + 1)) {
    size_t next = at + 1;
    if (next < front.size() && front[next] == '\r') ++next;
    if (next >= front.size() || front[next] != '\n') continue;
    size = next + 1;
    return front.substr(0, at);
  }
  return std::nullopt;
}

std::optional<std::string_view> header_field(std::string_view header, std::string_view lower_name, bool* again) {
  std::optional<std::string_view> found;
  if (again != nullptr) *again = false;
  while (!header.empty()) {
    const size_t end = std::min(header.find('\n'), header.size());
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    const size_t colon = line.find(':');
    if (colon != lower_name.size() ||
        !std::ranges::equal(line.substr(0, colon), lower_name, {}, [](char c) { return ascii::lower(c); }))
      continue;
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!found)
      found = value;
    else if (again != nullptr && value != *found)
      *again = true;
  }
  return found;
}

Result<HttpMessage> parse_http(std::string_view payload, size_t body_limit) {
  if (!payload.starts_with("HTTP/")) return fail(ErrorKind::kInput, "holds no HTTP response");
  size_t header_size = 0;
  const std::optional<std::string_view> header = header_at(payload, header_size);
  if (!header) return fail(ErrorKind::kInput, "the HTTP header has no end within 64 KiB");
  HttpMessage message;
  const size_t blank = std::min(header->find(' '), header->size());
  const std::string_view status = trimmed(header->substr(blank)).substr(0, 3);
  std::from_chars(status.data(), status.data() + status.size(), message.status);
  if (const auto type = header_field(*header, "content-type")) {
    message.media_type = ascii::lower(trimmed(type->substr(0, type->find(';'))));
    message.charset = charset_of(*type);
  }
  const std::string_view raw = payload.substr(header_size);
  const std::string coding = ascii::lower(header_field(*header, "content-encoding").value_or("identity"));
  const bool chunked = ascii::lower(header_field(*header, "transfer-encoding").value_or("")).contains("chunked");
  // Some archives keep the header but have already put the chunks together or unpacked the body.
  if (chunked && !raw.empty() && std::isxdigit(static_cast<unsigned char>(raw[0])) != 0) {
    TRY(message.body, without_chunks(raw));
  } else {
    message.body = raw;
    message.body_begin = header_size;
  }
  const bool is_packed =
      coding != "identity" && !coding.empty() && (coding == "br" || coding == "deflate" || unpacker_for(message.body));
  if (is_packed) {
    TRY(message.body, unpack_body(message.body, coding, body_limit));
    message.body_begin.reset();
  }
  return message;
}

}  // namespace tocsin
