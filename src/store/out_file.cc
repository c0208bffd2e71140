// Written beside its place and renamed: nobody reads half an export.
#include "store/out_file.h"

#include <cerrno>
#include <cstring>

namespace tocsin {

std::unexpected<Error> OutFile::cannot(const std::string& what) const {
  const std::string name = target_.empty() ? "standard output" : target_.string();
  return fail(ErrorKind::kInput,
              name + ": " + what + ": " + std::strerror(errno) + "; another place can be named with -o");
}

Result<OutFile> OutFile::open(const std::filesystem::path& target) {
  if (target.empty()) return OutFile(target, stdout);
  OutFile out(target, nullptr);
  out.file_ = std::fopen(out.part().c_str(), "wb");
  if (out.file_ == nullptr) return out.cannot("cannot be written");
  return out;
}

Result<void> OutFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return {};
  return cannot("could not be written to the end");
}

Result<void> OutFile::finish() {
  if (target_.empty()) {
    if (std::fflush(file_) == 0) return {};
    return cannot("could not be written to the end");
  }
  const bool is_closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!is_closed) return cannot("could not be written to the end");
  std::error_code error;
  std::filesystem::rename(part(), target_, error);
  if (error) return fail(ErrorKind::kInput, target_.string() + ": cannot take its name: " + error.message());
  return {};
}

OutFile::~OutFile() {
  if (target_.empty() || file_ == nullptr) return;
  std::fclose(file_);
  std::error_code error;
  std::filesystem::remove(part(), error);
}

}  // namespace tocsin
