// Copies of one story: which documents go back to one origin, though papers cut, sign and reword what an agency sends.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/posting_index.h"

namespace tocsin {

/// A place in a sentence that differs where a template is filled again: a number or a name, and the words around it.
struct Slot {
  uint32_t context = 0;  ///< hash of the two units before and behind, with numbers and names masked
  uint32_t value = 0;    ///< hash of the number or name
  auto operator<=>(const Slot&) const = default;
};

/// What is kept of a text to compare it with others, about 0.7 KB however long it is. Samples are by hash alone (the
/// values below 2^(32 - level)), so that those of two texts can be compared at the coarser level of the two: Broder,
/// "On the resemblance and containment of documents" (1997); the scaled form as in sourmash.
struct Fingerprint {
  uint32_t content = 0;            ///< hash of all words in order; 0 = a text without words
  uint32_t shingle_count = 0;      ///< distinct runs of words in the whole text
  uint8_t shingle_level = 0;       ///< a shingle is kept when its hash is below 2^(32 - level)
  uint8_t slot_level = 0;          ///< a slot is kept when its context is
  std::vector<uint32_t> shingles;  ///< sorted, distinct
  std::vector<Slot> slots;         ///< sorted, distinct

  bool operator==(const Fingerprint&) const = default;

  /// The same on every machine.
  [[nodiscard]] std::string to_bytes() const;
  /// Nothing for bytes that to_bytes() did not write.
  [[nodiscard]] static std::optional<Fingerprint> from_bytes(std::string_view bytes);
};

/// Makes fingerprints. Immutable: any number of threads may share one.
class Fingerprinter {
 public:
  /// `number_words`: small words for numbers ("two"), which count as numbers do.
  explicit Fingerprinter(const std::vector<std::string>& number_words = {});

  /// Letters' case, punctuation and line breaks do not matter, nor does the order of sentences.
  [[nodiscard]] Fingerprint of(std::string_view text) const;

 private:
  std::vector<uint64_t> number_words_;  // hashes, sorted
};

/// How much of the shorter text's shingles the longer one has: 0 to 1. Symmetric.
[[nodiscard]] double containment(const Fingerprint& a, const Fingerprint& b);

/// Whether one is a copy of the other, or both are of a third: the words are the same, or enough of the shorter one's
/// shingles are in the longer one, which is not many times as long, and where both have a number or a name between the
/// same words it is almost always the same one (reports from one template differ there). Symmetric.
[[nodiscard]] bool are_copies(const Fingerprint& a, const Fingerprint& b);

struct OriginLimits {
  std::chrono::days days{31};  ///< further apart two documents are no copies, where both days are known
  size_t documents = 400'000;  ///< kept for comparison; then those published first are forgotten, a quarter at once
  size_t postings = 64;        ///< of one shingle; one that has more is boilerplate and leads to the first of them
};

/// Origin clusters, document by document. Two documents are in one cluster when a chain of copies joins them. While no
/// limit is reached, the clusters and their ids are the same for any order of arrival. For one thread at a time.
class OriginClusters {
 public:
  explicit OriginClusters(OriginLimits limits = {}) : limits_(limits) {}

  /// What a document belongs to now.
  struct Added {
    std::string origin;  ///< id of the cluster: that of its document published first (unknown is last), then smallest
    std::vector<std::string> renamed;  ///< ids of clusters that are now called `origin`
  };
  /// Adds a document; `published` is an ISO day or empty. Each id once.
  Added add(std::string_view id, std::string_view published, Fingerprint fingerprint);

  /// Adds a document whose cluster is known from an earlier run, without comparing. Documents may come in any order,
  /// but all of them before the first add().
  void restore(std::string_view id, std::string_view published, std::string_view origin, Fingerprint fingerprint);

  [[nodiscard]] size_t document_count() const { return members_.size(); }

 private:
  struct Member {
    Fingerprint fingerprint;
    std::string id, published;
    std::optional<std::chrono::sys_days> day;
    uint32_t cluster;
  };
  struct Cluster {
    std::string origin, published;
    uint32_t parent;  ///< itself, or the cluster that it has become part of
  };

  [[nodiscard]] std::vector<uint32_t> candidates(const Fingerprint& fingerprint) const;
  uint32_t root_of(uint32_t cluster);
  uint32_t new_cluster(std::string_view origin, std::string_view published);
  void keep(Member member);
  void forget_oldest();

  OriginLimits limits_;
  std::vector<Member> members_;
  std::vector<Cluster> clusters_;
  PostingIndex index_;
  std::map<std::string, uint32_t, std::less<>> restored_;  ///< cluster by origin
};

}  // namespace tocsin
