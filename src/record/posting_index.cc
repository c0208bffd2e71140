// Chains of postings in one vector, found by bucket.
#include "record/posting_index.h"

namespace tocsin {
namespace {
constexpr unsigned kFirstBits = 10;
}

void PostingIndex::add(uint32_t key, uint32_t document, size_t most) {
  if (postings_.size() >= heads_.size()) grow();
  size_t count = 0;
  for_each(key, [&](uint32_t) { ++count; });
  if (count >= most) return;
  uint32_t& head = heads_[bucket(key)];
  postings_.push_back({key, document, head});
  head = static_cast<uint32_t>(postings_.size() - 1);
}

void PostingIndex::clear() {
  postings_.clear();
  heads_.clear();
  shift_ = 64;
}

void PostingIndex::grow() {
  shift_ = heads_.empty() ? 64 - kFirstBits : shift_ - 1;
  heads_.assign(size_t{1} << (64 - shift_), kEnd);
  for (uint32_t i = 0; i < postings_.size(); ++i) {
    uint32_t& head = heads_[bucket(postings_[i].key)];
    postings_[i].next = head;
    head = i;
  }
}

}  // namespace tocsin
