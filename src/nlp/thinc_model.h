// A thinc model file (msgpack of nodes, attributes and float32 parameters), read and checked.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "nlp/model_folder.h"

namespace tocsin::nlp {

/// A dense float32 array, row-major; every value is finite.
struct Tensor {
  std::vector<size_t> shape;
  std::vector<float> values;
};

/// One layer of the network.
struct ThincNode {
  std::string name;
  std::map<std::string, std::string> attributes;  ///< each value a msgpack value
  std::map<std::string, Tensor> parameters;
};

/// The layers in thinc's order: breadth first, so layers of one kind stand in the order in which they run.
class ThincModel {
 public:
  /// Reads `part` ("tok2vec/model"). Fails (kResource) when the file is missing, cut or followed by more, holds
  /// something that is not a thinc model, or a parameter that is not a little-endian float32 array of finite numbers.
  static Result<ThincModel> read(const ModelFolder& folder, const std::string& part);

  [[nodiscard]] std::vector<const ThincNode*> nodes_named(std::string_view name) const;

  /// The only node of that name. Fails when there is none or there are several.
  [[nodiscard]] Result<const ThincNode*> only(std::string_view name) const;

  /// The values of a parameter after checking its shape.
  [[nodiscard]] Result<const std::vector<float>*> parameter(const ThincNode& node, const std::string& name,
                                                            std::initializer_list<size_t> shape) const;

  /// A whole number among the node's attributes.
  [[nodiscard]] Result<int64_t> attribute(const ThincNode& node, const std::string& name) const;

  /// An error that names this file.
  [[nodiscard]] std::unexpected<Error> error(std::string_view reason) const { return folder_->error(part_, reason); }

 private:
  ThincModel(const ModelFolder& folder, std::string part) : folder_(&folder), part_(std::move(part)) {}
  const ModelFolder* folder_;
  std::string part_;
  std::vector<ThincNode> nodes_;
};

}  // namespace tocsin::nlp
