// Model folders for tests: small ones written by the test, and the real one where it has been fetched.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace tocsin::nlp {

/// msgpack, as far as these tests need it, built from its parts: map({str("a"), number(1)}).
namespace pack {

inline std::string str(std::string_view text) {
  return std::string("\xDA") + static_cast<char>(text.size() >> 8) + static_cast<char>(text.size() & 0xFF) +
         std::string(text);
}
inline std::string number(uint64_t value) {
  std::string out = "\xCF";
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}
inline std::string truth(bool value) { return value ? "\xC3" : "\xC2"; }
inline std::string list(std::initializer_list<std::string> items) {
  std::string out{'\xDC', static_cast<char>(items.size() >> 8), static_cast<char>(items.size() & 0xFF)};
  for (const std::string& item : items) out += item;
  return out;
}
inline std::string map(std::initializer_list<std::string> keys_and_values) {
  std::string out = list(keys_and_values);
  out[0] = '\xDE';
  const size_t pairs = keys_and_values.size() / 2;
  out[1] = static_cast<char>(pairs >> 8);
  out[2] = static_cast<char>(pairs & 0xFF);
  return out;
}

}  // namespace pack

/// A folder that is gone when the test is over.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("tocsin_" + std::to_string(getpid()) + "_" +
               testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::create_directories(path_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void write(const std::filesystem::path& name, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }

 private:
  std::filesystem::path path_;
};

inline std::filesystem::path real_model() {
  return std::filesystem::path(TOCSIN_SOURCE_DIR) / "models" / "en_core_web_md";
}

}  // namespace tocsin::nlp

#define SKIP_WITHOUT_MODEL() \
  if (!std::filesystem::exists(tocsin::nlp::real_model())) GTEST_SKIP() << "no model at " << tocsin::nlp::real_model()
