// Reading stored texts again with other tables: what stands for a document is replaced, what stood there is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/reading_changes.h"
#include "store/store.h"
#include "store/writer.h"

namespace tocsin {

/// A stored document that other tables or another program read.
struct Outdated {
  StoredDocument document;
  Reading reading;
  std::optional<size_t> ingest_notes;  ///< PutOptions; nothing in stores from before they were counted
};

/// Adds to `after` those notes of the earlier reading that say how the source was, and gives their number. Where they
/// were not counted, it is each note that the new reading does not make itself.
uint64_t carry_ingest_notes(const Outdated& outdated, Reading& after);

/// The next current document behind `row` whose text is kept and that `coding` (PutOptions) did not read; nothing where
/// there is none. Rows ascend, so that a run that was killed goes on where it stopped.
[[nodiscard]] Result<std::optional<Outdated>> next_outdated(Store& store, const std::string& coding, int64_t row);

/// How many current documents there are that cannot be read again, because their text is not kept.
[[nodiscard]] Result<uint64_t> textless_count(Store& store);

struct ChangeCount {
  std::string table, label, change;
  uint64_t count = 0;
};

/// All changes that recoding to `coding` has made in this store, over however many runs; sorted.
[[nodiscard]] Result<std::vector<ChangeCount>> recoded_changes(Store& store, const std::string& coding);

}  // namespace tocsin
