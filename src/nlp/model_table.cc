// Reads msgpack files with msgpack-cxx; its exceptions end here.
#include "nlp/model_table.h"

#define MSGPACK_NO_BOOST
#include <fstream>
#include <iterator>
#include <msgpack.hpp>

namespace tocsin::nlp {

namespace {

const msgpack::object& object_of(const void* object) { return *static_cast<const msgpack::object*>(object); }

}  // namespace

struct ModelTable::Content {
  std::string bytes;
  msgpack::object_handle handle;
};

bool ModelValue::is_nil() const { return !object_ || object_of(object_).is_nil(); }

std::optional<std::string_view> ModelValue::text() const {
  if (!object_) return {};
  const msgpack::object& object = object_of(object_);
  if (object.type == msgpack::type::STR) return std::string_view(object.via.str.ptr, object.via.str.size);
  if (object.type == msgpack::type::BIN) return std::string_view(object.via.bin.ptr, object.via.bin.size);
  return {};
}

std::optional<int64_t> ModelValue::number() const {
  if (!object_) return {};
  const msgpack::object& object = object_of(object_);
  if (object.type == msgpack::type::NEGATIVE_INTEGER) return object.via.i64;
  if (object.type == msgpack::type::POSITIVE_INTEGER && object.via.u64 <= INT64_MAX)
    return static_cast<int64_t>(object.via.u64);
  return {};
}

std::optional<uint64_t> ModelValue::id() const {
  if (!object_ || object_of(object_).type != msgpack::type::POSITIVE_INTEGER) return {};
  return object_of(object_).via.u64;
}

std::optional<bool> ModelValue::truth() const {
  if (!object_ || object_of(object_).type != msgpack::type::BOOLEAN) return {};
  return object_of(object_).via.boolean;
}

std::optional<std::vector<ModelValue>> ModelValue::list() const {
  if (!object_ || object_of(object_).type != msgpack::type::ARRAY) return {};
  const msgpack::object_array& array = object_of(object_).via.array;
  std::vector<ModelValue> values;
  values.reserve(array.size);
  for (uint32_t i = 0; i < array.size; ++i) values.emplace_back(&array.ptr[i]);
  return values;
}

std::optional<std::vector<ModelValue::Pair>> ModelValue::map() const {
  if (!object_ || object_of(object_).type != msgpack::type::MAP) return {};
  const msgpack::object_map& map = object_of(object_).via.map;
  std::vector<Pair> pairs;
  pairs.reserve(map.size);
  for (uint32_t i = 0; i < map.size; ++i) pairs.emplace_back(ModelValue(&map.ptr[i].key), ModelValue(&map.ptr[i].val));
  return pairs;
}

std::optional<ModelValue> ModelValue::field(std::string_view key) const {
  const auto pairs = map();
  if (!pairs) return {};
  for (const auto& [name, value] : *pairs)
    if (name.text() == key) return value;
  return {};
}

ModelTable::ModelTable(std::string name, std::unique_ptr<Content> content)
    : name_(std::move(name)), content_(std::move(content)) {}
ModelTable::ModelTable(ModelTable&&) noexcept = default;
ModelTable::~ModelTable() = default;

ModelValue ModelTable::root() const { return ModelValue(&content_->handle.get()); }

std::unexpected<Error> ModelTable::damaged(std::string_view what) const {
  return fail(ErrorKind::kResource, name_ + ": " + std::string(what));
}

Result<ModelTable> ModelTable::open(const std::filesystem::path& file) {
  std::error_code code;
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file, code))
    return fail(ErrorKind::kResource, file.string() + ": no such file; is this the folder of a spaCy v3 pipeline?");
  auto content = std::make_unique<Content>();
  content->bytes.assign(std::istreambuf_iterator<char>(in), {});
  size_t end = 0;
  try {
    content->handle = msgpack::unpack(content->bytes.data(), content->bytes.size(), end);
  } catch (const std::exception& error) {
    return fail(ErrorKind::kResource, file.string() + ": not msgpack (" + error.what() + "); fetch the model again");
  }
  if (end != content->bytes.size())
    return fail(ErrorKind::kResource, file.string() + ": " + std::to_string(content->bytes.size() - end) +
                                          " bytes follow the msgpack value; fetch the model again");
  return ModelTable(file.string(), std::move(content));
}

}  // namespace tocsin::nlp
