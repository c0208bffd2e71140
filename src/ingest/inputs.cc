// Folders and patterns become files; files become Articles.
#include "ingest/inputs.h"

#include <glob.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <utility>

namespace tocsin {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void add_folder(const fs::path& folder, std::vector<std::string>& out) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (is_hidden(at->path())) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file(error)) {
      files.push_back(at->path().string());
    }
  }
  if (error) files.push_back(folder.string());
  std::ranges::sort(files);
  out.insert(out.end(), files.begin(), files.end());
}

void add_matches(const std::string& pattern, std::vector<std::string>& out) {
  glob_t matches{};
  if (glob(pattern.c_str(), 0, nullptr, &matches) == 0)
    out.insert(out.end(), matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
  else
    out.push_back(pattern);
  globfree(&matches);
}

}  // namespace

std::vector<std::string> expand_inputs(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    std::error_code error;
    if (name != "-" && fs::is_directory(name, error)) {
      add_folder(name, out);
    } else if (name.find_first_of("*?[") != std::string::npos && !fs::exists(name, error)) {
      add_matches(name, out);
    } else {
      out.push_back(name);
    }
  }
  return out;
}

ArticleInputs::ArticleInputs(const std::vector<std::string>& names, IngestOptions options)
    : names_(expand_inputs(names)), options_(std::move(options)) {}

std::optional<Result<Article>> ArticleInputs::next() {
  for (;;) {
    if (!open_) {
      if (at_ == names_.size()) return std::nullopt;
      Result<ArticleStream> stream = ArticleStream::open(names_[at_++], options_);
      if (!stream) return std::unexpected(std::move(stream).error());
      open_ = std::move(*stream);
    }
    if (std::optional<Result<Article>> art = open_->next()) return art;
    const IngestCounts counts = open_->counts();
    counts_.skipped += counts.skipped;
    counts_.repeated += counts.repeated;
    counts_.deferred += counts.deferred;
    open_.reset();
  }
}

Result<void> set_field(JsonFields& fields, const std::string& choice) {
  const std::array<std::pair<std::string_view, std::string*>, 7> known = {{{"id", &fields.id},
                                                                           {"title", &fields.title},
                                                                           {"text", &fields.text},
                                                                           {"date", &fields.date},
                                                                           {"source", &fields.source},
                                                                           {"publisher", &fields.publisher},
                                                                           {"url", &fields.url}}};
  const size_t equals = choice.find('=');
  for (const auto& [name, key] : known)
    if (equals != std::string::npos && choice.substr(0, equals) == name && equals + 1 < choice.size()) {
      *key = choice.substr(equals + 1);
      return {};
    }
  return fail(
      ErrorKind::kUsage,
      "\"" + choice + "\" is no field; text=body is wanted, for one of id, title, text, date, source, publisher, url");
}

Date latest_believable_date() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days(2);
}

}  // namespace tocsin
