// The loops for CPUs with AVX-512 and its bfloat16 products: the window layers and the parser's lower layer at twice
// the speed, inputs and weights rounded to eight bits of fraction, sums in float.
#include "nlp/products.h"

#if defined(__x86_64__)
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512bf16,avx2,fma")
#include <immintrin.h>
// g++ 12 takes the undefined register that its own AVX-512 header passes to masked forms for a mistake of ours.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

namespace tocsin::nlp {
namespace {

using Vector = __m512;
constexpr size_t kLanes = 16;
constexpr size_t kTile = 8;
#define TOCSIN_TILE_8

inline Vector load(const float* from) { return _mm512_loadu_ps(from); }
inline void store(float* to, Vector value) { _mm512_storeu_ps(to, value); }
inline Vector broadcast(float value) { return _mm512_set1_ps(value); }
inline Vector add(Vector a, Vector b) { return _mm512_add_ps(a, b); }
inline Vector subtract(Vector a, Vector b) { return _mm512_sub_ps(a, b); }
inline Vector multiply(Vector a, Vector b) { return _mm512_mul_ps(a, b); }
inline Vector multiply_add(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
inline Vector largest(Vector a, Vector b) { return _mm512_max_ps(a, b); }
inline Vector lane_numbers() { return _mm512_setr_ps(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15); }
inline Vector where_greater(Vector a, Vector b, Vector then, Vector otherwise) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), otherwise, then);
}
inline float sum_of(Vector value) { return _mm512_reduce_add_ps(value); }

#include "nlp/products_simd.inc"

void to_halves(const float* from, size_t count, uint16_t* to) {
  for (size_t i = 0; i < count; i += kLanes) {
    const __m256bh halves = _mm512_cvtneps_pbh(load(from + i));
    __builtin_memcpy(to + i, &halves, sizeof(halves));
  }
}

/// As affine_rows, over pairs of inputs.
template <size_t kRows>
void half_rows(const uint16_t* x, size_t x_stride, size_t inputs, const uint16_t* panel, float* y, size_t y_stride) {
  Vector sums[kRows][kPanelVectors];
#pragma GCC unroll 16
  for (size_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
    for (size_t v = 0; v < kPanelVectors; ++v) sums[r][v] = broadcast(0.0F);
  }
  for (size_t input = 0; input < inputs; input += 2, panel += 2 * kPanel) {
    __m512bh weights[kPanelVectors];
    __builtin_memcpy(weights, panel, sizeof(weights));
#pragma GCC unroll 16
    for (size_t r = 0; r < kRows; ++r) {
      int pair;
      __builtin_memcpy(&pair, x + r * x_stride + input, sizeof(pair));
      const __m512bh value = reinterpret_cast<__m512bh>(_mm512_set1_epi32(pair));
#pragma GCC unroll 8
      for (size_t v = 0; v < kPanelVectors; ++v) sums[r][v] = _mm512_dpbf16_ps(sums[r][v], value, weights[v]);
    }
  }
#pragma GCC unroll 16
  for (size_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
    for (size_t v = 0; v < kPanelVectors; ++v) store(y + r * y_stride + v * kLanes, sums[r][v]);
  }
}

using HalfLoop = void (*)(const uint16_t*, size_t, size_t, const uint16_t*, float*, size_t);
constexpr HalfLoop kHalfLoops[kTile] = {half_rows<1>, half_rows<2>, half_rows<3>, half_rows<4>,
                                        half_rows<5>, half_rows<6>, half_rows<7>, half_rows<8>};

/// For maps without bias (the parser's lower layer).
void rough_affine(const InputRows& x, const PackedAffine& w, float* y, size_t y_stride) {
  alignas(64) uint16_t halves[kTile * kWidest];
  for (size_t row = 0; row < x.count; row += kTile) {
    const size_t rows = x.count - row < kTile ? x.count - row : kTile;
    for (size_t r = 0; r < rows; ++r) to_halves(x.data + (row + r) * x.stride, w.inputs, halves + r * w.inputs);
    for (size_t panel = 0; panel < w.panels; ++panel) {
      kHalfLoops[rows - 1](halves, w.inputs, w.inputs, w.halves.data() + panel * kPanel * w.inputs,
                           y + row * y_stride + panel * kPanel, y_stride);
    }
  }
}

void rough_window_maxout(const float* x, size_t rows, const PackedWindow& w, float* y) {
  alignas(64) float points[kPoints * kWidest];
  alignas(64) uint16_t halves[kPoints * kTile * kWidest];
  alignas(64) float products[kPoints * kTile * kPanel];
  const size_t width = w.width;
  const size_t point_step = kTile * width;
  for (size_t row = 0; row < rows; row += kTile * kOutputs) {
    const size_t left = rows - row;
    const size_t tiles = left < kTile * kOutputs ? (left + kOutputs - 1) / kOutputs : kTile;
    for (size_t t = 0; t < tiles; ++t) {
      window_inputs(x + (row + t * kOutputs) * width, width, points, width);
      for (size_t p = 0; p < kPoints; ++p) to_halves(points + p * width, width, halves + p * point_step + t * width);
    }
    for (size_t panel = 0; panel < w.panels; ++panel) {
      for (size_t p = 0; p < kPoints; ++p) {
        kHalfLoops[tiles - 1](halves + p * point_step, width, width,
                              w.halves.data() + (panel * kPoints + p) * width * kPanel, products + p * kTile * kPanel,
                              kPanel);
      }
      for (size_t t = 0; t < tiles; ++t) {
        window_outputs(products + t * kPanel, kTile * kPanel, w.bias.data() + panel * kPanel, left - t * kOutputs,
                       y + (row + t * kOutputs) * width + panel * 16, width);
      }
    }
  }
}

constexpr Kernels kKernels = {"avx512-bf16",       affine,     rough_affine, affine_maxout,
                              rough_window_maxout, layer_norm, best_move};

}  // namespace

const Kernels& bf16_kernels() { return kKernels; }

}  // namespace tocsin::nlp
#pragma GCC pop_options
#else
namespace tocsin::nlp {
const Kernels& bf16_kernels() { return plain_kernels(); }
}  // namespace tocsin::nlp
#endif
