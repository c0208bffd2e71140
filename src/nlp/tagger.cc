// One affine layer; the best label needs no softmax.
#include "nlp/tagger.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tocsin::nlp {
namespace {

Result<std::vector<std::string>> read_labels(const ModelFolder& folder) {
  TRY(const MappedFile file, folder.file("tagger/cfg"));
  const auto json = nlohmann::json::parse(file.bytes(), nullptr, false);
  std::vector<std::string> labels;
  if (json.is_object() && json.contains("labels") && json["labels"].is_array()) {
    for (const auto& label : json["labels"]) {
      if (label.is_string()) labels.push_back(label.get<std::string>());
    }
  }
  if (labels.empty()) return folder.error("tagger/cfg", "lists no labels");
  return labels;
}

}  // namespace

Result<Tagger> Tagger::open(const ModelFolder& folder, const ThincModel& model, size_t width) {
  TRY_VOID(folder.check_architecture("components.tagger.model", "spacy.Tagger"));
  Tagger tagger;
  TRY(tagger.labels_, read_labels(folder));
  TRY(const ThincNode* softmax, model.only("softmax"));
  TRY(const std::vector<float>* weights, model.parameter(*softmax, "W", {tagger.labels_.size(), width}));
  TRY(const std::vector<float>* bias, model.parameter(*softmax, "b", {tagger.labels_.size()}));
  tagger.products_ = PackedAffine::pack(
      width, tagger.labels_.size(), [&](size_t label, size_t input) { return (*weights)[label * width + input]; },
      [&](size_t label) { return (*bias)[label]; });
  return tagger;
}

void Tagger::run(const InputRows& vectors, const Kernels& kernels, AlignedFloats& scores, Document& doc) const {
  constexpr size_t kBlock = 64;
  const size_t columns = products_.columns();
  scores.reserve_discarding(kBlock * columns);
  for (size_t begin = 0; begin < vectors.count; begin += kBlock) {
    const size_t rows = std::min(kBlock, vectors.count - begin);
    kernels.affine({vectors.data + begin * vectors.stride, vectors.stride, rows}, products_, scores.data(), columns);
    for (size_t i = 0; i < rows; ++i) {
      const float* const row = scores.data() + i * columns;
      const float* const best = std::max_element(row, row + labels_.size());
      doc.tokens[begin + i].tag = labels_[static_cast<size_t>(best - row)];
    }
  }
}

}  // namespace tocsin::nlp
