// What differs between two readings of one document: which records are gone, new or other than they were.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace tocsin {

struct RecordChange {
  std::string table;   ///< entities, statements, events, ledger
  std::string label;   ///< kind, form or type; "ASSAULT -> PROTEST" where that changed
  std::string change;  ///< gone, new, changed
  std::string id;      ///< across documents
  std::string before;  ///< JSON of the record as it was, with ids across documents; empty = it was not there
};

/// By table, then by id. Two records are the same one when their ids across documents are; numbers inside the document
/// (N3) and explanations do not count.
[[nodiscard]] std::vector<RecordChange> changes_between(const Reading& before, const Reading& after);

}  // namespace tocsin
