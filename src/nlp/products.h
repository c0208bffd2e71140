// The arithmetic of the networks: packed weights and the few loops that run over them, one set of loops for each kind
// of CPU.
//
// Every output is summed over the inputs in one fixed order that depends neither on how many rows are computed at a
// time nor on what the other rows hold. So a document's annotation does not depend on batches or caches; general
// matrix libraries do not promise that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tocsin::nlp {

/// Floats on a 64-byte boundary, zero at first. Large ones lie on large pages where the system gives them: a random
/// row of a table would else cost a walk through the page tables.
class AlignedFloats {
 public:
  AlignedFloats() = default;
  explicit AlignedFloats(size_t size);
  /// At least `size` floats; what they held may be lost. Grown space is zero.
  void reserve_discarding(size_t size);
  [[nodiscard]] float* data() { return data_.get(); }
  [[nodiscard]] const float* data() const { return data_.get(); }
  [[nodiscard]] size_t size() const { return size_; }
  float& operator[](size_t index) { return data_[index]; }
  const float& operator[](size_t index) const { return data_[index]; }

 private:
  struct Free {
    size_t mapped;  ///< bytes, when the floats were mapped and not allocated
    void operator()(float* data) const;
  };
  std::unique_ptr<float[], Free> data_;
  size_t size_ = 0;
};

/// An affine map, its columns in panels of kPanel: weights[panel][input][column], padded with zero columns.
struct PackedAffine {
  static constexpr size_t kPanel = 48;  ///< three AVX-512 or six AVX registers; for maxout, three pieces of 16 outputs

  size_t inputs = 0;
  size_t panels = 0;
  size_t used = 0;  ///< columns before padding
  AlignedFloats weights;
  AlignedFloats bias;
  std::vector<uint16_t> halves;  ///< the weights as pairs of bfloat16, [panel][input / 2][column][2], when asked for
  void add_halves();
  [[nodiscard]] size_t columns() const { return panels * kPanel; }

  /// Packs `columns` columns: column c has weight(c, input) and bias(c).
  static PackedAffine pack(size_t inputs, size_t columns, const std::function<float(size_t, size_t)>& weight,
                           const std::function<float(size_t)>& bias);
  /// thinc's Maxout with three pieces: W[output][piece][input], b[output][piece]; outputs a multiple of 16.
  static PackedAffine pack_maxout(std::span<const float> weights, std::span<const float> bias, size_t outputs,
                                  size_t inputs);
};

/// A maxout over a window of three rows, as Winograd's F(4,3): four rows of results from six products of one row's
/// width instead of twelve. (Winograd 1980; Lavin and Gray 2016, section 4; points 0, 1, -1, 2, -2, infinity.)
/// weights[panel][point][input][column].
struct PackedWindow {
  static constexpr size_t kOutputs = 4;  ///< rows of results a tile gives
  static constexpr size_t kPoints = 6;   ///< rows of inputs it takes, and products it makes

  size_t width = 0;
  size_t panels = 0;
  AlignedFloats weights;
  AlignedFloats bias;
  std::vector<float> taps;       ///< the layer as thinc stores it, for the plain loops: [output][piece][3 * width]
  std::vector<uint16_t> halves;  ///< as in PackedAffine, a panel for each panel and point
  void add_halves();
  /// thinc's Maxout W[output][piece][3 * width], b[output][piece] with `width` outputs.
  static PackedWindow pack_maxout(std::span<const float> weights, std::span<const float> bias, size_t width);
};

/// The upper layer of a transition network, for one state at a time: weights[input][column], columns padded to 16.
struct PackedRows {
  static constexpr size_t kMostInputs = 512;
  static constexpr size_t kMostColumns = 1024;

  size_t inputs = 0;
  size_t columns = 0;
  size_t stride = 0;
  AlignedFloats weights;
  AlignedFloats bias;
  static PackedRows pack(std::span<const float> weights, std::span<const float> bias, size_t outputs, size_t inputs);
};

/// Rows of a matrix: row r begins at data + r * stride. Rows may overlap (a window over tokens is such a matrix).
struct InputRows {
  const float* data = nullptr;
  size_t stride = 0;
  size_t count = 0;
};

/// One set of loops.
struct Kernels {
  const char* name;
  /// y[r] = W x[r] + b; a row of y has room for w.columns() columns, of which w.used are defined.
  void (*affine)(const InputRows& x, const PackedAffine& w, float* y, size_t y_stride);
  /// The same, but a fast set may round inputs and weights to bfloat16; w must have halves.
  void (*rough_affine)(const InputRows& x, const PackedAffine& w, float* y, size_t y_stride);
  /// y[r] = the largest piece of W x[r] + b; y has w.panels * 16 columns.
  void (*affine_maxout)(const InputRows& x, const PackedAffine& w, float* y, size_t y_stride);
  /// y[r] = the largest piece of the window over x[r], x[r + 1], x[r + 2], for r below `rows`; rows are w.width wide
  /// and follow each other. A fast set may round as rough_affine. Reads up to three rows past x[rows + 1], which must
  /// hold finite numbers and count as input.
  void (*window_maxout)(const float* x, size_t rows, const PackedWindow& w, float* y);
  /// Normalizes each row of x (width a multiple of 16) to mean 0 and variance 1, scales and shifts it, adds the row of
  /// `residual` when there is one, and writes y. x may be y.
  void (*layer_norm)(const float* x, const float* scale, const float* shift, const float* residual, size_t rows,
                     size_t width, float* y);
  /// hidden = the larger half of the sum of `feature_count` rows and bias (each 2 * w.inputs floats: piece 0, piece 1);
  /// gives the first column of W hidden + b + penalty that is largest. A penalty (w.stride floats) of minus infinity
  /// rules a column out; -1 when all are.
  int (*best_move)(const float* const* features, size_t feature_count, const float* bias, const PackedRows& w,
                   const float* penalty);
};

/// The obvious loops: the oracle of the tests, and what runs on a CPU without AVX2.
[[nodiscard]] const Kernels& plain_kernels();

/// The fastest set that this CPU runs.
[[nodiscard]] const Kernels& best_kernels();

/// The fast set: bfloat16 products where the CPU has them, else best_kernels().
[[nodiscard]] const Kernels& fast_kernels();

// One set for each extension; call only on a CPU that has it.
[[nodiscard]] const Kernels& avx2_kernels();
[[nodiscard]] const Kernels& avx512_kernels();
[[nodiscard]] const Kernels& bf16_kernels();

}  // namespace tocsin::nlp
