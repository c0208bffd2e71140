// Walks the inputs and finds what names a document at its source.
#include "inputs.h"

#include <array>
#include <filesystem>
#include <utility>

namespace tocsin {
namespace {

uint64_t bytes_of(const std::string& name) {
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(name, error);
  return error ? 0 : size;
}

/// A URL, or the source with the input's own id. A file that is one document is its own key; a line of JSON without an
/// id has none: it cannot be told from a new document.
std::string source_key_of(const Article& art, const std::string& input) {
  if (!art.url.empty()) return art.url;
  if (!art.external_id.empty()) return art.source + "\n" + art.external_id;
  constexpr std::array<std::string_view, 4> kOneDocument = {".txt", ".html", ".htm", ".xhtml"};
  const std::filesystem::path path(input);
  const std::string extension = path.extension().string();
  for (const std::string_view one : kOneDocument) {
    std::error_code error;
    if (extension == one) return std::filesystem::weakly_canonical(path, error).string();
  }
  return {};
}

}  // namespace

Inputs::Inputs(const std::vector<std::string>& names, const IngestOptions& options)
    : articles_(names, options), bytes_before_{0} {
  for (const std::string& name : articles_.names()) {
    const uint64_t bytes = bytes_of(name);
    are_files_ &= bytes > 0;
    bytes_before_.push_back(bytes_before_.back() + bytes);
  }
}

uint64_t Inputs::total_bytes() const { return are_files_ ? bytes_before_.back() : 0; }

std::optional<InputItem> Inputs::next() {
  std::optional<Result<Article>> art = articles_.next();
  if (!art) return std::nullopt;
  const std::string& name = articles_.names()[articles_.index()];
  InputItem item;
  item.is_whole_input = !articles_.is_open();
  item.source = std::filesystem::path(name).filename().string();
  item.byte_offset = articles_.offset();
  item.bytes_before = bytes_before_[articles_.index()] + item.byte_offset;
  if (*art) item.source_key = source_key_of(**art, name);
  item.art = std::move(*art);
  return item;
}

}  // namespace tocsin
