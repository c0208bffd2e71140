// Claims about model folders that cannot be run: a clear error that names the file, never a crash.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <random>

#include "nlp/model_folders.h"
#include "nlp/pipeline.h"

namespace tocsin::nlp {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void replace_first(std::string& bytes, std::string_view from, std::string_view to) {
  const size_t at = bytes.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  bytes.replace(at, from.size(), to);
}

/// A copy of the real model whose files are links, except those that a test writes anew.
class DamagedModelTest : public testing::Test {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_MODEL();
    for (const auto& entry : fs::recursive_directory_iterator(real_model())) {
      if (!entry.is_regular_file()) continue;
      const fs::path to = folder_.path() / fs::relative(entry.path(), real_model());
      fs::create_directories(to.parent_path());
      fs::create_symlink(entry.path(), to);
    }
  }
  void write(const std::string& part, std::string_view bytes) {
    fs::remove(folder_.path() / part);
    folder_.write(part, bytes);
  }
  void damage(const std::string& part, const std::function<void(std::string&)>& change) {
    std::string bytes = bytes_of(real_model() / part);
    change(bytes);
    write(part, bytes);
  }
  void restore(const std::string& part) {
    fs::remove(folder_.path() / part);
    fs::create_symlink(real_model() / part, folder_.path() / part);
  }
  /// The error of opening the folder; "" when it opens.
  std::string error() {
    const auto pipeline = Pipeline::open(folder_.path());
    if (pipeline) return "";
    EXPECT_EQ(pipeline.error().kind, ErrorKind::kResource);
    return pipeline.error().message;
  }
  void expect_error(std::string_view first, std::string_view second = "") {
    const std::string message = error();
    EXPECT_NE(message.find(first), std::string::npos) << message;
    EXPECT_NE(message.find(second), std::string::npos) << message;
  }
  TemporaryFolder folder_;
};

constexpr const char* kParts[] = {"config.cfg",    "meta.json",     "tok2vec/model",    "tagger/model", "tagger/cfg",
                                  "ner/model",     "ner/moves",     "parser/model",     "parser/moves", "parser/cfg",
                                  "vocab/vectors", "vocab/key2row", "vocab/lookups.bin"};

TEST_F(DamagedModelTest, AFolderOfLinksOpensLikeTheModel) { EXPECT_EQ(error(), ""); }

TEST_F(DamagedModelTest, AMissingPartIsNamed) {
  for (const char* part : kParts) {
    fs::remove(folder_.path() / part);
    expect_error(part);
    restore(part);
  }
  EXPECT_EQ(error(), "");
}

TEST_F(DamagedModelTest, ACutPartIsNamed) {
  for (const char* part : kParts) {
    damage(part, [](std::string& bytes) { bytes.resize(bytes.size() / 2); });
    EXPECT_NE(error(), "") << part;
    if (std::string_view(part) != "config.cfg") expect_error(part);  // half a configuration lacks some section
    restore(part);
  }
}

TEST_F(DamagedModelTest, AnEmptyPartIsNamed) {
  for (const char* part : kParts) {
    write(part, "");
    expect_error(part);
    restore(part);
  }
}

TEST_F(DamagedModelTest, BytesAfterTheEndAreDamage) {
  for (const char* part :
       {"tok2vec/model", "ner/model", "parser/model", "tagger/model", "vocab/key2row", "vocab/vectors"}) {
    damage(part, [](std::string& bytes) { bytes += "\x01\x02\x03\x04"; });
    expect_error(part);
    restore(part);
  }
}

TEST_F(DamagedModelTest, AWeightThatIsNoNumberIsFound) {
  for (const char* part : {"tok2vec/model", "ner/model", "parser/model", "tagger/model", "vocab/vectors"}) {
    damage(part, [](std::string& bytes) {
      const size_t at = bytes.size() / 2 / 4 * 4;
      for (size_t i = at - 8; i < at + 8; ++i) bytes[i] = '\xff';  // a NaN however the floats are aligned
    });
    expect_error(part, "finite");
    restore(part);
  }
}

TEST_F(DamagedModelTest, ATransformerIsRefusedByName) {
  damage("config.cfg", [](std::string& bytes) { replace_first(bytes, "\"tok2vec\"", "\"transformer\""); });
  expect_error("config.cfg", "\"transformer\"");
}

TEST_F(DamagedModelTest, AnotherArchitectureIsRefusedByName) {
  damage("config.cfg", [](std::string& bytes) {
    replace_first(bytes, "spacy.MaxoutWindowEncoder.v2", "spacy.MishWindowEncoder.v2");
  });
  expect_error("config.cfg", "spacy.MishWindowEncoder.v2");
}

TEST_F(DamagedModelTest, AnotherWidthThanTheWeightsHaveIsAMixedRelease) {
  damage("config.cfg", [](std::string& bytes) {
    for (size_t at = 0; (at = bytes.find("width = 96", at)) != std::string::npos;) bytes.replace(at, 10, "width = 128");
  });
  expect_error("tok2vec/model", "96");
}

TEST_F(DamagedModelTest, MovesOfAnotherReleaseDoNotFitTheWeights) {
  damage("parser/moves", [](std::string& bytes) { replace_first(bytes, "\"det\":", "\"dxt\":1,\"det\":"); });
  EXPECT_NE(error(), "");
  write("parser/moves", bytes_of(real_model() / "ner/moves"));
  EXPECT_NE(error(), "");
}

TEST_F(DamagedModelTest, TheModelOfAnotherComponentIsRefused) {
  write("ner/model", bytes_of(real_model() / "parser/model"));
  expect_error("ner/model");
}

TEST_F(DamagedModelTest, AnExtraLabelOfTheTaggerDoesNotFitTheWeights) {
  damage("tagger/cfg", [](std::string& bytes) { replace_first(bytes, "\"NN\",", "\"NN\",\"NNX\","); });
  expect_error("tagger/model", "50");
}

TEST_F(DamagedModelTest, ARowPastTheVectorsIsFound) {
  damage("vocab/key2row", [](std::string& bytes) {
    bytes.resize(bytes.size() - 1);
    bytes += "\xce\x7f\xff\xff\xff";
  });
  EXPECT_NE(error(), "");
}

TEST_F(DamagedModelTest, AChangedPartIsFoundWhereChecksumsAreStored) {
  const std::string meta = R"({"lang": "en", "name": "abc", "version": "1"})";
  write("meta.json", meta);
  folder_.write("tocsin_checksums.tsv", "file\thash\nmeta.json\td27913c848481c5c\n");
  EXPECT_EQ(error(), "");
  write("meta.json", R"({"lang": "en", "name": "abd", "version": "1"})");
  expect_error("meta.json", "tocsin_checksums.tsv");
}

TEST_F(DamagedModelTest, AFolderThatIsNoneIsRefused) {
  EXPECT_FALSE(Pipeline::open(folder_.path() / "nothing"));
  EXPECT_FALSE(Pipeline::open(folder_.path() / "config.cfg"));
}

TEST_F(DamagedModelTest, FlippedBytesNeverCrash) {
  std::mt19937 random(7);
  for (const char* part :
       {"config.cfg", "tagger/model", "parser/model", "parser/moves", "ner/moves", "vocab/lookups.bin"}) {
    for (int round = 0; round < 5; ++round) {
      damage(part, [&](std::string& bytes) {
        for (int flip = 0; flip < 3; ++flip) bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
      });
      const auto pipeline = Pipeline::open(folder_.path());
      if (!pipeline) continue;
      Scratch scratch;
      Document doc("The minister said that talks would resume in Geneva on Friday. Nobody answered.");
      EXPECT_TRUE(pipeline->run(doc, scratch).has_value());
    }
    restore(part);
  }
}

}  // namespace
}  // namespace tocsin::nlp
