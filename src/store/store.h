// The store: everything that was read, in one SQLite file. Many may read it at once; one writes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/record.h"

namespace tocsin {

/// What became of a document that was read.
enum class DocumentStatus {
  kStored,       ///< its text and its records are here
  kDuplicate,    ///< another document has the same text, and the records are that one's
  kQuarantined,  ///< it could not be read: where and why stand in the row
  kWithdrawn,    ///< its publisher took it back; text and records stay as history
  kErased,       ///< somebody had it erased: the id alone is kept, so that it does not come back
};
[[nodiscard]] std::string_view name_of(DocumentStatus status);

/// One row of the table of documents.
struct StoredDocument {
  int64_t row = 0;        ///< its number in this file; means nothing outside
  DocumentRecord record;  ///< without its text
  DocumentStatus status = DocumentStatus::kStored;
  int64_t version = 1;
  std::string superseded_by;            ///< id of the next version; empty = this is the last
  std::string duplicate_of;             ///< id of the document with the same text
  std::optional<uint64_t> byte_offset;  ///< of what is quarantined: where in its source
  std::string reason;                   ///< why it is quarantined or withdrawn
  uint64_t text_bytes = 0;
};

/// Which records a query wants. What is empty asks for nothing.
struct Filter {
  /// Beginnings of codes, any of them: USA finds USAGOV; *REB the sector REB of any country. Speakers, or `by`, too.
  std::vector<std::string> actors;
  std::vector<std::string> recipients;  ///< the same for the other side: addressees, or `to`
  bool either_way = false;              ///< also with the two sides exchanged
  std::vector<std::string> kinds;       ///< type of events, form of statements, kind of ledger entries
  std::vector<std::string> modes;
  std::vector<int> quads;
  uint64_t min_origins = 0;  ///< events told by so many independent origins (store/across.h)
  bool once = false;         ///< of an event told by many, the first telling that the rest of the filter finds
  std::vector<std::string> factuality;
  std::vector<std::string> statuses;   ///< of ledger entries
  std::string since;                   ///< ISO day: records whose time ends on it or later; without a time, published
  std::string until;                   ///< ISO day: records whose time begins on it or before
  std::string place;                   ///< the name, country or first subdivision of the place
  std::string search;                  ///< FTS5 query over the documents' text
  std::vector<std::string> documents;  ///< ids
  std::string source;                  ///< source or publisher
  bool with_history = false;           ///< also superseded and withdrawn documents
};

/// A record in its document. Lives as long as the call that it is handed to.
template <typename Record>
struct Found {
  std::string id;   ///< across documents: 16 hex digits
  std::string day;  ///< first day of its time, else of publication; empty = unknown
  const StoredDocument& document;
  const Reading& reading;  ///< the whole document: entities, times and places that the record names
  const Record& record;
};

/// Gets each record in turn and gives false to stop.
template <typename Record>
using Visit = std::function<bool(const Found<Record>&)>;

/// How many documents and records there are.
struct StoreCounts {
  uint64_t documents = 0, stored = 0, duplicate = 0, quarantined = 0, withdrawn = 0, erased = 0, superseded = 0;
  uint64_t entities = 0, statements = 0, events = 0, ledger = 0, times = 0, places = 0;
  uint64_t text_bytes = 0;
};

/// What a look into the store says of a document before anyone has read it.
enum class Seen { kNew, kDuplicate, kKnown };

enum class StoreMode {
  kRead,
  kWrite,   ///< makes the file where there is none, upgrades it, and keeps other writers out
  kChange,  ///< the same, but the file must be there
};

class StoreWriter;

/// An open store. For one thread at a time; open another one for another thread.
class Store {
 public:
  /// Fails (kResource), naming the file, when it cannot be opened, is no store of ours, is newer than this program, is
  /// read-only, or has another writer.
  [[nodiscard]] static Result<Store> open(const std::filesystem::path& file, StoreMode mode);

  /// The one writer of a store that is not opened with kRead; must go before the store does.
  [[nodiscard]] Result<StoreWriter> writer();

  /// Whether a document is there already, or its text under another id that goes before it (StoreWriter::put).
  [[nodiscard]] Result<Seen> look(std::string_view id, std::string_view text, std::string_view published);

  [[nodiscard]] Result<std::optional<StoredDocument>> document(std::string_view id);
  /// Everything read out of a document; nothing where it is not there. Where the text is not kept, document.text is
  /// empty and quotes are cut to short ones (`short_quote`).
  [[nodiscard]] Result<std::optional<Reading>> reading(std::string_view id);
  [[nodiscard]] Result<StoreCounts> counts();

  /// Documents in the order of publication, then of ids. With an empty filter all that are current; `with_history` adds
  /// superseded, withdrawn, duplicate, quarantined and erased ones.
  [[nodiscard]] Result<void> documents(const Filter& filter, const std::function<bool(const StoredDocument&)>& visit);
  /// Records in the order of their documents, then of their numbers: the same for any order of arrival.
  [[nodiscard]] Result<void> events(const Filter& filter, const Visit<EventRecord>& visit);
  [[nodiscard]] Result<void> statements(const Filter& filter, const Visit<StatementRecord>& visit);
  [[nodiscard]] Result<void> ledger(const Filter& filter, const Visit<LedgerRecord>& visit);
  /// Each document with all that was read out of it, in the same order.
  [[nodiscard]] Result<void> readings(const Filter& filter,
                                      const std::function<bool(const StoredDocument&, const Reading&)>& visit);

  /// The document of the statement, event or ledger entry that has this id across documents, and its number there.
  struct Place {
    std::string document;
    std::string record;  ///< E3
  };
  [[nodiscard]] Result<std::optional<Place>> find(std::string_view record_id);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) = delete;
  ~Store();

  struct Parts;  ///< for src/store alone
  [[nodiscard]] Parts& parts() { return *parts_; }

 private:
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The records' ids across documents: XXH64 of the document's id, the kind, the offsets of the evidence, and which of
/// several records with the same evidence it is. As many as there are records, in their order.
[[nodiscard]] std::vector<std::string> record_ids(std::string_view document_id,
                                                  const std::vector<EntityRecord>& records);
[[nodiscard]] std::vector<std::string> record_ids(std::string_view document_id,
                                                  const std::vector<StatementRecord>& records);
[[nodiscard]] std::vector<std::string> record_ids(std::string_view document_id,
                                                  const std::vector<EventRecord>& records);
[[nodiscard]] std::vector<std::string> record_ids(std::string_view document_id,
                                                  const std::vector<LedgerRecord>& records);

/// The first day of the time that `when` names, else the day of publication; empty = unknown.
[[nodiscard]] std::string day_of(const Reading& reading, std::string_view when);

/// Of the document's own lists, by id; null where there is none.
[[nodiscard]] const EntityRecord* entity_of(const Reading& reading, std::string_view id);
[[nodiscard]] const TimeRecord* time_of(const Reading& reading, std::string_view id);
[[nodiscard]] const PlaceRecord* place_of(const Reading& reading, std::string_view id);

}  // namespace tocsin
