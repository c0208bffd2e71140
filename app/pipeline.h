// Reader → coders → writer: one thread reads, some work, the calling thread writes in the order of the items.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tocsin {

/// How far the reader may be ahead of the writer: so many items, and so many bytes of them (but always one item).
struct PipelineLimits {
  size_t thread_count = 1;  ///< that work; with 1 everything is done by the calling thread
  size_t items = 64;
  size_t bytes = size_t{8} << 20;
  std::chrono::milliseconds idle{500};
};

/// `next()` gives an optional Item; `size_of(item)` its bytes; `new_work()` is called once for each thread that works
/// and gives a callable Item → Out; `put(Out)` gets the results in the order of the items and gives false to stop;
/// `rest()` is called when nothing came for a while. `next` is called by one thread, `put` and `rest` by the calling
/// one. Memory stays within the limits however long the input is.
template <typename Next, typename SizeOf, typename NewWork, typename Put, typename Rest>
class Pipeline {
  using Item = typename decltype(std::declval<Next&>()())::value_type;
  using Work = decltype(std::declval<NewWork&>()());
  using Out = decltype(std::declval<Work&>()(std::declval<Item>()));

 public:
  Pipeline(const PipelineLimits& limits, Next next, SizeOf size_of, NewWork new_work, Put put, Rest rest)
      : limits_(limits), next_(next), size_of_(size_of), new_work_(new_work), put_(put), rest_(rest) {}

  /// Returns when all is written or `put` gave false.
  void run() {
    if (limits_.thread_count == 1) return run_alone();
    std::vector<std::jthread> threads;
    threads.emplace_back([this] { read(); });
    for (size_t i = 0; i < limits_.thread_count; ++i) threads.emplace_back([this] { work(); });
    write();
  }

 private:
  struct Done {
    Out out;
    size_t bytes;
  };
  struct Waiting {
    uint64_t place;
    Item item;
    size_t bytes;
  };

  void run_alone() {
    Work work = new_work_();
    while (auto item = next_())
      if (!put_(work(std::move(*item)))) return;
  }

  void read() {
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
          return stopped_ || taken_ == written_ || (taken_ - written_ < limits_.items && bytes_ < limits_.bytes);
        });
        if (stopped_) return;
      }
      auto item = next_();
      const std::lock_guard lock(mutex_);
      if (!item) {
        ended_ = true;
        to_work_ready_.notify_all();
        done_ready_.notify_all();
        return;
      }
      const size_t bytes = size_of_(*item);
      bytes_ += bytes;
      to_work_.push_back({taken_++, std::move(*item), bytes});
      to_work_ready_.notify_one();
    }
  }

  void work() {
    Work work = new_work_();
    for (;;) {
      std::unique_lock lock(mutex_);
      to_work_ready_.wait(lock, [&] { return stopped_ || ended_ || !to_work_.empty(); });
      if (stopped_ || to_work_.empty()) return;
      Waiting waiting = std::move(to_work_.front());
      to_work_.pop_front();
      lock.unlock();
      Out out = work(std::move(waiting.item));
      lock.lock();
      done_.emplace(waiting.place, Done{std::move(out), waiting.bytes});
      if (waiting.place == written_) done_ready_.notify_one();
    }
  }

  void write() {
    for (;;) {
      std::unique_lock lock(mutex_);
      const auto is_ready = [&] {
        return (!done_.empty() && done_.begin()->first == written_) || (ended_ && written_ == taken_);
      };
      if (!done_ready_.wait_for(lock, limits_.idle, is_ready)) {
        lock.unlock();
        if (rest_()) continue;
        return stop();
      }
      if (done_.empty()) return;
      Done done = std::move(done_.begin()->second);
      done_.erase(done_.begin());
      lock.unlock();
      const bool goes_on = put_(std::move(done.out));
      lock.lock();
      ++written_;
      bytes_ -= done.bytes;
      room_.notify_one();
      lock.unlock();
      if (!goes_on) return stop();
    }
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    room_.notify_all();
    to_work_ready_.notify_all();
  }

  PipelineLimits limits_;
  Next next_;
  SizeOf size_of_;
  NewWork new_work_;
  Put put_;
  Rest rest_;
  std::mutex mutex_;
  std::condition_variable room_, to_work_ready_, done_ready_;
  std::deque<Waiting> to_work_;
  std::map<uint64_t, Done> done_;
  uint64_t taken_ = 0, written_ = 0;
  size_t bytes_ = 0;
  bool ended_ = false, stopped_ = false;
};

}  // namespace tocsin
