// Packing of weights, the plain loops, and the choice among the sets of loops.
#include "nlp/products.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

namespace tocsin::nlp {

AlignedFloats::AlignedFloats(size_t size) { reserve_discarding(size); }

// Large blocks are mapped: their pages come zeroed, and only when touched.
void AlignedFloats::reserve_discarding(size_t size) {
  if (size <= size_) return;
  constexpr size_t kLarge = size_t{4} << 20;
  constexpr size_t kLine = 64;
  const size_t bytes = (size * sizeof(float) + kLine - 1) / kLine * kLine;
  const bool is_large = bytes >= kLarge;
  void* data = is_large ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                        : std::aligned_alloc(kLine, bytes);
  if (data == nullptr || data == MAP_FAILED) throw std::bad_alloc();
  if (is_large)
    ::madvise(data, bytes, MADV_HUGEPAGE);  // a wish: all works without
  else
    std::memset(data, 0, bytes);
  data_ = {static_cast<float*>(data), Free{is_large ? bytes : 0}};
  size_ = size;
}

void AlignedFloats::Free::operator()(float* data) const {
  if (mapped > 0)
    ::munmap(data, mapped);
  else
    std::free(data);
}

PackedAffine PackedAffine::pack(size_t inputs, size_t columns, const std::function<float(size_t, size_t)>& weight,
                                const std::function<float(size_t)>& bias) {
  PackedAffine packed;
  packed.inputs = inputs;
  packed.panels = (columns + kPanel - 1) / kPanel;
  packed.used = columns;
  packed.weights = AlignedFloats(packed.columns() * inputs);
  packed.bias = AlignedFloats(packed.columns());
  for (size_t column = 0; column < columns; ++column) {
    packed.bias[column] = bias(column);
    float* const panel = packed.weights.data() + column / kPanel * kPanel * inputs;
    for (size_t input = 0; input < inputs; ++input) {
      panel[input * kPanel + column % kPanel] = weight(column, input);
    }
  }
  return packed;
}

namespace {

/// Which output and piece stands in a column of a packed maxout: 16 outputs of piece 0, the same of 1, of 2.
size_t maxout_row(size_t column) {
  const size_t panel = column / PackedAffine::kPanel;
  const size_t piece = column % PackedAffine::kPanel / 16;
  return (panel * 16 + column % 16) * 3 + piece;
}

}  // namespace

PackedAffine PackedAffine::pack_maxout(std::span<const float> weights, std::span<const float> bias, size_t outputs,
                                       size_t inputs) {
  return pack(
      inputs, outputs * 3, [&](size_t column, size_t input) { return weights[maxout_row(column) * inputs + input]; },
      [&](size_t column) { return bias[maxout_row(column)]; });
}

namespace {

/// The upper half of a float, rounded to nearest, ties to even.
uint16_t bfloat16(float value) {
  const auto bits = std::bit_cast<uint32_t>(value);
  return static_cast<uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

std::vector<uint16_t> paired_halves(const AlignedFloats& weights, size_t panels, size_t inputs) {
  constexpr size_t kColumns = PackedAffine::kPanel;
  std::vector<uint16_t> halves(panels * inputs * kColumns);
  for (size_t panel = 0; panel < panels; ++panel) {
    for (size_t input = 0; input < inputs; ++input) {
      for (size_t column = 0; column < kColumns; ++column) {
        const size_t from = (panel * inputs + input) * kColumns + column;
        const size_t to = (panel * inputs + input / 2 * 2) * kColumns + column * 2 + input % 2;
        halves[to] = bfloat16(weights[from]);
      }
    }
  }
  return halves;
}

}  // namespace

void PackedAffine::add_halves() { halves = paired_halves(weights, panels, inputs); }
void PackedWindow::add_halves() { halves = paired_halves(weights, panels * kPoints, width); }

PackedWindow PackedWindow::pack_maxout(std::span<const float> weights, std::span<const float> bias, size_t width) {
  constexpr double kToPoints[kPoints][3] = {{1.0 / 4, 0, 0},
                                            {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                            {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                            {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                            {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                            {0, 0, 1}};
  constexpr size_t kColumns = PackedAffine::kPanel;
  PackedWindow packed;
  packed.width = width;
  packed.panels = width / 16;
  packed.weights = AlignedFloats(packed.panels * kPoints * width * kColumns);
  packed.bias = AlignedFloats(packed.panels * kColumns);
  packed.taps.assign(weights.begin(), weights.end());
  for (size_t column = 0; column < packed.panels * kColumns; ++column) {
    packed.bias[column] = bias[maxout_row(column)];
    const float* const taps = weights.data() + maxout_row(column) * 3 * width;
    for (size_t point = 0; point < kPoints; ++point) {
      float* const to = packed.weights.data() + (column / kColumns * kPoints + point) * width * kColumns;
      for (size_t input = 0; input < width; ++input) {
        double sum = 0;
        for (size_t tap = 0; tap < 3; ++tap) sum += kToPoints[point][tap] * double{taps[tap * width + input]};
        to[input * kColumns + column % kColumns] = static_cast<float>(sum);
      }
    }
  }
  return packed;
}

PackedRows PackedRows::pack(std::span<const float> weights, std::span<const float> bias, size_t outputs,
                            size_t inputs) {
  PackedRows packed;
  packed.inputs = inputs;
  packed.columns = outputs;
  packed.stride = (outputs + 15) / 16 * 16;
  packed.weights = AlignedFloats(packed.stride * inputs);
  packed.bias = AlignedFloats(packed.stride);
  for (size_t output = 0; output < outputs; ++output) {
    packed.bias[output] = bias[output];
    for (size_t input = 0; input < inputs; ++input) {
      packed.weights[input * packed.stride + output] = weights[output * inputs + input];
    }
  }
  return packed;
}

namespace {

constexpr size_t kPanel = PackedAffine::kPanel;

float plain_product(const float* x, const PackedAffine& w, size_t column) {
  const float* const panel = w.weights.data() + column / kPanel * kPanel * w.inputs + column % kPanel;
  float sum = 0;
  for (size_t input = 0; input < w.inputs; ++input) sum += x[input] * panel[input * kPanel];
  return sum + w.bias[column];
}

void plain_affine(const InputRows& x, const PackedAffine& w, float* y, size_t y_stride) {
  for (size_t row = 0; row < x.count; ++row) {
    for (size_t column = 0; column < w.columns(); ++column) {
      y[row * y_stride + column] = plain_product(x.data + row * x.stride, w, column);
    }
  }
}

void plain_affine_maxout(const InputRows& x, const PackedAffine& w, float* y, size_t y_stride) {
  for (size_t row = 0; row < x.count; ++row) {
    const float* const in = x.data + row * x.stride;
    for (size_t output = 0; output < w.panels * 16; ++output) {
      const size_t column = output / 16 * kPanel + output % 16;
      y[row * y_stride + output] = std::max(
          {plain_product(in, w, column), plain_product(in, w, column + 16), plain_product(in, w, column + 32)});
    }
  }
}

void plain_layer_norm(const float* x, const float* scale, const float* shift, const float* residual, size_t rows,
                      size_t width, float* y) {
  for (size_t row = 0; row < rows; ++row, x += width, y += width) {
    float sum = 0;
    for (size_t i = 0; i < width; ++i) sum += x[i];
    const float mean = sum / static_cast<float>(width);
    float squares = 0;
    for (size_t i = 0; i < width; ++i) squares += (x[i] - mean) * (x[i] - mean);
    const float factor = 1.0F / std::sqrt(squares / static_cast<float>(width) + 1e-8F);
    for (size_t i = 0; i < width; ++i) {
      const float value = (x[i] - mean) * factor * scale[i] + shift[i];
      y[i] = residual == nullptr ? value : residual[row * width + i] + value;
    }
  }
}

int plain_best_move(const float* const* features, size_t feature_count, const float* bias, const PackedRows& w,
                    const float* penalty) {
  std::vector<float> scores(w.bias.data(), w.bias.data() + w.columns);
  for (size_t input = 0; input < w.inputs; ++input) {
    float first = 0;
    float second = 0;
    for (size_t f = 0; f < feature_count; ++f) {
      first += features[f][input];
      second += features[f][w.inputs + input];
    }
    const float hidden = std::max(first + bias[input], second + bias[w.inputs + input]);
    for (size_t column = 0; column < w.columns; ++column)
      scores[column] += hidden * w.weights[input * w.stride + column];
  }
  int best = -1;
  for (size_t column = 0; column < w.columns; ++column) {
    if (std::isinf(penalty[column])) continue;
    if (best < 0 || scores[column] > scores[static_cast<size_t>(best)]) best = static_cast<int>(column);
  }
  return best;
}

/// The window's definition, without Winograd's detour.
void plain_window_maxout(const float* x, size_t rows, const PackedWindow& w, float* y) {
  const size_t inputs = 3 * w.width;
  for (size_t row = 0; row < rows; ++row, x += w.width) {
    for (size_t output = 0; output < w.width; ++output) {
      float best = 0;
      for (size_t piece = 0; piece < 3; ++piece) {
        const float* const taps = w.taps.data() + (output * 3 + piece) * inputs;
        float sum = 0;
        for (size_t input = 0; input < inputs; ++input) sum += x[input] * taps[input];
        sum += w.bias[output / 16 * kPanel + piece * 16 + output % 16];
        best = piece == 0 ? sum : std::max(best, sum);
      }
      y[row * w.width + output] = best;
    }
  }
}

constexpr Kernels kPlainKernels = {
    "plain", plain_affine, plain_affine, plain_affine_maxout, plain_window_maxout, plain_layer_norm, plain_best_move};

}  // namespace

const Kernels& plain_kernels() { return kPlainKernels; }

const Kernels& best_kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0) return avx512_kernels();
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) return avx2_kernels();
#endif
  return kPlainKernels;
}

const Kernels& fast_kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bf16") != 0) return bf16_kernels();
#endif
  return best_kernels();
}

}  // namespace tocsin::nlp
