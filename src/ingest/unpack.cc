// zlib and libzstd behind one face, with limits against bombs.
#include "ingest/unpack.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace tocsin {
namespace {

constexpr size_t kStep = size_t{256} << 10;
constexpr size_t kPackedStep = size_t{64} << 10;  // zlib counts in 32 bits; and the bomb check wants to be asked often
constexpr uint64_t kBombBytes = uint64_t{16} << 20;
constexpr uint64_t kBombRatio = 200;
constexpr int kZstdWindowLog = 27;

class Gzip final : public Unpacker {
 public:
  /// `window` as zlib wants it: 15 + 16 for gzip, 15 for zlib's own form, -15 for bare deflate.
  explicit Gzip(int window) { ok_ = inflateInit2(&stream_, window) == Z_OK; }
  ~Gzip() override {
    if (ok_) inflateEnd(&stream_);
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  Unpacked step(std::string_view& packed, std::string& out) override {
    if (!ok_) return Unpacked::kDamaged;
    const size_t before = out.size();
    out.resize(before + kStep);
    const size_t given = std::min(packed.size(), kPackedStep);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib only reads it
    stream_.avail_in = static_cast<uInt>(given);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream_.avail_out = static_cast<uInt>(kStep);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    packed.remove_prefix(given - stream_.avail_in);
    out.resize(before + kStep - stream_.avail_out);
    if (code == Z_STREAM_END) return Unpacked::kMemberEnd;
    return code == Z_OK || code == Z_BUF_ERROR ? Unpacked::kMore : Unpacked::kDamaged;
  }

  void reset() override { ok_ = ok_ && inflateReset(&stream_) == Z_OK; }
  [[nodiscard]] std::string_view name() const override { return "gzip"; }
  [[nodiscard]] std::string_view magic() const override { return "\x1F\x8B\x08"; }
  [[nodiscard]] std::string reason() const override { return stream_.msg != nullptr ? stream_.msg : "damaged"; }

 private:
  z_stream stream_{};
  bool ok_ = false;
};

class Zstd final : public Unpacker {
 public:
  Zstd() : stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {
    if (stream_) ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
  }

  Unpacked step(std::string_view& packed, std::string& out) override {
    if (!stream_) return reason_ = "not enough memory", Unpacked::kDamaged;
    const size_t before = out.size();
    out.resize(before + kStep);
    ZSTD_inBuffer in{packed.data(), std::min(packed.size(), kPackedStep), 0};
    ZSTD_outBuffer unpacked{out.data() + before, kStep, 0};
    const size_t code = ZSTD_decompressStream(stream_.get(), &unpacked, &in);
    packed.remove_prefix(in.pos);
    out.resize(before + unpacked.pos);
    if (ZSTD_isError(code) != 0) return reason_ = ZSTD_getErrorName(code), Unpacked::kDamaged;
    return code == 0 ? Unpacked::kMemberEnd : Unpacked::kMore;
  }

  void reset() override {
    if (stream_) ZSTD_DCtx_reset(stream_.get(), ZSTD_reset_session_only);
  }
  [[nodiscard]] std::string_view name() const override { return "zstd"; }
  [[nodiscard]] std::string_view magic() const override { return "\x28\xB5\x2F\xFD"; }
  [[nodiscard]] std::string reason() const override { return reason_; }

 private:
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream_;
  std::string reason_;
};

}  // namespace

std::unique_ptr<Unpacker> unpacker_for(std::string_view front) {
  if (front.starts_with("\x1F\x8B\x08")) return std::make_unique<Gzip>(MAX_WBITS + 16);
  if (front.starts_with("\x28\xB5\x2F\xFD")) return std::make_unique<Zstd>();
  return nullptr;
}

bool looks_like_bomb(uint64_t packed_size, uint64_t unpacked_size) {
  return unpacked_size > kBombBytes && unpacked_size / kBombRatio > packed_size;
}

Result<std::string> unpack_body(std::string_view packed, std::string_view encoding, size_t limit) {
  std::unique_ptr<Unpacker> unpacker;
  if (encoding == "gzip" || encoding == "x-gzip" || encoding == "zstd") {
    unpacker = unpacker_for(packed);
  } else if (encoding == "deflate") {
    // The standard means zlib's form; many servers send bare deflate. The first byte tells them apart.
    const bool bare = packed.empty() || (static_cast<unsigned char>(packed[0]) & 0x0F) != 8;
    unpacker = std::make_unique<Gzip>(bare ? -MAX_WBITS : MAX_WBITS);
  }
  if (!unpacker)
    return fail(ErrorKind::kInput,
                "is packed as \"" + std::string(encoding) + "\", which its bytes are not or is not read");
  std::string out;
  std::string_view rest = packed;
  for (;;) {
    const size_t before = rest.size() + out.size();
    const Unpacked state = unpacker->step(rest, out);
    if (state == Unpacked::kMemberEnd) return out;
    if (state == Unpacked::kDamaged)
      return fail(ErrorKind::kInput, std::string(unpacker->name()) + ": " + unpacker->reason() + " at byte " +
                                         std::to_string(packed.size() - rest.size()) + " of the body");
    if (out.size() > limit || looks_like_bomb(packed.size() - rest.size(), out.size()))
      return fail(ErrorKind::kInput, "unpacks to more than " + std::to_string(out.size()) + " bytes");
    if (rest.empty() && rest.size() + out.size() == before)
      return fail(ErrorKind::kInput, std::string(unpacker->name()) + ": the body ends in the middle");
  }
}

}  // namespace tocsin
