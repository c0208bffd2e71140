// Work on a stream of items in several threads, with the results in the order of the items.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tocsin {

/// `next()` gives an optional Item; `new_work()` is called once in each thread and gives a callable Item → Out;
/// `put(Out)` gets the results in the order of the items and gives false to stop. `next` and `put` are never called by
/// two threads at once. At most `ahead` items a thread are in work or wait for their turn, so memory stays flat.
/// Returns when all is written. The calling thread works too.
template <typename Next, typename NewWork, typename Put>
void run_ordered(size_t thread_count, size_t ahead, Next next, NewWork new_work, Put put) {
  auto probe = [&] { return new_work()(*next()); };
  using Out = decltype(probe());
  std::mutex mutex;
  std::condition_variable room;
  std::map<uint64_t, Out> waiting;
  uint64_t taken = 0, written = 0;
  bool ended = false, stopped = false;
  const uint64_t window = thread_count * ahead;

  const auto run = [&] {
    auto work = new_work();
    std::unique_lock lock(mutex);
    for (;;) {
      room.wait(lock, [&] { return ended || taken - written < window; });
      if (ended) return;
      auto item = next();
      if (!item) {
        ended = true;
        room.notify_all();
        return;
      }
      const uint64_t place = taken++;
      lock.unlock();
      Out out = work(std::move(*item));
      lock.lock();
      waiting.emplace(place, std::move(out));
      for (auto first = waiting.begin(); !stopped && first != waiting.end() && first->first == written;
           first = waiting.erase(first), ++written)
        stopped = !put(std::move(first->second));
      ended = ended || stopped;
      room.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (size_t i = 1; i < thread_count; ++i) threads.emplace_back(run);
  run();
}

}  // namespace tocsin
