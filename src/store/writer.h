// Writing to a store: documents go in one by one, in batches that are durable as a whole.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/record.h"
#include "store/reading_changes.h"
#include "store/store.h"

namespace tocsin {

struct PutOptions {
  /// What names the document at its source (a URL; source and own id; a file): another text under the same key is a new
  /// version of it. Empty = nothing does, and no version is recognised.
  std::string source_key;
  bool keep_text = true;      ///< false: offsets and short quotes alone are kept
  std::string coding{};       ///< 16 hex digits that name the tables, model and program that read it; empty = unknown
  uint64_t ingest_notes = 0;  ///< the last so many notes say how the source was, not what was found in it
  std::string fingerprint{};  ///< Fingerprint::to_bytes() of the text, for derive_across(); empty = none
};

/// Something in an input that could not be read.
struct Damage {
  std::string source;
  std::optional<uint64_t> byte_offset;
  std::string reason;
};

/// A stored document and its text read again.
struct Recoded {
  const StoredDocument& document;
  const Reading &before, &after;
  std::string coding;         ///< PutOptions
  uint64_t ingest_notes = 0;  ///< PutOptions
};

/// A later report moves an entry of the ledger.
struct LedgerMove {
  std::string entry;     ///< id across documents
  std::string status;    ///< what it is now
  std::string day;       ///< ISO day; empty = unknown
  std::string document;  ///< id of the document that says so
  Span evidence;         ///< where it says so
  std::string why;
};

struct Put {
  DocumentStatus status = DocumentStatus::kStored;
  bool was_there = false;       ///< nothing was added
  bool made_duplicate = false;  ///< a document that this writer had stored became a duplicate of this one
};

/// For one thread. What was put since the last commit() is lost when the process dies, and all of what was committed is
/// there after a crash or a loss of power. After an error the batch is gone; the store is as the last commit() left it.
class StoreWriter {
 public:
  /// Adds a document. One that is there by its id adds nothing. Of several documents with the same text one is stored
  /// and the others are its duplicates: the one that was published first (unknown is last), then that with the smallest
  /// id, whatever came first. The same document twice in one run is a duplicate of itself. Fails (kInternal) when a
  /// record's id is not its number.
  [[nodiscard]] Result<Put> put(const Reading& reading, const PutOptions& options);
  [[nodiscard]] Result<Put> quarantine(const Damage& damage);
  /// The document stays, as history. Fails (kInput) when it is not there.
  [[nodiscard]] Result<void> withdraw(std::string_view id, std::string_view reason);
  /// Puts what `after` holds of a stored document in the place of its records, and keeps those that are gone or changed
  /// (recode.h). Moves of the ledger that somebody told stay where their entry does. Gives what differs.
  [[nodiscard]] Result<std::vector<RecordChange>> recode(const Recoded& recoded);
  /// Puts a reading that lacks some words (person_mask.h) in the place of a document's, and takes away what recoding
  /// kept of it.
  [[nodiscard]] Result<void> redact(const StoredDocument& document, const Reading& masked, bool text_is_kept);
  /// Fails (kInput) when the entry or the document is not there. A move that is there already adds nothing.
  [[nodiscard]] Result<void> move(const LedgerMove& move);

  /// Makes all since the last commit durable.
  [[nodiscard]] Result<void> commit();
  [[nodiscard]] uint64_t uncommitted_count() const;  ///< documents since the last commit

  StoreWriter(StoreWriter&&) noexcept;
  ~StoreWriter();  ///< gives up what is not committed

 private:
  friend class Store;
  struct Parts;
  explicit StoreWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tocsin
