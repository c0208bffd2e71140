// Claims about what a query finds, and about what leaves a store.
#include "store/export.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "readings.h"
#include "store/export_reading.h"
#include "store/export_text.h"

namespace tocsin {
namespace {

const Codebook& book() {
  static const Result<Codebook> opened = Codebook::open(TOCSIN_SOURCE_DIR "/data");
  EXPECT_TRUE(opened) << opened.error().message;
  return *opened;
}

Store opened(const std::filesystem::path& file) {
  Result<Store> store = Store::open(file, StoreMode::kRead);
  EXPECT_TRUE(store) << store.error().message;
  return std::move(*store);
}

/// Ids of the events that a filter finds, as "ARM>AZE".
std::string found(Store& store, const Filter& filter) {
  std::string list;
  const auto visit = [&](const EventView& view) -> Result<void> {
    list += (list.empty() ? "" : " ") + view.actors.front().country + ">" + view.recipients.front().country;
    return {};
  };
  const Result<void> walked = visit_events(store, book(), {.filter = filter, .limit = {}, .target = {}}, visit);
  EXPECT_TRUE(walked) << walked.error().message;
  return list;
}

std::string exported(Store& store, std::string_view format, ExportRequest request) {
  const Folder folder;
  request.target = folder / "out.txt";
  const Result<ExportCounts> done = export_store(store, book(), format, request);
  EXPECT_TRUE(done) << done.error().message;
  std::ifstream in(request.target, std::ios::binary);
  return (std::stringstream() << in.rdbuf()).str();
}

class Exports : public testing::Test {
 protected:
  void SetUp() override {
    Reading rebels = attack("SDN", "SSD", "2024-06-01", "three");
    rebels.times.front().start = rebels.times.front().end = "2024-05-30";
    rebels.entities.front().code = "SDNREB";
    rebels.entities.front().sectors = {"REB"};
    fill(folder_ / "a.db",
         {attack("ARM", "AZE", "2024-03-05", "one"), attack("AZE", "ARM", "2024-03-06", "two"), rebels});
  }
  Store store() { return opened(folder_ / "a.db"); }

 private:
  Folder folder_;
};

TEST_F(Exports, ACountryFindsItsSectorsAndASectorFindsItselfAlone) {
  Store store = this->store();
  EXPECT_EQ(found(store, {.actors = {"ARM"}}), "ARM>AZE");
  EXPECT_EQ(found(store, {.recipients = {"ARMGOV"}}), "AZE>ARM");
  EXPECT_EQ(found(store, {.recipients = {"ARMMIL"}}), "");
  EXPECT_EQ(found(store, {.actors = {"ARMGOV"}}), "");
}

TEST_F(Exports, ASectorWithAStarIsFoundInEveryCountry) {
  Store store = this->store();
  EXPECT_EQ(found(store, {.actors = {"*REB"}}), "SDN>SSD");
  EXPECT_EQ(found(store, {.actors = {"*MIL"}}), "");
}

TEST_F(Exports, QuadAndModeAndPlaceNarrow) {
  Store store = this->store();
  EXPECT_EQ(found(store, {.quads = {4}, .place = "ssd"}), "SDN>SSD");
  EXPECT_EQ(found(store, {.quads = {1, 2, 3}}), "");
  EXPECT_EQ(found(store, {.modes = {"aerial"}}), "");
}

TEST_F(Exports, TheTimeOfAnEventGoesBeforeTheDayOfPublication) {
  Store store = this->store();
  EXPECT_EQ(found(store, {.since = "2024-06-01"}), "");
  EXPECT_EQ(found(store, {.since = "2024-05-30", .until = "2024-05-30"}), "SDN>SSD");
}

TEST_F(Exports, TheSameStoreGivesTheSameBytesInEveryEventFormat) {
  Store store = this->store();
  for (const std::string& format : export_format_names()) {
    if (format == "parquet" || format == "csv" || format == "jsonl") continue;
    const std::string once = exported(store, format, {});
    EXPECT_FALSE(once.empty()) << format;
    EXPECT_EQ(exported(store, format, {}), once) << format;
  }
}

TEST_F(Exports, AnUnknownFormatIsToldWithTheOneThatIsMeant) {
  Store store = this->store();
  const Result<ExportCounts> done = export_store(store, book(), "polecats", {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(done.error().message, "\"polecats\" is no export format; is polecat meant?");
}

TEST_F(Exports, NothingIsLeftOfAnExportThatCannotBeWritten) {
  Store store = this->store();
  const Result<ExportCounts> done = export_store(store, book(), "icews", {.target = "/no such folder/x.tsv"});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::kInput);
}

/// "John Roe, a baker, …" read as a private person.
Reading baker() {
  Reading reading = attack("ARM", "AZE", "2024-03-05", "baker");
  std::string& text = reading.document.text;
  text = "É: John Roe, a baker, attacked Roeville. Roe fled.";
  reading.document.title = "John Roe flees";
  reading.entities = {{.id = "N1",
                       .name = "John Roe",
                       .kind = "person",
                       .code = "ARMCVL",
                       .country = "ARM",
                       .sectors = {"CVL"},
                       .mentions = {{span_of(text, "John Roe"), "name"}, {span_of(text, "a baker"), "role"}}}};
  reading.events.front().evidence = {span_of(text, "John Roe, a baker, attacked Roeville"), span_of(text, "Roe fled")};
  return reading;
}

TEST(PrivatePersons, AreTheirRoleInNamesTitlesAndQuotes) {
  const Reading out = reading_for_export(baker(), book(), false);
  EXPECT_EQ(out.entities.front().name, "a baker");
  EXPECT_EQ(out.document.title, "[a baker] flees");
  EXPECT_EQ(joined_quotes(out.events.front().evidence), "[a baker], a baker, attacked Roeville … [a baker] fled");
  EXPECT_EQ(out.document.text, "");
}

TEST(PrivatePersons, LendTheirNamesToPlacesAndShipsWhichKeepThem) {
  Reading reading = baker();
  std::string& text = reading.document.text;
  text =
      "É: John Roe, a baker, attacked Roeville. Roe fled past Second Roe Shoal to the USS John Roe and Old Roe Town.";
  reading.places = {{.id = "P1", .span = span_of(text, "Old Roe Town"), .name = "Old Roe Town"}};
  reading.events.front().evidence = {
      span_of(text, "Roe fled past Second Roe Shoal to the USS John Roe and Old Roe Town.")};
  EXPECT_EQ(joined_quotes(reading_for_export(reading, book(), false).events.front().evidence),
            "[a baker] fled past Second Roe Shoal to the USS John Roe and Old Roe Town.");
}

TEST(PrivatePersons, AreNotShoals) {
  Reading reading = baker();
  reading.entities.front().name = "Second Thomas Shoal";
  EXPECT_EQ(reading_for_export(reading, book(), false).entities.front().name, "Second Thomas Shoal");
}

TEST(PrivatePersons, StayWhenAskedFor) {
  const Reading out = reading_for_export(baker(), book(), true);
  EXPECT_EQ(out.entities.front().name, "John Roe");
  EXPECT_EQ(out.document.text, baker().document.text);
}

TEST(PrivatePersons, HoldersOfAnOfficeKeepTheirNames) {
  Reading reading = baker();
  reading.entities.front().role = RoleRecord{.title = "minister", .from = "table"};
  EXPECT_EQ(reading_for_export(reading, book(), false).entities.front().name, "John Roe");
}

TEST(ExportReading, OffsetsAreCodePoints) {
  const Reading out = reading_for_export(baker(), book(), true);
  EXPECT_EQ(out.entities.front().mentions.front().span.begin, 3);  // É is two bytes
}

TEST(ExportReading, AReciprocalEventHasARowForEachTwoPartiesBothWays) {
  Reading reading = attack("ARM", "AZE", "2024-03-05", "one");
  EventRecord& ev = reading.events.front();
  ev.actors = {"N1", "N2"};
  ev.recipients.clear();
  ev.reciprocal = true;
  const StoredDocument document;
  const EventView view = view_of({"1", "2024-03-05", document, reading, ev}, reading);
  const std::vector<Dyad> dyads = dyads_of(view);
  ASSERT_EQ(dyads.size(), 2);
  EXPECT_EQ(dyads[0].source->country + dyads[0].target->country, "ARMAZE");
  EXPECT_EQ(dyads[1].source->country + dyads[1].target->country, "AZEARM");
}

TEST(Rows, AFormulaIsNeutralisedForSpreadsheetsAlone) {
  const auto row = [](RowStyle style) {
    Rows rows(style);
    rows.text("=1+1").text("a\tb\n\"c\"").number(-1.5);
    rows.end_row();
    return rows.take();
  };
  EXPECT_EQ(row(RowStyle::kSheet), "'=1+1,\"a\tb\n\"\"c\"\"\",-1.5\n");
  EXPECT_EQ(row(RowStyle::kCsv), "=1+1,\"a\tb\n\"\"c\"\"\",-1.5\n");
  EXPECT_EQ(row(RowStyle::kTsv), "=1+1\t\"a b \"\"c\"\"\"\t-1.5\n");
  EXPECT_EQ(row(RowStyle::kBare), "=1+1\ta b 'c'\t-1.5\n");
}

TEST(Codebook, ASlipIsToldWithWhatIsMeant) {
  EXPECT_EQ(book().check_code("--actor", "Armenia").error().message,
            "--actor: \"Armenia\" is not known; is ARM meant?");
  EXPECT_EQ(book().event_type("requests").error().message, "--type: \"requests\" is not known; is REQUEST meant?");
  EXPECT_TRUE(book().check_code("--actor", "ARMGOVMIL"));
  EXPECT_TRUE(book().check_code("--actor", "UNO"));
  EXPECT_FALSE(book().check_code("--actor", "GOVARM"));
  EXPECT_FALSE(book().check_code("--actor", ""));
}

TEST(Codebook, ACodeTakesTheRowOfItsLongestBeginning) {
  EXPECT_EQ(book().goldstein("0874"), 10);
  EXPECT_EQ(book().goldstein("0871"), 9);
  EXPECT_EQ(book().goldstein("9"), std::nullopt);
  EXPECT_EQ(book().cameo_code("ARMJRN"), "ARMMED");
}

}  // namespace
}  // namespace tocsin
