// Shared bytes under Relacy: a cell of fixed width for every four bytes; an element
// that is narrower is declined as mixed-size.
//
// The value is an rl::atomic; races are seen through shadow variables: one for
// plain writes (a plain write stores, everything else loads) and one per agent for
// atomic writes (an atomic write stores its own, a plain read loads all).
//
// Part of relacy_world.h.
#pragma once

#include "harness/engines/relacy/relacy_world.h"

namespace assay {

class RelacyWorld::Bytes {
 public:
  Bytes() = default;
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    for (std::size_t i = 0; i < count_; ++i) delete cells_[i];
  }

  // As the system does: what is reserved is zero from the beginning, and what is
  // committed, for all agents at once.
  bool reserve(std::size_t bytes) {
    if (bytes > kMaxCells * kGrain) return false;
    for (; count_ * kGrain < bytes; ++count_) cells_[count_] = new Cell;
    return true;
  }
  bool commit(std::size_t bytes, Where where = {}) {
    if (agent() >= 0) (void)schedule_.load(rl::mo_relaxed, place("commit", where));
    leave_if_abandoned();
    committed_ = std::max(committed_, bytes);
    return true;
  }

  template <class T, Site S>
  T load(std::size_t offset, At<S>, Where where = {}) const {
    return access<T, S>(offset, "load", where, false, [](auto& v, auto order, auto& at) {
      return static_cast<T>(v.load(order, at));
    });
  }
  template <class T, Site S>
  void store(std::size_t offset, T value, At<S>, Where where = {}) {
    access<T, S>(offset, "store", where, true, [value](auto& v, auto order, auto& at) {
      v.store(raw(value), order, at);
      return value;
    });
  }
  template <class T, Site S>
  T exchange(std::size_t offset, T value, At<S>, Where where = {}) {
    return access<T, S>(offset, "exchange", where, true, [value](auto& v, auto order, auto& at) {
      return static_cast<T>(v.exchange(raw(value), order, at));
    });
  }
  template <class T, Site S>
  T fetch_add(std::size_t offset, T value, At<S>, Where where = {}) {
    return access<T, S>(offset, "add", where, true, [value](auto& v, auto order, auto& at) {
      return static_cast<T>(v.fetch_add(raw(value), order, at));
    });
  }
  template <class T, Site S>
  T fetch_sub(std::size_t offset, T value, At<S>, Where where = {}) {
    return access<T, S>(offset, "sub", where, true, [value](auto& v, auto order, auto& at) {
      return static_cast<T>(v.fetch_sub(raw(value), order, at));
    });
  }
  template <class T, Site S>
  T fetch_and(std::size_t offset, T value, At<S>, Where where = {}) {
    return access<T, S>(offset, "and", where, true, [value](auto& v, auto order, auto& at) {
      return static_cast<T>(v.fetch_and(raw(value), order, at));
    });
  }
  template <class T, Site S>
  T fetch_or(std::size_t offset, T value, At<S>, Where where = {}) {
    return access<T, S>(offset, "or", where, true, [value](auto& v, auto order, auto& at) {
      return static_cast<T>(v.fetch_or(raw(value), order, at));
    });
  }
  template <class T, Site S>
  T fetch_xor(std::size_t offset, T value, At<S>, Where where = {}) {
    return access<T, S>(offset, "xor", where, true, [value](auto& v, auto order, auto& at) {
      return static_cast<T>(v.fetch_xor(raw(value), order, at));
    });
  }
  template <class T, Site S, Site F>
  bool compare_exchange(std::size_t offset, T& expected, T desired, At<S>, At<F>,
                        Where where = {}) {
    context().reach(S, where);
    context().reach(F, where);
    context().approach(agent(), row(S).name.data(), where);
    Cell& cell = cell_at<T>(offset, where);
    const auto at = place(S, where);
    cell.alive.touch(at);
    const Order success = context().order(S);
    const Order failure = context().order(F);
    const bool fenced =
        failure != Order::relaxed && (success == Order::relaxed || success == Order::release);
    auto found = raw(expected);
    const bool done = cell.template word<T>().compare_exchange(
        rl::bool_t<false>(), found, raw(desired), relacy_order(success),
        fenced
            ? rl::mo_relaxed
            : relacy_order(failure == Order::seq_cst && success != Order::seq_cst ? Order::acquire
                                                                                  : failure),
        at);
    if (!done && fenced) rl::atomic_thread_fence(rl::mo_acquire, place(F, where));
    leave_if_abandoned();
    cell.see_atomic(at, done);
    if (done)
      RelacyWorld::record("cas ok", S, desired, where);
    else
      RelacyWorld::record("cas failed", F, static_cast<T>(found), where);
    expected = static_cast<T>(found);
    return done;
  }

  template <class T>
  T plain_load(std::size_t offset, Where where = {}) const {
    context().reach(Site::plain_load, where);
    context().approach(agent(), "plain read", where);
    Cell& cell = cell_at<T>(offset, where);
    const auto at = place(Site::plain_load, where);
    cell.alive.touch(at);
    const T seen = static_cast<T>(cell.template word<T>().load(rl::mo_relaxed, at));
    leave_if_abandoned();
    RelacyWorld::record("read", Site::plain_load, seen, where);
    cell.see_plain_read(at);
    return seen;
  }
  template <class T>
  void plain_store(std::size_t offset, T value, Where where = {}) {
    context().reach(Site::plain_store, where);
    context().approach(agent(), "plain write", where);
    Cell& cell = cell_at<T>(offset, where);
    const auto at = place(Site::plain_store, where);
    cell.alive.touch(at);
    RelacyWorld::record("write", Site::plain_store, value, where);
    cell.see_plain_write(at);
    cell.template word<T>().store(raw(value), rl::mo_relaxed, at);
    leave_if_abandoned();
  }

 private:
  static constexpr std::size_t kGrain = 4;  // bytes
  static constexpr std::size_t kMaxCells = 16;

  template <class T>
  using Raw = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
  template <class T>
  static Raw<T> raw(T value) {
    return static_cast<Raw<T>>(value);
  }

  struct Cell {
    Cell() {
      plain(place("initialise", {})).store(0);
      for (auto& mark : written) mark(place("initialise", {})).store(0);
    }

    template <class T>
    auto& word() {
      if constexpr (sizeof(T) == 8)
        return wide;
      else
        return narrow;
    }

    void see_atomic(const rl::debug_info& at, bool writes) {
      if (!context().races_are_defects()) return;
      (void)plain(at).load();
      if (writes) written[rl::thread_index()](at).store(1);
    }
    void see_plain_read(const rl::debug_info& at) {
      if (!context().races_are_defects()) return;
      (void)plain(at).load();
      for (auto& mark : written) (void)mark(at).load();
    }
    void see_plain_write(const rl::debug_info& at) {
      if (!context().races_are_defects()) return;
      plain(at).store(1);
      for (auto& mark : written) (void)mark(at).load();
    }

    rl::atomic<std::uint32_t> narrow{0U};
    rl::atomic<std::uint64_t> wide{std::uint64_t{0}};
    std::size_t width = 0;  // bytes; 0: not accessed yet
    rl::var<char> plain;
    std::array<rl::var<char>, kMaxAgents> written;
    Liveness alive;
  };

  template <class T, Site S, class F>
  T access(std::size_t offset, const char* operation, Where where, bool writes, F f) const {
    context().reach(S, where);
    context().approach(agent(), row(S).name.data(), where);
    Cell& cell = cell_at<T>(offset, where);
    const auto at = place(S, where);
    cell.alive.touch(at);
    const T value = f(cell.template word<T>(), relacy_order(context().order(S)), at);
    leave_if_abandoned();
    RelacyWorld::record(operation, S, value, where);
    cell.see_atomic(at, writes);
    return value;
  }

  // The cell at a byte offset; abandons where another width was used there.
  template <class T>
  Cell& cell_at(std::size_t offset, Where where) const {
    if (offset + sizeof(T) > committed_) check(false, "an access is to committed memory", where);
    if constexpr (sizeof(T) < kGrain) abandon("mixed-size", where);
    const std::size_t first = offset / kGrain;
    Cell& cell = *cells_[first];
    for (std::size_t i = 0; i < sizeof(T) / kGrain; ++i)
      if (cells_[first + i]->width != 0 && cells_[first + i]->width != sizeof(T))
        abandon("mixed-size", where);
    for (std::size_t i = 0; i < sizeof(T) / kGrain; ++i) cells_[first + i]->width = sizeof(T);
    return cell;
  }

  std::array<Cell*, kMaxCells> cells_{};
  std::size_t count_ = 0;
  std::size_t committed_ = 0;               // bytes
  rl::atomic<std::uint32_t> schedule_{0U};  // an access before a commit: others may run
};

}  // namespace assay
