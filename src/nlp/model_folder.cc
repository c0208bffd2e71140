// Reads config.cfg (thinc's dialect of INI with JSON values and ${section:key} references) and maps the parts.
#include "nlp/model_folder.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/table.h"

namespace tocsin::nlp {
namespace {

using Json = nlohmann::json;

std::string xxh64_of(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string digits;
  const uint64_t hash = XXH64(bytes.data(), bytes.size(), 0);
  for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[hash >> shift & 15];
  return digits;
}

std::string_view trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(ErrorKind::kResource, std::strerror(errno));
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return fail(ErrorKind::kResource, "not a regular file");
  }
  const auto size = static_cast<size_t>(status.st_size);
  void* data = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  ::close(descriptor);
  if (data == MAP_FAILED) return fail(ErrorKind::kResource, std::strerror(errno));
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

void ModelFolder::read_config(std::string_view text) {
  std::string section;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[' && line.back() == ']') {
      section = line.substr(1, line.size() - 2);
      sections_[section];
    } else if (const size_t equals = line.find('='); equals != std::string_view::npos) {
      sections_[section][std::string(trim(line.substr(0, equals)))] = trim(line.substr(equals + 1));
    }
  }
}

Result<void> ModelFolder::read_checksums() {
  if (!has(kChecksums)) return {};
  TRY(const Table table, Table::open(path_ / kChecksums, {"file", "hash"}));
  for (const TableRow& row : table.rows()) checksums_.emplace(row[0], row[1]);
  return {};
}

Result<ModelFolder> ModelFolder::open(const std::filesystem::path& folder) {
  ModelFolder model;
  model.path_ = folder;
  model.name_ = folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
  TRY_VOID(model.read_checksums());
  TRY(const MappedFile config, model.file("config.cfg"));
  model.read_config(config.bytes());
  if (!model.sections_.contains("nlp")) {
    return model.error("config.cfg", "has no [nlp] section; not a spaCy v3 pipeline");
  }
  TRY(const MappedFile meta_file, model.file("meta.json"));
  const Json meta = Json::parse(meta_file.bytes(), nullptr, false);
  const auto string_of = [&](const char* key) {
    const auto found = meta.find(key);
    return found != meta.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  if (!meta.is_object() || string_of("name").empty() || string_of("version").empty()) {
    return model.error("meta.json", "is not a JSON object with name and version");
  }
  const std::string language = string_of("lang");
  model.name_ = (language.empty() ? "" : language + "_") + string_of("name") + " " + string_of("version");
  return model;
}

std::optional<std::string> ModelFolder::raw(const std::string& section, const std::string& key, int depth) const {
  const auto entries = sections_.find(section);
  if (entries == sections_.end()) return std::nullopt;
  const auto found = entries->second.find(key);
  if (found == entries->second.end()) return std::nullopt;
  const std::string& value = found->second;
  if (!value.starts_with("${") || !value.ends_with("}") || depth > 8) return value;
  const std::string reference = value.substr(2, value.size() - 3);
  size_t split = reference.find(':');
  if (split == std::string::npos) split = reference.rfind('.');
  if (split == std::string::npos) return std::nullopt;
  return raw(reference.substr(0, split), reference.substr(split + 1), depth + 1);
}

std::optional<std::string> ModelFolder::text(const std::string& section, const std::string& key) const {
  const std::optional<std::string> value = raw(section, key, 0);
  if (!value || *value == "null") return std::nullopt;
  const Json json = Json::parse(*value, nullptr, false);
  return json.is_string() ? json.get<std::string>() : *value;
}

namespace {

std::string where(const std::string& section, const std::string& key) { return "[" + section + "] " + key; }

}  // namespace

Result<int64_t> ModelFolder::integer(const std::string& section, const std::string& key) const {
  const Json json = Json::parse(raw(section, key, 0).value_or(""), nullptr, false);
  if (!json.is_number_integer()) return error("config.cfg", where(section, key) + " is not a whole number");
  return json.get<int64_t>();
}

Result<bool> ModelFolder::boolean(const std::string& section, const std::string& key) const {
  const Json json = Json::parse(raw(section, key, 0).value_or(""), nullptr, false);
  if (!json.is_boolean()) return error("config.cfg", where(section, key) + " is neither true nor false");
  return json.get<bool>();
}

Result<std::vector<std::string>> ModelFolder::strings(const std::string& section, const std::string& key) const {
  const Json json = Json::parse(raw(section, key, 0).value_or(""), nullptr, false);
  std::vector<std::string> values;
  if (!json.is_array()) return error("config.cfg", where(section, key) + " is not a list");
  for (const Json& value : json) {
    if (!value.is_string()) return error("config.cfg", where(section, key) + " is not a list of strings");
    values.push_back(value.get<std::string>());
  }
  return values;
}

Result<std::vector<int64_t>> ModelFolder::integers(const std::string& section, const std::string& key) const {
  const Json json = Json::parse(raw(section, key, 0).value_or(""), nullptr, false);
  std::vector<int64_t> values;
  if (!json.is_array()) return error("config.cfg", where(section, key) + " is not a list");
  for (const Json& value : json) {
    if (!value.is_number_integer()) return error("config.cfg", where(section, key) + " is not a list of whole numbers");
    values.push_back(value.get<int64_t>());
  }
  return values;
}

Result<void> ModelFolder::check_architecture(const std::string& section, std::string_view known) const {
  const std::optional<std::string> found = text(section, "@architectures");
  if (!found) return error("config.cfg", "[" + section + "] names no architecture");
  if (found->substr(0, found->rfind(".v")) == known) return {};
  return error("config.cfg", "[" + section + "] is a " + *found + ", this runtime runs " + std::string(known) +
                                 "; use a CNN pipeline such as en_core_web_sm, _md or _lg");
}

Result<MappedFile> ModelFolder::file(const std::string& part) const {
  Result<MappedFile> mapped = MappedFile::open(path_ / part);
  if (!mapped) return error(part, mapped.error().message);
  const auto expected = checksums_.find(part);
  if (expected != checksums_.end() && expected->second != xxh64_of(mapped->bytes())) {
    return error(part, "is not what was fetched: its hash is not the one in " + std::string(kChecksums) +
                           "; fetch the model again");
  }
  return mapped;
}

bool ModelFolder::has(const std::string& part) const {
  std::error_code ignored;
  return std::filesystem::exists(path_ / part, ignored);
}

std::unexpected<Error> ModelFolder::error(std::string_view part, std::string_view reason) const {
  return fail(ErrorKind::kResource, "model " + name_ + ": " + std::string(part) + ": " + std::string(reason));
}

}  // namespace tocsin::nlp
