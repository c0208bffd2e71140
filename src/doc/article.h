// An Article: what was published, before anyone has read it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tocsin {

using Date = std::chrono::year_month_day;

/// How the day of publication is known (FORMATS.md `published_from`).
enum class PublishedFrom { kUnknown, kOption, kFeed, kMetadata, kDateline };

/// One run of text that came unchanged from one run of the source: text[text_begin, text_begin + size) is
/// raw[raw_begin, …). Runs are sorted by text_begin; text between runs was made by cleaning.
struct SourceRun {
  uint32_t text_begin = 0;
  uint64_t raw_begin = 0;
  uint32_t size = 0;
};

/// What ingest hands on. `text` is clean UTF-8: the title, a blank line and the body (the body alone where
/// there is no title). Owns everything.
struct Article {
  std::string id;           ///< hash of source key and text, 16 hex digits
  std::string external_id;  ///< the input's own id; empty when there is none
  std::string source;       ///< file name, feed or URL
  std::string publisher;
  std::string url;
  std::string language;  ///< ISO 639-1; empty when not identified
  std::optional<Date> published;
  PublishedFrom published_from = PublishedFrom::kUnknown;
  std::string title;
  std::string text;
  std::vector<SourceRun> source_map;
  std::vector<std::string> notes;  ///< what was dropped or repaired on the way in
};

}  // namespace tocsin
