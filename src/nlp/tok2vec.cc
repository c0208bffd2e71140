// The embedding and the window encoder.
#include "nlp/tok2vec.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "nlp/msgpack_reader.h"

namespace tocsin::nlp {
namespace {

/// The four rows to which a hash embedding maps an id (thinc's MurmurHash3 of one 64-bit value).
std::array<uint32_t, 4> embedding_hash(uint64_t id, uint32_t seed) {
  const auto mix = [](uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccd;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53;
    return value ^ value >> 33;
  };
  uint64_t first = id * 0x87c37b91114253d5;
  first = first << 31 | first >> 33;
  first *= 0x4cf5ad432745937f;
  first ^= seed;
  first ^= 8;
  uint64_t second = static_cast<uint64_t>(seed) ^ 8;
  first += second;
  second += first;
  first = mix(first);
  second = mix(second);
  first += second;
  second += first;
  return {static_cast<uint32_t>(first), static_cast<uint32_t>(first >> 32), static_cast<uint32_t>(second),
          static_cast<uint32_t>(second >> 32)};
}

constexpr size_t kWindow = 1;
constexpr size_t kLeastDepth = 1;
constexpr size_t kMostDepth = 16;
constexpr size_t kWidest = 512;
constexpr size_t kPieces = 3;

}  // namespace

bool Tok2Vec::wants_vectors(const ModelFolder& folder, const std::string& section) {
  return folder.text(section + ".embed", "include_static_vectors").value_or("") == "true";
}

Result<Tok2Vec> Tok2Vec::open(const ModelFolder& folder, const std::string& section, const ThincModel& model,
                              const StaticVectors& vectors) {
  TRY_VOID(folder.check_architecture(section, "spacy.Tok2Vec"));
  TRY_VOID(folder.check_architecture(section + ".embed", "spacy.MultiHashEmbed"));
  TRY_VOID(folder.check_architecture(section + ".encode", "spacy.MaxoutWindowEncoder"));
  Tok2Vec network;
  network.vectors_ = &vectors;
  TRY(const int64_t width, folder.integer(section + ".embed", "width"));
  TRY(const int64_t encoder_width, folder.integer(section + ".encode", "width"));
  if (width != encoder_width || width <= 0 || width % 16 != 0 || static_cast<size_t>(width) > kWidest) {
    return folder.error("config.cfg", "[" + section + "] has widths " + std::to_string(width) + " and " +
                                          std::to_string(encoder_width) +
                                          "; expected one width, a multiple of 16 up to " + std::to_string(kWidest));
  }
  network.width_ = static_cast<size_t>(width);
  TRY_VOID(network.read_embeddings(folder, section, model));
  TRY_VOID(network.read_layers(folder, section, model));
  return network;
}

Result<void> Tok2Vec::read_embeddings(const ModelFolder& folder, const std::string& section, const ThincModel& model) {
  constexpr std::pair<std::string_view, Attribute> kAttributes[] = {
      {"NORM", Attribute::kNorm},   {"PREFIX", Attribute::kPrefix}, {"SUFFIX", Attribute::kSuffix},
      {"SHAPE", Attribute::kShape}, {"SPACY", Attribute::kSpacy},   {"IS_SPACE", Attribute::kIsSpace},
      {"ORTH", Attribute::kOrth}};
  TRY(const std::vector<std::string> names, folder.strings(section + ".embed", "attrs"));
  TRY(const std::vector<int64_t> rows, folder.integers(section + ".embed", "rows"));
  const auto nodes = model.nodes_named("hashembed");
  if (names.empty() || names.size() != rows.size() || names.size() != nodes.size()) {
    return model.error("has " + std::to_string(nodes.size()) + " embedding tables but config.cfg lists " +
                       std::to_string(names.size()) + "; the folder mixes two releases");
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const auto known = std::ranges::find(kAttributes, names[i], &std::pair<std::string_view, Attribute>::first);
    if (known == std::end(kAttributes)) {
      return folder.error("config.cfg", "[" + section + ".embed] embeds " + names[i] + ", which this runtime does not");
    }
    Embedding table;
    table.attribute = known->second;
    table.rows = static_cast<size_t>(std::max<int64_t>(rows[i], 0));
    TRY(const int64_t seed, model.attribute(*nodes[i], "seed"));
    table.seed = static_cast<uint32_t>(seed);
    TRY(const std::vector<float>* values, model.parameter(*nodes[i], "E", {table.rows, width_}));
    table.table = *values;
    embeddings_.push_back(std::move(table));
  }
  if (!wants_vectors(folder, section)) return {};
  TRY(const ThincNode* node, model.only("static_vectors"));
  TRY(const std::vector<float>* weights, model.parameter(*node, "W", {width_, vectors_->width()}));
  const size_t inputs = vectors_->width();
  vector_products_ = PackedAffine::pack(
      inputs, width_, [&](size_t column, size_t input) { return (*weights)[column * inputs + input]; },
      [](size_t) { return 0.0F; });
  return {};
}

size_t Tok2Vec::mixing_inputs() const { return width_ * (embeddings_.size() + (vector_products_.inputs > 0 ? 1 : 0)); }

Result<Tok2Vec::Normalization> Tok2Vec::read_norm(const ThincModel& model, const ThincNode& node, size_t width) {
  TRY(const std::vector<float>* scale, model.parameter(node, "G", {width}));
  TRY(const std::vector<float>* shift, model.parameter(node, "b", {width}));
  return Normalization{*scale, *shift};
}

Result<void> Tok2Vec::read_layers(const ModelFolder& folder, const std::string& section, const ThincModel& model) {
  TRY(const int64_t depth, folder.integer(section + ".encode", "depth"));
  TRY(const int64_t window, folder.integer(section + ".encode", "window_size"));
  TRY(const int64_t pieces, folder.integer(section + ".encode", "maxout_pieces"));
  if (window != kWindow || pieces != kPieces || depth < static_cast<int64_t>(kLeastDepth) ||
      depth > static_cast<int64_t>(kMostDepth)) {
    return folder.error("config.cfg", "[" + section + ".encode] has depth " + std::to_string(depth) + ", window " +
                                          std::to_string(window) + ", pieces " + std::to_string(pieces) +
                                          "; this runtime runs depth 1 to 16, window 1, pieces 3");
  }
  const auto maxouts = model.nodes_named("maxout");
  const auto norms = model.nodes_named("layernorm");
  const size_t expected = static_cast<size_t>(depth) + 1;
  if (maxouts.size() != expected || norms.size() != expected) {
    return model.error("has " + std::to_string(maxouts.size()) + " maxout layers but config.cfg asks for " +
                       std::to_string(expected) + "; the folder mixes two releases");
  }
  for (size_t i = 0; i < expected; ++i) {
    const size_t inputs = i == 0 ? mixing_inputs() : width_ * (2 * kWindow + 1);
    TRY(const std::vector<float>* weights, model.parameter(*maxouts[i], "W", {width_, kPieces, inputs}));
    TRY(const std::vector<float>* bias, model.parameter(*maxouts[i], "b", {width_, kPieces}));
    TRY(Normalization norm, read_norm(model, *norms[i], width_));
    if (i == 0) {
      mixing_ = {PackedAffine::pack_maxout(*weights, *bias, width_, inputs), std::move(norm)};
      continue;
    }
    layers_.push_back({PackedWindow::pack_maxout(*weights, *bias, width_), std::move(norm)});
    layers_.back().products.add_halves();
  }
  return {};
}

void Tok2Vec::fill_inputs(const WordTypeCache::Entry& entry, float* row) const {
  const WordType& type = entry.type;
  for (const Embedding& embedding : embeddings_) {
    uint64_t id = 0;
    switch (embedding.attribute) {
      case Attribute::kNorm:
        id = type.norm_id;
        break;
      case Attribute::kPrefix:
        id = type.prefix;
        break;
      case Attribute::kSuffix:
        id = type.suffix;
        break;
      case Attribute::kShape:
        id = type.shape;
        break;
      case Attribute::kSpacy:
        id = entry.space_after ? 1 : 0;
        break;
      case Attribute::kIsSpace:
        id = type.is_space ? 1 : 0;
        break;
      case Attribute::kOrth:
        id = type.orth;
        break;
    }
    std::fill_n(row, width_, 0.0F);
    for (const uint32_t hash : embedding_hash(id, embedding.seed)) {
      const float* const from = embedding.table.data() + hash % embedding.rows * width_;
      for (size_t i = 0; i < width_; ++i) row[i] += from[i];
    }
    row += width_;
  }
}

/// Fills the mixing layer's inputs for `slots`, a row each: embeddings, then the static vectors' products.
void Tok2Vec::fill_batch(std::span<const uint32_t> slots, const WordTypeCache& types, const Kernels& kernels,
                         Tok2VecScratch& scratch) const {
  const size_t inputs = mixing_inputs();
  const size_t vector_width = vector_products_.inputs;
  const size_t columns = vector_products_.columns();
  scratch.inputs.reserve_discarding(slots.size() * inputs);
  scratch.vectors.reserve_discarding(slots.size() * vector_width);
  scratch.products.reserve_discarding(slots.size() * columns);
  for (size_t i = 0; i < slots.size(); ++i) {
    const WordTypeCache::Entry& entry = types.entry(slots[i]);
    fill_inputs(entry, scratch.inputs.data() + i * inputs);
    if (vector_width == 0) continue;
    float* const vector = scratch.vectors.data() + i * vector_width;
    if (entry.type.vector_row < 0)
      std::fill_n(vector, vector_width, 0.0F);
    else
      std::copy_n(vectors_->row(entry.type.vector_row), vector_width, vector);
  }
  if (vector_width == 0) return;
  kernels.affine({scratch.vectors.data(), vector_width, slots.size()}, vector_products_, scratch.products.data(),
                 columns);
  for (size_t i = 0; i < slots.size(); ++i) {
    std::copy_n(scratch.products.data() + i * columns, width_,
                scratch.inputs.data() + i * inputs + embeddings_.size() * width_);
  }
}

void Tok2Vec::embed(std::span<const uint32_t> slots, const WordTypeCache& types, const Kernels& kernels,
                    Tok2VecScratch& scratch, TypeEmbeddings& embeddings) const {
  constexpr size_t kBatch = 64;
  scratch.mixed.reserve_discarding(kBatch * width_);
  for (size_t begin = 0; begin < slots.size(); begin += kBatch) {
    const auto batch = slots.subspan(begin, std::min(kBatch, slots.size() - begin));
    fill_batch(batch, types, kernels, scratch);
    float* const mixed = scratch.mixed.data();
    kernels.affine_maxout({scratch.inputs.data(), mixing_inputs(), batch.size()}, mixing_.products, mixed, width_);
    kernels.layer_norm(mixed, mixing_.norm.scale.data(), mixing_.norm.shift.data(), nullptr, batch.size(), width_,
                       mixed);
    for (size_t i = 0; i < batch.size(); ++i) {
      std::copy_n(mixed + i * width_, width_, embeddings.data() + size_t{batch[i]} * width_);
    }
  }
}

// A document's rows: one that stays zero, layers_.size() of padding, the tokens, padding, and zeros to the end of the
// last window. The padding is zero at first and does not stay so: thinc runs the layers over it too, and the document's
// ends see the result.
size_t Tok2Vec::row_count(size_t token_count) const {
  return 1 + token_count + 2 * layers_.size() + PackedWindow::kOutputs;
}

void Tok2Vec::clear_ends(size_t token_count, AlignedFloats& rows) const {
  const size_t front = (1 + layers_.size()) * width_;
  const size_t back = (layers_.size() + PackedWindow::kOutputs) * width_;
  std::fill_n(rows.data(), front, 0.0F);
  std::fill_n(rows.data() + row_count(token_count) * width_ - back, back, 0.0F);
}

void Tok2Vec::begin(size_t token_count, Tok2VecScratch& scratch) const {
  scratch.rows.reserve_discarding(row_count(token_count) * width_);
  clear_ends(token_count, scratch.rows);
}

void Tok2Vec::place(std::span<const uint32_t> slots, size_t begin, const TypeEmbeddings& embeddings,
                    Tok2VecScratch& scratch) const {
  float* row = scratch.rows.data() + (1 + layers_.size() + begin) * width_;
  for (const uint32_t slot : slots) {
    std::copy_n(embeddings.data() + size_t{slot} * width_, width_, row);
    row += width_;
  }
}

void Tok2Vec::run_layer(const WindowLayer& layer, size_t row_count, const Kernels& kernels, const float* from,
                        float* to) const {
  constexpr size_t kBlock = 64;  // rows that stay in the first-level cache between the product and its normalization
  for (size_t begin = 0; begin < row_count; begin += kBlock) {
    const size_t rows = std::min(kBlock, row_count - begin);
    float* const out = to + (begin + 1) * width_;
    kernels.window_maxout(from + begin * width_, rows, layer.products, out);
    kernels.layer_norm(out, layer.norm.scale.data(), layer.norm.shift.data(), from + (begin + 1) * width_, rows, width_,
                       out);
  }
}

size_t Tok2Vec::layer_operations() const {
  const size_t columns = 3 * width_;
  return layers_.size() * 2 * width_ * columns * PackedWindow::kPoints / PackedWindow::kOutputs;
}

InputRows Tok2Vec::finish(size_t token_count, const Kernels& kernels, Tok2VecScratch& scratch,
                          AlignedFloats& spare) const {
  const size_t padding = layers_.size();
  spare.reserve_discarding(row_count(token_count) * width_);
  clear_ends(token_count, spare);
  for (const WindowLayer& layer : layers_) {
    run_layer(layer, token_count + 2 * padding, kernels, scratch.rows.data(), spare.data());
    std::swap(scratch.rows, spare);
  }
  return {scratch.rows.data() + (padding + 1) * width_, width_, token_count};
}

}  // namespace tocsin::nlp
