// An HTTP response as an archive keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

struct HttpMessage {
  int status = 0;
  std::string media_type;  ///< lower case, "text/html"; empty = not said
  std::string charset;     ///< of the Content-Type; empty = not said
  std::string body;        ///< without chunks and packing
  /// Byte of the payload at which `body` stands as it is; nothing when it was put together or unpacked.
  std::optional<uint64_t> body_begin;
};

/// Parses the payload of a WARC response record (RFC 9112). Fails (kInput) when it is no response, when its header is
/// longer than 64 KiB, when its chunks lie, or when its body unpacks to more than `body_limit` bytes.
[[nodiscard]] Result<HttpMessage> parse_http(std::string_view payload, size_t body_limit);

/// The lines of a header up to and without the blank line; sets `size` to the bytes taken with the blank line. Nothing
/// when there is no blank line within 64 KiB.
[[nodiscard]] std::optional<std::string_view> header_at(std::string_view text, size_t& size);

/// The value of a header field, trimmed; nothing when it is not there. `again` tells whether it is there with another
/// value as well.
[[nodiscard]] std::optional<std::string_view> header_field(std::string_view header, std::string_view lower_name,
                                                           bool* again = nullptr);

}  // namespace tocsin
