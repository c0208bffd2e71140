// Looking after a store: printing all of it, copying it, checking it, taking things out of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace tocsin {

/// Every row of every table as one line of JSON, in the order of document ids and of records in their document. Nothing
/// in it depends on when or in which order things came, on threads or on batches: two stores are equal when their dumps
/// are. `write` gets whole lines and gives false to stop. The search index, which check_store() holds against the
/// texts, is left out, and so is who coded a document.
[[nodiscard]] Result<void> dump_store(Store& store, const std::function<bool(std::string_view)>& write);

/// A copy of the store as it is at one moment, while others read and write. `progress` gets pages done and pages in
/// all. The copy appears under its name when it is whole. Fails (kResource) when it cannot be written, (kUsage) when
/// `target` is there already.
[[nodiscard]] Result<void> backup_store(const std::filesystem::path& source, const std::filesystem::path& target,
                                        const std::function<void(uint64_t, uint64_t)>& progress);

/// What is wrong with a store, one sentence a fault; empty = nothing. Looks at SQLite's own structure, foreign keys,
/// the search index, the content hash of each text, each quote against its text, and what records name in their
/// document. At most `limit` faults are told.
[[nodiscard]] Result<std::vector<std::string>> check_store(Store& store, size_t limit);

/// What erasing took away.
struct Erased {
  uint64_t documents = 0;  ///< erased, or changed where a person was erased
  uint64_t records = 0;
};

/// Erases a document and its copies (documents with the same text) with all that came of them; the id alone stays. Then
/// rewrites the file, so that nothing of it is left in free pages, in the search index or in the -wal. `store` is open
/// for writing. Fails (kInput) when there is no such document.
[[nodiscard]] Result<Erased> erase_document(Store& store, std::string_view id);

/// Erases a person from every document, whatever its status: the name becomes stars in text, title, quotes and index
/// (person_mask.h), what recoding kept of the documents goes, and the documents themselves stay. Their reason ends in
/// "redacted". What follows from documents together has to be worked out again (across.h). Then rewrites the file. A
/// document that comes later can name the person again. Gives the documents changed and the records that named the
/// person.
[[nodiscard]] Result<Erased> erase_person(Store& store, std::string_view name);

}  // namespace tocsin
