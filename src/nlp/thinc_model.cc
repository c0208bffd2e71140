// thinc's Model.to_bytes format: {nodes: [{name, ...}], attrs: [{name: bytes}], params: [{name: array}], shims: [...]}.
#include "nlp/thinc_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "nlp/msgpack_reader.h"

namespace tocsin::nlp {
namespace {

constexpr size_t kMostDimensions = 8;

std::string printed(std::span<const size_t> shape) {
  std::string text;
  for (const size_t extent : shape) text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

/// msgpack-numpy: {nd: true, type: "<f4", kind: "", shape: [...], data: bytes}. nullptr when the array is sound, else
/// what is wrong with it.
const char* read_array(MsgpackReader& reader, Tensor& tensor) {
  std::string_view data;
  std::string_view type;
  for (size_t left = reader.map(); left > 0 && !reader.failed(); --left) {
    const std::string_view key = reader.string();
    if (key == "type") {
      type = reader.string();
    } else if (key == "data") {
      data = reader.string();
    } else if (key == "shape") {
      for (size_t extents = reader.array(); extents > 0 && !reader.failed(); --extents) {
        tensor.shape.push_back(reader.unsigned_integer());
      }
    } else {
      reader.skip();
    }
  }
  if (reader.failed() || tensor.shape.empty() || tensor.shape.size() > kMostDimensions) return "is damaged";
  if (type != "<f4") return "is not little-endian float32";
  size_t count = 1;
  for (const size_t extent : tensor.shape) {
    if (extent == 0 || extent > data.size()) return "has a shape that its data does not fill";
    count *= extent;
    if (count > data.size()) return "has a shape that its data does not fill";
  }
  if (count * sizeof(float) != data.size()) return "has a shape that its data does not fill";
  tensor.values.resize(count);
  std::memcpy(tensor.values.data(), data.data(), data.size());
  const bool finite = std::ranges::all_of(tensor.values, [](float value) { return std::isfinite(value); });
  return finite ? nullptr : "holds a number that is not finite";
}

void read_nodes(MsgpackReader& reader, std::vector<ThincNode>& nodes) {
  nodes.resize(reader.array());
  for (ThincNode& node : nodes) {
    for (size_t left = reader.map(); left > 0 && !reader.failed(); --left) {
      if (reader.string() == "name")
        node.name = reader.string();
      else
        reader.skip();
    }
  }
}

void read_attributes(MsgpackReader& reader, std::vector<ThincNode>& nodes) {
  if (reader.array() != nodes.size()) return reader.skip();
  for (ThincNode& node : nodes) {
    for (size_t left = reader.map(); left > 0 && !reader.failed(); --left) {
      const std::string_view key = reader.string();
      node.attributes[std::string(key)] = reader.string();
    }
  }
}

/// "" when sound, else which parameter is wrong and how.
std::string read_parameters(MsgpackReader& reader, std::vector<ThincNode>& nodes) {
  if (reader.array() != nodes.size()) return "does not list parameters for every layer";
  for (ThincNode& node : nodes) {
    for (size_t left = reader.map(); left > 0 && !reader.failed(); --left) {
      const std::string key(reader.string());
      if (const char* wrong = read_array(reader, node.parameters[key])) {
        return "parameter " + key + " of layer " + node.name + " " + wrong;
      }
    }
  }
  return {};
}

}  // namespace

Result<ThincModel> ThincModel::read(const ModelFolder& folder, const std::string& part) {
  TRY(const MappedFile file, folder.file(part));
  ThincModel model(folder, part);
  MsgpackReader reader(file.bytes());
  for (size_t left = reader.map(); left > 0 && !reader.failed(); --left) {
    const std::string_view key = reader.string();
    if (key == "nodes") {
      read_nodes(reader, model.nodes_);
    } else if (key == "attrs") {
      read_attributes(reader, model.nodes_);
    } else if (key == "params") {
      if (const std::string wrong = read_parameters(reader, model.nodes_); !wrong.empty()) return model.error(wrong);
    } else {
      reader.skip();
    }
  }
  if (reader.failed()) return model.error("is cut or damaged: it does not read as msgpack to its end");
  if (!reader.at_end()) return model.error("is damaged: bytes follow the end of the model");
  if (model.nodes_.empty()) return model.error("is damaged: it holds no layers");
  return model;
}

std::vector<const ThincNode*> ThincModel::nodes_named(std::string_view name) const {
  std::vector<const ThincNode*> found;
  for (const ThincNode& node : nodes_) {
    if (node.name == name) found.push_back(&node);
  }
  return found;
}

Result<const ThincNode*> ThincModel::only(std::string_view name) const {
  const auto found = nodes_named(name);
  if (found.size() == 1) return found.front();
  return error("has " + std::to_string(found.size()) + " layers \"" + std::string(name) + "\", expected one");
}

Result<const std::vector<float>*> ThincModel::parameter(const ThincNode& node, const std::string& name,
                                                        std::initializer_list<size_t> shape) const {
  const auto found = node.parameters.find(name);
  if (found == node.parameters.end()) return error("layer " + node.name + " has no parameter " + name);
  const Tensor& tensor = found->second;
  if (std::ranges::equal(tensor.shape, shape)) return &tensor.values;
  return error("parameter " + name + " of layer " + node.name + " is " + printed(tensor.shape) +
               " but the configuration expects " + printed(std::vector(shape)) +
               "; the folder mixes two releases, or the file is damaged");
}

Result<int64_t> ThincModel::attribute(const ThincNode& node, const std::string& name) const {
  const auto found = node.attributes.find(name);
  if (found == node.attributes.end()) return error("layer " + node.name + " has no attribute " + name);
  MsgpackReader reader(found->second);
  const int64_t value = reader.integer();
  if (reader.failed()) return error("attribute " + name + " of layer " + node.name + " is not a whole number");
  return value;
}

}  // namespace tocsin::nlp
