// The loops for CPUs with AVX2 and FMA.
#include "nlp/products.h"

#if defined(__x86_64__)
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#include <immintrin.h>

namespace tocsin::nlp {
namespace {

using Vector = __m256;
constexpr size_t kLanes = 8;
constexpr size_t kTile = 2;

inline Vector load(const float* from) { return _mm256_loadu_ps(from); }
inline void store(float* to, Vector value) { _mm256_storeu_ps(to, value); }
inline Vector broadcast(float value) { return _mm256_set1_ps(value); }
inline Vector add(Vector a, Vector b) { return _mm256_add_ps(a, b); }
inline Vector subtract(Vector a, Vector b) { return _mm256_sub_ps(a, b); }
inline Vector multiply(Vector a, Vector b) { return _mm256_mul_ps(a, b); }
inline Vector multiply_add(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
inline Vector largest(Vector a, Vector b) { return _mm256_max_ps(a, b); }
inline Vector lane_numbers() { return _mm256_setr_ps(0, 1, 2, 3, 4, 5, 6, 7); }
inline Vector where_greater(Vector a, Vector b, Vector then, Vector otherwise) {
  return _mm256_blendv_ps(otherwise, then, _mm256_cmp_ps(a, b, _CMP_GT_OQ));
}
inline float sum_of(Vector value) {
  alignas(32) float lanes[kLanes];
  store(lanes, value);
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

#include "nlp/products_simd.inc"

constexpr Kernels kKernels = {"avx2", affine, affine, affine_maxout, window_maxout, layer_norm, best_move};

}  // namespace

const Kernels& avx2_kernels() { return kKernels; }

}  // namespace tocsin::nlp
#pragma GCC pop_options
#else
namespace tocsin::nlp {
const Kernels& avx2_kernels() { return plain_kernels(); }
}  // namespace tocsin::nlp
#endif
