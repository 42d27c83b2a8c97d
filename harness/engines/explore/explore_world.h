// The World of the exhaustive engine: every verb is a label for the search.
//
// Time is virtual: an agent's clock is 0 until one of its deadlines passes, which any
// deadline may do at any moment. A parker wakes without a token a bounded number of times
// per execution (CaseInfo::spurious).
//
// Thread safety: as the verbs of world.h.
// Invariants: no destructor needs an answer from the search, so none can be abandoned.
#pragma once

#include <array>
#include <utility>

#include "harness/engines/explore/access.h"
#include "harness/world/world.h"

namespace assay {

struct ExploreWorld {
  static constexpr bool kHasMutants = true;
  static explore::Replay& replay() { return *explore::Replay::current; }
  static bool mutated(Mutant mutant) { return replay().setting().mutant == mutant; }
  static bool abandoned() { return replay().abandoning(); }
  template <Site S>
  static Order order(At<S>) {
    return order_of(S);
  }
  static Order order_of(Site site) { return replay().setting().orders[site]; }

  // An access of a site, with the failure's where it is a compare-exchange.
  static explore::How how(Site site, Where where) {
    replay().reach(site, where);
    return {.order = order_of(site),
            .site = static_cast<int>(site),
            .text = row(site).name.data(),
            .where = where};
  }
  static explore::How how(Site site, Site failure, Where where) {
    explore::How both = how(site, where);
    replay().reach(failure, where);
    both.failure = order_of(failure);
    return both;
  }

  // The operations of a typed word, the same on a word of the core and on shared bytes.
  template <class T, Site S>
  static T load(const explore::Word& word, Where where) {
    return explore::from_value<T>(word.load(how(S, where)));
  }
  template <class T, Site S>
  static void store(const explore::Word& word, T v, Where where) {
    word.store(explore::to_value(v), how(S, where));
  }
  template <class T, Site S>
  static T modify(const explore::Word& word, explore::Verb verb, T v, Where where) {
    return explore::from_value<T>(word.modify(verb, explore::to_value(v), how(S, where)));
  }
  template <class T, Site S, Site F>
  static bool compare_exchange(const explore::Word& word, T& expected, T desired, Where where) {
    const explore::Value wanted = explore::to_value(expected);
    const explore::Value seen =
        word.compare_exchange(wanted, explore::to_value(desired), how(S, F, where));
    expected = explore::from_value<T>(seen);
    return seen == wanted;
  }

  template <Site S>
  static void fence(At<S>, Where where = {}) {
    if (order_of(S) == Order::relaxed) return;
    replay().reach(S, where);
    replay().perform({.verb = explore::Verb::fence,
                      .order = order_of(S),
                      .site = static_cast<std::int16_t>(S),
                      .text = row(S).name.data(),
                      .where = where});
  }

  template <class T>
  class Atomic {
    using Verb = explore::Verb;

   public:
    Atomic(Where where = {}) : Atomic(T{}, where) {}
    explicit Atomic(T v, Where where = {}) : life_(v, where) {}

    template <Site S>
    T load(At<S>, Where where = {}) const {
      return ExploreWorld::load<T, S>(life_.word(where), where);
    }
    template <Site S>
    void store(T v, At<S>, Where where = {}) {
      ExploreWorld::store<T, S>(life_.word(where), v, where);
    }
    template <Site S>
    T exchange(T v, At<S>, Where where = {}) {
      return modify<T, S>(life_.word(where), Verb::exchange, v, where);
    }
    template <Site S>
    T fetch_add(T v, At<S>, Where where = {}) {
      return modify<T, S>(life_.word(where), Verb::add, v, where);
    }
    template <Site S>
    T fetch_sub(T v, At<S>, Where where = {}) {
      return modify<T, S>(life_.word(where), Verb::sub, v, where);
    }
    template <Site S>
    T fetch_and(T v, At<S>, Where where = {}) {
      return modify<T, S>(life_.word(where), Verb::bit_and, v, where);
    }
    template <Site S>
    T fetch_or(T v, At<S>, Where where = {}) {
      return modify<T, S>(life_.word(where), Verb::bit_or, v, where);
    }
    template <Site S>
    T fetch_xor(T v, At<S>, Where where = {}) {
      return modify<T, S>(life_.word(where), Verb::bit_xor, v, where);
    }
    template <Site S, Site F>
    bool compare_exchange(T& expected, T desired, At<S>, At<F>, Where where = {}) {
      return ExploreWorld::compare_exchange<T, S, F>(life_.word(where), expected, desired, where);
    }

   private:
    explore::Living<T> life_;
  };

  template <class T>
  class Var {
   public:
    Var(Where where = {}) : Var(T{}, where) {}
    explicit Var(T v, Where where = {}) : life_(v, where) {}
    T get(Where where = {}) const {
      return explore::from_value<T>(life_.word(where).load({.plain = true, .where = where}));
    }
    void set(T v, Where where = {}) {
      life_.word(where).store(explore::to_value(v), {.plain = true, .where = where});
    }

   private:
    explore::Living<T> life_;
  };

  class Bytes;
  class Parker;

  static Time now() { return replay().clock(); }

  template <class Predicate>
  static void await(Predicate ready, Where where = {}) {
    hold_up(ready, false, where);
  }
  // The agent goes on when `ready` holds; until then it `sleeps`, or looks again and again.
  template <class Predicate>
  static void hold_up(Predicate ready, bool sleeps, Where where) {
    explore::Replay& engine = replay();
    if (engine.in_await()) return abandon("an await within the condition of another", where);
    engine.begin_await();
    engine.in_await() = true;
    bool is_ready = false;
    try {
      is_ready = ready();
    } catch (...) {
      engine.in_await() = false;
      throw;
    }
    engine.in_await() = false;
    if (!is_ready)
      engine.perform({.verb = explore::Verb::blocked, .sleeps = sleeps, .where = where});
  }
  static void pause(Where = {}) {}
  static int choose(int n, Where where = {}) {
    if (n <= 1) return 0;
    return static_cast<int>(replay().perform(
        {.verb = explore::Verb::choose, .value = static_cast<explore::Value>(n), .where = where}));
  }

  template <class T, class... Args>
  static T* make(Args&&... args) {
    T* const object = new T(std::forward<Args>(args)...);
    replay().made(object, sizeof(T));
    return object;
  }
  template <class T>
  static void destroy(T* object) {
    if (object == nullptr) return;
    ++replay().destroy_depth();
    object->~T();
    --replay().destroy_depth();
    replay().destroyed(object);
  }

  static int current_agent() { return replay().agent(); }

  struct Thread {
    int agent;
  };
  template <class F>
  static Thread spawn(F body, Where where = {}) {
    struct Held final : explore::Replay::Body {
      explicit Held(F f) : function(std::move(f)) {}
      void run() override { function(); }
      F function;
    };
    return {replay().spawn(new Held(std::move(body)), where)};
  }
  static void join(Thread thread, Where where = {}) {
    replay().perform({.verb = explore::Verb::join,
                      .value = static_cast<explore::Value>(thread.agent),
                      .where = where});
  }

  [[noreturn]] static void abandon(const char* why, Where where = {}) {
    replay().give_up(why, where);
  }
  static void check(bool ok, const char* text, Where where = {}) {
    replay().check(ok, text, where);
  }
};

// Cells of the width of their first access; another width over the same bytes is declined.
class ExploreWorld::Bytes {
  using Verb = explore::Verb;

 public:
  Bytes(Where where = {}) : container_(replay().location(this, 1, where)) {}
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    if (reserved_ != 0) replay().ended(begin_, begin_ + reserved_);
  }

  bool reserve(std::size_t bytes) {
    reserved_ = bytes;
    begin_ = replay().reserve_addresses(bytes);
    if (container_ != explore::kNowhere) replay().locations()[container_].container = begin_;
    return true;
  }
  bool commit(std::size_t bytes, Where where = {}) {
    replay().perform(
        {.verb = Verb::commit, .location = container_, .value = bytes, .where = where});
    return true;
  }

  template <class T, Site S>
  T load(std::size_t offset, At<S>, Where where = {}) const {
    return ExploreWorld::load<T, S>(cell<T>(offset, where), where);
  }
  template <class T, Site S>
  void store(std::size_t offset, T v, At<S>, Where where = {}) {
    ExploreWorld::store<T, S>(cell<T>(offset, where), v, where);
  }
  template <class T, Site S>
  T exchange(std::size_t offset, T v, At<S>, Where where = {}) {
    return modify<T, S>(cell<T>(offset, where), Verb::exchange, v, where);
  }
  template <class T, Site S>
  T fetch_add(std::size_t offset, T v, At<S>, Where where = {}) {
    return modify<T, S>(cell<T>(offset, where), Verb::add, v, where);
  }
  template <class T, Site S>
  T fetch_sub(std::size_t offset, T v, At<S>, Where where = {}) {
    return modify<T, S>(cell<T>(offset, where), Verb::sub, v, where);
  }
  template <class T, Site S>
  T fetch_and(std::size_t offset, T v, At<S>, Where where = {}) {
    return modify<T, S>(cell<T>(offset, where), Verb::bit_and, v, where);
  }
  template <class T, Site S>
  T fetch_or(std::size_t offset, T v, At<S>, Where where = {}) {
    return modify<T, S>(cell<T>(offset, where), Verb::bit_or, v, where);
  }
  template <class T, Site S>
  T fetch_xor(std::size_t offset, T v, At<S>, Where where = {}) {
    return modify<T, S>(cell<T>(offset, where), Verb::bit_xor, v, where);
  }
  template <class T, Site S, Site F>
  bool compare_exchange(std::size_t offset, T& expected, T desired, At<S>, At<F>,
                        Where where = {}) {
    return ExploreWorld::compare_exchange<T, S, F>(cell<T>(offset, where), expected, desired,
                                                   where);
  }
  template <class T>
  T plain_load(std::size_t offset, Where where = {}) const {
    return explore::from_value<T>(cell<T>(offset, where).load(plainly(Site::plain_load, where)));
  }
  template <class T>
  void plain_store(std::size_t offset, T v, Where where = {}) {
    cell<T>(offset, where).store(explore::to_value(v), plainly(Site::plain_store, where));
  }

 private:
  template <class T>
  explore::Word cell(std::size_t offset, Where where) const {
    return {begin_ + offset, sizeof(T), container_, where};
  }
  static explore::How plainly(Site site, Where where) {
    explore::How access = how(site, where);
    access.plain = replay().info().races == Races::are_defects;
    return access;
  }

  explore::Location container_;
  std::uintptr_t begin_ = 0;
  std::size_t reserved_ = 0;
};

// One token. What was before unpark is before the end of the park that takes it.
class ExploreWorld::Parker {
 public:
  Parker(Where where = {}) : token_(0, where) {
    const explore::Location token = token_.word(where).location();
    if (token != explore::kNowhere) replay().locations()[token].name = "token";
  }

  bool park(Time deadline, Where where = {}) {
    enum Wake { kByToken, kByDeadline, kForNothing };
    const bool timed = deadline != kNever;
    std::array<Wake, 3> ways{kByToken};
    std::size_t count = 1;
    if (timed) ways[count++] = kByDeadline;
    if (spurious_left_ > 0 && !replay().alone()) ways[count++] = kForNothing;
    const Wake way = ways[static_cast<std::size_t>(choose(static_cast<int>(count), where))];
    const explore::How taking{.order = Order::acquire, .text = "parks", .where = where};
    if (way == kForNothing) {
      --spurious_left_;
      return true;
    }
    if (way == kByToken) return token_.word(where).await_exchange(1, 0, timed, taking);
    if (token_.word(where).compare_exchange(1, 0, taking) == 1) return true;
    if (replay().clock() < deadline) replay().clock() = deadline;
    return false;
  }
  void unpark(Where where = {}) {
    token_.word(where).modify(explore::Verb::exchange, 1,
                              {.order = Order::release, .text = "unparks", .where = where});
  }

 private:
  explore::Living<std::uint32_t> token_;
  int spurious_left_ = replay().info().spurious;
};

static_assert(World<ExploreWorld>);

}  // namespace assay
