// WARC archives: the pages and texts in them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/byte_source.h"

namespace tocsin {

/// What of a record is worth reading.
struct WarcPage {
  std::string url;
  std::string media_type;  ///< text/html, text/plain …
  std::string charset;     ///< as the HTTP header says; empty = not said
  std::string body;
  std::optional<uint64_t> raw_begin;  ///< byte of the (unpacked) archive at which `body` stands as it is
};

/// The records of an archive (ISO 28500, WARC/1.0 and 1.1), one after another. A record that lies about its length, is
/// cut or cannot be unpacked is an error of that record; reading goes on at the next line that begins one. For one
/// thread.
class WarcReader {
 public:
  /// `bytes` must outlive the reader. Longer pages than `page_bytes` are errors of their record.
  WarcReader(ByteSource& bytes, size_t page_bytes) : bytes_(bytes), page_bytes_(page_bytes) {}

  /// The next text or page of a response, resource or conversion record, or what is wrong with a record, with its byte;
  /// nothing at the end of the piece.
  [[nodiscard]] std::optional<Result<WarcPage>> next();

  /// Records that hold no news page: requests, metadata, revisits, pictures, answers other than 2xx.
  [[nodiscard]] size_t skipped() const { return skipped_; }

 private:
  struct Record;
  [[nodiscard]] Result<Record> record_at(std::string_view header) const;
  [[nodiscard]] Result<std::optional<WarcPage>> page_of(const Record& record, std::string_view payload,
                                                        uint64_t raw_begin) const;
  std::optional<Result<WarcPage>> bad_record(std::string why, size_t header_size);
  bool skip_to_record(size_t from);

  ByteSource& bytes_;
  size_t page_bytes_;
  size_t skipped_ = 0;
};

}  // namespace tocsin
