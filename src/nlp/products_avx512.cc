// The loops for CPUs with AVX-512.
#include "nlp/products.h"

#if defined(__x86_64__)
#pragma GCC push_options
#pragma GCC target("avx512f,avx2,fma")
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

constexpr Kernels kKernels = {"avx512", affine, affine, affine_maxout, window_maxout, layer_norm, best_move};

}  // namespace

const Kernels& avx512_kernels() { return kKernels; }

}  // namespace tocsin::nlp
#pragma GCC pop_options
#else
namespace tocsin::nlp {
const Kernels& avx512_kernels() { return plain_kernels(); }
}  // namespace tocsin::nlp
#endif
