// Reads the lower and upper layers, and computes features when a state first asks for them.
#include "nlp/transition_network.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/check.h"

namespace tocsin::nlp {
namespace {
constexpr size_t kPieces = 2;
}  // namespace

Result<TransitionNetwork> TransitionNetwork::open(const ModelFolder& folder, const ThincModel& model,
                                                  const Needs& needs) {
  const std::string section = "components." + needs.component + ".model";
  TRY_VOID(folder.check_architecture(section, "spacy.TransitionBasedParser"));
  TRY(const int64_t hidden, folder.integer(section, "hidden_width"));
  TRY(const int64_t pieces, folder.integer(section, "maxout_pieces"));
  TRY(const bool use_upper, folder.boolean(section, "use_upper"));
  TRY(const bool extra_tokens, folder.boolean(section, "extra_state_tokens"));
  if (hidden <= 0 || hidden % 16 != 0 || hidden > static_cast<int64_t>(PackedRows::kMostInputs) || pieces != kPieces ||
      !use_upper || extra_tokens || folder.text(section, "state_type").value_or("") != needs.state_type) {
    return folder.error("config.cfg", "[" + section + "] asks for a network that this runtime does not run; expected " +
                                          needs.state_type +
                                          " states without extra tokens, a hidden width that is a "
                                          "multiple of 16, two maxout pieces and an upper layer");
  }
  TransitionNetwork network;
  const size_t width = network.hidden_width_ = static_cast<size_t>(hidden);
  const size_t features = network.feature_count_ = needs.feature_count;
  TOCSIN_CHECK(features <= kMostFeatures, "a state looks at few tokens");
  if (needs.move_count > PackedRows::kMostColumns) return folder.error("config.cfg", "has too many moves");
  const auto linears = model.nodes_named("linear");
  if (linears.size() != 2) {
    return model.error("has " + std::to_string(linears.size()) + " linear layers, expected 2 (upper layer, mapping)");
  }
  TRY(const std::vector<float>* upper, model.parameter(*linears[0], "W", {needs.move_count, width}));
  TRY(const std::vector<float>* upper_bias, model.parameter(*linears[0], "b", {needs.move_count}));
  TRY(const std::vector<float>* map, model.parameter(*linears[1], "W", {width, needs.vector_width}));
  TRY(const std::vector<float>* map_bias, model.parameter(*linears[1], "b", {width}));
  TRY(const ThincNode* affine, model.only("precomputable_affine"));
  TRY(const std::vector<float>* lower, model.parameter(*affine, "W", {features, width, kPieces, width}));
  TRY(const std::vector<float>* lower_bias, model.parameter(*affine, "b", {width, kPieces}));
  TRY(const std::vector<float>* padding, model.parameter(*affine, "pad", {1, features, width, kPieces}));

  network.upper_ = PackedRows::pack(*upper, *upper_bias, needs.move_count, width);
  network.map_ = PackedAffine::pack(
      needs.vector_width, width,
      [&](size_t column, size_t input) { return (*map)[column * needs.vector_width + input]; },
      [&](size_t column) { return (*map_bias)[column]; });
  // thinc stores [feature][hidden unit][piece]; ours keeps a piece together, so that the larger piece is one vector
  // instruction.
  const auto stored = [&](size_t column) {
    const size_t feature = column / (kPieces * width);
    const size_t piece = column / width % kPieces;
    return (feature * width + column % width) * kPieces + piece;
  };
  network.lower_ = PackedAffine::pack(
      width, features * kPieces * width,
      [&](size_t column, size_t input) { return (*lower)[stored(column) * width + input]; },
      [](size_t) { return 0.0F; });
  network.lower_.add_halves();
  network.padding_ = AlignedFloats(features * kPieces * width);
  for (size_t i = 0; i < features * kPieces * width; ++i) network.padding_[i] = (*padding)[stored(i)];
  network.bias_ = AlignedFloats(kPieces * width);
  for (size_t i = 0; i < kPieces * width; ++i) network.bias_[i] = (*lower_bias)[stored(i)];
  return network;
}

void TransitionNetwork::begin(const InputRows& vectors, TransitionScratch& scratch) const {
  scratch.mapped.reserve_discarding(kBlock * map_.columns());
  scratch.features.reserve_discarding(kRing * kBlock * lower_.columns());
  scratch.old_rows.reserve_discarding(feature_count_ * lower_.columns());
  scratch.vectors = vectors;
  scratch.blocks.assign(kRing, 0);
}

/// The features of tokens [begin, begin + count), count at most kBlock.
void TransitionNetwork::compute_rows(size_t begin, size_t count, float* rows, const Kernels& kernels,
                                     TransitionScratch& scratch) const {
  const InputRows tokens = {scratch.vectors.data + begin * scratch.vectors.stride, scratch.vectors.stride, count};
  kernels.affine(tokens, map_, scratch.mapped.data(), map_.columns());
  kernels.rough_affine({scratch.mapped.data(), map_.columns(), count}, lower_, rows, lower_.columns());
}

void TransitionNetwork::compute_block(size_t block, const Kernels& kernels, TransitionScratch& scratch) const {
  const size_t begin = block * kBlock;
  compute_rows(begin, std::min(kBlock, scratch.vectors.count - begin),
               scratch.features.data() + block % kRing * kBlock * lower_.columns(), kernels, scratch);
  scratch.blocks[block % kRing] = block + 1;
}

const float* TransitionNetwork::row_of(size_t token, size_t feature, const Kernels& kernels,
                                       TransitionScratch& scratch) const {
  const size_t block = token / kBlock;
  if (scratch.blocks[block % kRing] != block + 1) {
    float* const row = scratch.old_rows.data() + feature * lower_.columns();
    compute_rows(token, 1, row, kernels, scratch);
    return row;
  }
  return scratch.features.data() + (block % kRing * kBlock + token % kBlock) * lower_.columns();
}

AlignedFloats TransitionNetwork::penalties(const std::function<bool(size_t)>& is_open) const {
  AlignedFloats values(upper_.stride);
  for (size_t move = 0; move < upper_.stride; ++move) {
    values[move] = move < upper_.columns && is_open(move) ? 0.0F : -std::numeric_limits<float>::infinity();
  }
  return values;
}

int TransitionNetwork::best_move(const int32_t* tokens, const AlignedFloats& penalties, const Kernels& kernels,
                                 TransitionScratch& scratch) const {
  // All blocks first: computing one may overwrite another, whose rows must not have been taken yet.
  for (size_t feature = 0; feature < feature_count_; ++feature) {
    if (tokens[feature] < 0) continue;
    const size_t block = static_cast<size_t>(tokens[feature]) / kBlock;
    if (scratch.blocks[block % kRing] < block + 1) compute_block(block, kernels, scratch);
  }
  const size_t step = kPieces * hidden_width_;
  std::array<const float*, kMostFeatures> rows;
  for (size_t feature = 0; feature < feature_count_; ++feature) {
    const float* const row =
        tokens[feature] < 0 ? padding_.data() : row_of(static_cast<size_t>(tokens[feature]), feature, kernels, scratch);
    rows[feature] = row + feature * step;
  }
  return kernels.best_move(rows.data(), feature_count_, bias_.data(), upper_, penalties.data());
}

}  // namespace tocsin::nlp
