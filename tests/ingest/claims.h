// What tests of ingest share: inputs written to a folder of their own, and the law of the source map.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/article_stream.h"

namespace tocsin {

/// A folder that goes when the test ends.
class InputFolder {
 public:
  InputFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("tocsin_" + std::to_string(reinterpret_cast<uintptr_t>(this)) + "_" + std::to_string(std::rand()))) {
    std::filesystem::create_directories(path_);
  }
  ~InputFolder() { std::filesystem::remove_all(path_); }
  InputFolder(const InputFolder&) = delete;
  InputFolder& operator=(const InputFolder&) = delete;

  [[nodiscard]] std::string write(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path file = path_ / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

 private:
  std::filesystem::path path_;
};

/// What one input gave, in order: Articles, and errors as their messages without the folder.
struct ReadInput {
  std::vector<Article> articles;
  std::vector<std::string> errors;
};

inline ReadInput read_input(const std::string& name, std::string_view bytes, const IngestOptions& options = {}) {
  const InputFolder folder;
  const std::string file = folder.write(name, bytes);
  const auto without_folder = [&](std::string message) {
    const std::string prefix = file.substr(0, file.size() - name.size());
    for (size_t at = message.find(prefix); at != std::string::npos; at = message.find(prefix))
      message.erase(at, prefix.size());
    return message;
  };
  ReadInput read;
  Result<ArticleStream> stream = ArticleStream::open(file, options);
  if (!stream) {
    read.errors.push_back(without_folder(stream.error().message));
    return read;
  }
  while (auto art = stream->next()) {
    if (*art)
      read.articles.push_back(std::move(**art));
    else
      read.errors.push_back(without_folder(art->error().message));
  }
  return read;
}

/// text[run] == raw[run] for every run, the runs are sorted and do not overlap, and at least `mapped` bytes have a
/// source.
inline void expect_exact_map(const Article& art, std::string_view raw, size_t mapped) {
  size_t size = 0, end = 0;
  for (const SourceRun& run : art.source_map) {
    ASSERT_GE(run.text_begin, end);
    ASSERT_LE(run.text_begin + run.size, art.text.size());
    ASSERT_LE(run.raw_begin + run.size, raw.size());
    ASSERT_EQ(art.text.substr(run.text_begin, run.size), raw.substr(run.raw_begin, run.size));
    end = run.text_begin + run.size;
    size += run.size;
  }
  EXPECT_GE(size, mapped);
}

[[nodiscard]] inline bool has_note(const Article& art, std::string_view part) {
  for (const std::string& note : art.notes)
    if (note.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace tocsin
