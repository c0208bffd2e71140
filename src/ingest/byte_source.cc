// Reads in blocks, unpacks them, and says where a packed file is damaged.
#include "ingest/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "ingest/unpack.h"

namespace tocsin {
namespace {

constexpr size_t kBlock = size_t{256} << 10;
constexpr int kPipeMilliseconds = 10'000;

/// A file descriptor, closed when it is our own.
class File {
 public:
  explicit File(int descriptor, bool own) : descriptor_(descriptor), own_(own) {}
  File(File&& other) noexcept : descriptor_(other.descriptor_), own_(std::exchange(other.own_, false)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  File& operator=(File&&) = delete;
  ~File() {
    if (own_) close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  bool own_;
};

Result<File> open_file(const std::string& input) {
  if (input == "-") return File(STDIN_FILENO, false);
  // Not blocking: a pipe without a writer would hold us here for ever.
  const int descriptor = ::open(input.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return fail(ErrorKind::kInput, std::string("cannot be opened: ") + std::strerror(errno));
  File file(descriptor, true);
  struct stat about {};
  if (fstat(descriptor, &about) != 0)
    return fail(ErrorKind::kInput, std::string("cannot be opened: ") + std::strerror(errno));
  if (S_ISDIR(about.st_mode)) return fail(ErrorKind::kInput, "is a folder; name the files in it");
  if (S_ISFIFO(about.st_mode)) {
    pollfd wait{.fd = descriptor, .events = POLLIN, .revents = 0};
    if (poll(&wait, 1, kPipeMilliseconds) == 0)
      return fail(ErrorKind::kInput, "is a pipe into which nobody has written for 10 seconds");
  }
  if (fcntl(descriptor, F_SETFL, 0) != 0)
    return fail(ErrorKind::kInput, std::string("cannot be opened: ") + std::strerror(errno));
  return file;
}

}  // namespace

struct ByteSource::State {
  explicit State(File file_in) : file(std::move(file_in)) {}

  void read_block(std::string& into);
  void fill_packed();
  void unpack();
  void end_damaged(std::string why) { damage = std::move(why), ended = true; }
  [[nodiscard]] std::string at_byte() const { return " at byte " + std::to_string(packed_offset) + " of the file"; }
  void use_packed(size_t size) { packed.erase(0, size), packed_offset += size; }

  File file;
  bool file_ended = false;
  std::string file_error;

  std::unique_ptr<Unpacker> unpacker;  ///< none = not packed
  std::string packed;
  uint64_t packed_offset = 0;  ///< of `packed` in the file
  uint64_t member_begin = 0;   ///< in the file
  uint64_t member_size = 0;    ///< unpacked
  bool in_member = false;
  bool is_bomb = false;

  std::string buffer;
  size_t used = 0;
  uint64_t offset = 0;
  bool ended = false;
  std::string damage;
};

void ByteSource::State::read_block(std::string& into) {
  const size_t before = into.size();
  into.resize(before + kBlock);
  ssize_t count = 0;
  do {
    count = read(file.descriptor(), into.data() + before, kBlock);
  } while (count < 0 && errno == EINTR);
  if (count <= 0) file_ended = true;
  if (count < 0) file_error = std::string("cannot be read to its end: ") + std::strerror(errno);
  into.resize(before + static_cast<size_t>(std::max<ssize_t>(count, 0)));
}

void ByteSource::State::fill_packed() {
  while (packed.size() < kBlock / 4 && !file_ended) read_block(packed);
}

void ByteSource::State::unpack() {
  fill_packed();
  if (!in_member) {
    while (!packed.empty() && packed.find_first_not_of('\0') == std::string::npos) {  // padding of tapes
      use_packed(packed.size());
      fill_packed();
    }
    if (packed.empty()) {
      if (file_error.empty())
        ended = true;
      else
        end_damaged(file_error);
      return;
    }
    if (!packed.starts_with(unpacker->magic()))
      return end_damaged(std::string(unpacker->name()) + ": what follows the last member is something else" +
                         at_byte());
    unpacker->reset();
    in_member = true;
    member_begin = packed_offset;
    member_size = 0;
  }
  std::string_view rest = packed;
  const size_t before = buffer.size();
  const Unpacked state = unpacker->step(rest, buffer);
  const bool stands_still = rest.size() == packed.size() && buffer.size() == before;
  use_packed(packed.size() - rest.size());
  member_size += buffer.size() - before;
  in_member = state == Unpacked::kMore;
  if (state == Unpacked::kDamaged)
    return end_damaged(std::string(unpacker->name()) + ": " + unpacker->reason() + at_byte() +
                       "; what stands before was read");
  if (in_member && looks_like_bomb(packed_offset - member_begin, member_size)) {
    is_bomb = true;
    return end_damaged(std::string(unpacker->name()) +
                       ": grows more than 200-fold, as compression bombs do; only the first " +
                       std::to_string(offset + buffer.size() - used) + " bytes were read");
  }
  if (in_member && stands_still && packed.empty() && file_ended)
    end_damaged(file_error.empty()
                    ? std::string(unpacker->name()) + ": is cut off" + at_byte() + "; what stands before was read"
                    : file_error);
}

ByteSource::ByteSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::open(const std::string& input) {
  TRY(File file, open_file(input));
  auto state = std::make_unique<State>(std::move(file));
  state->fill_packed();
  state->unpacker = unpacker_for(state->packed);
  if (!state->unpacker) state->buffer = std::move(state->packed);
  return ByteSource(std::move(state));
}

void ByteSource::fill(size_t wanted) {
  State& state = *state_;
  while (state.buffer.size() - state.used < wanted && !state.ended) {
    if (state.used >= kBlock) {
      state.buffer.erase(0, state.used);
      state.used = 0;
    }
    if (state.unpacker) {
      state.unpack();
      continue;
    }
    state.read_block(state.buffer);
    if (state.file_ended) state.end_damaged(state.file_error);
  }
}

std::string_view ByteSource::ahead() const { return std::string_view(state_->buffer).substr(state_->used); }

void ByteSource::use(size_t size) { state_->used += size, state_->offset += size; }

uint64_t ByteSource::offset() const { return state_->offset; }
bool ByteSource::ended() const { return state_->ended; }
const std::string& ByteSource::damage() const { return state_->damage; }

bool ByteSource::resume() {
  State& state = *state_;
  if (!state.unpacker || state.is_bomb || state.damage.empty()) return false;
  use(ahead().size());
  state.in_member = false;
  if (state.packed_offset == state.member_begin && !state.packed.empty())
    state.use_packed(1);  // not the same one again
  for (;;) {
    state.fill_packed();
    const size_t next = state.packed.find(state.unpacker->magic());
    if (next != std::string::npos) {
      state.use_packed(next);
      state.ended = false;
      state.damage.clear();
      return true;
    }
    if (state.file_ended) return false;
    state.use_packed(state.packed.size() - std::min<size_t>(state.packed.size(), 3));  // a magic cut by the block's end
  }
}

}  // namespace tocsin
