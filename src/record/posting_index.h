// Hash → numbers of the documents that have it; small and quick rather than general.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tocsin {

/// For one thread at a time while something is added.
class PostingIndex {
 public:
  /// Adds a document to a key, unless the key has `most` of them already.
  void add(uint32_t key, uint32_t document, size_t most);

  /// Each document of the key, the latest first.
  template <typename Visit>
  void for_each(uint32_t key, Visit visit) const {
    if (heads_.empty()) return;
    for (uint32_t at = heads_[bucket(key)]; at != kEnd; at = postings_[at].next)
      if (postings_[at].key == key) visit(postings_[at].document);
  }

  void clear();

 private:
  static constexpr uint32_t kEnd = UINT32_MAX;
  struct Posting {
    uint32_t key, document, next;
  };

  [[nodiscard]] size_t bucket(uint32_t key) const { return (key * 0x9E3779B97F4A7C15ULL) >> shift_; }
  void grow();

  std::vector<Posting> postings_;
  std::vector<uint32_t> heads_;  ///< a power of two of them; each the first of a chain
  unsigned shift_ = 64;
};

}  // namespace tocsin
