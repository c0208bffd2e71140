// The tables of a store, their version and how an older store becomes a newer one.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace tocsin::store {

/// "TOCS": tells our files from other people's SQLite databases (PRAGMA application_id).
inline constexpr int64_t kApplicationId = 0x544F4353;
/// What this program writes (PRAGMA user_version). A step more in upgrade_steps() is a version more.
inline constexpr int64_t kSchemaVersion = 3;

/// Every table that holds rows of its own (not the search index), in the order in which they may be filled.
[[nodiscard]] const std::vector<std::string>& table_names();

/// Makes the tables in an empty database, upgrades older ones, and adds a column for each field that records have
/// gained since. Fails (kResource) on a database that is not ours or is newer than this program; then nothing is
/// changed.
[[nodiscard]] Result<void> prepare_for_writing(const sqlite::Connection& connection);

/// Fails (kResource) unless the database is ours and of this program's version.
[[nodiscard]] Result<void> check_schema(const sqlite::Connection& connection);

}  // namespace tocsin::store
