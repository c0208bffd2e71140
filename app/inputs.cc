// Walks the inputs and finds what names a document at its source.
#include "inputs.h"

#include <array>
#include <filesystem>

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

std::optional<InputItem> Inputs::next() {
  for (;;) {
    if (!open_) {
      if (at_ == names_.size()) return std::nullopt;
      Result<ArticleStream> stream = ArticleStream::open(names_[at_++], options_);
      if (!stream) {
        InputItem failed = item(std::unexpected(std::move(stream).error()));
        failed.is_whole_input = true;
        return failed;
      }
      open_ = std::move(*stream);
    }
    if (std::optional<Result<Article>> art = open_->next()) return item(std::move(*art));
    bytes_before_ += bytes_of(names_[at_ - 1]);
    open_.reset();
  }
}

InputItem Inputs::item(Result<Article> art) const {
  const std::string& name = names_[at_ - 1];
  InputItem item;
  item.source = std::filesystem::path(name).filename().string();
  if (open_) item.byte_offset = open_->offset();
  item.bytes_before = bytes_before_ + item.byte_offset;
  if (art) item.source_key = source_key_of(*art, name);
  item.art = std::move(art);
  return item;
}

uint64_t total_bytes(const std::vector<std::string>& names) {
  uint64_t total = 0;
  for (const std::string& name : names) {
    const uint64_t bytes = bytes_of(name);
    if (bytes == 0) return 0;
    total += bytes;
  }
  return total;
}

}  // namespace tocsin
