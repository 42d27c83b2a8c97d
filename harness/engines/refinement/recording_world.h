// The production World with a list of what the core does: each atomic access of a word
// and each access of shared bytes, with its site.
//
// Thread safety: one agent, on one thread.
// Invariants: with recording off it behaves as Production; what is recorded is done too.
#pragma once

#include <array>
#include <cstring>
#include <vector>

#include "harness/engines/refinement/core_access.h"
#include "harness/world/production.h"

namespace assay::refinement {

// Of the running CoreStage.
struct Recorder {
  bool on = false;
  Mutant mutant = Mutant::kNone;
  std::vector<CoreAccess> done;
  std::vector<const void*> words;   // by number
  std::vector<const void*> blocks;  // of bytes, by number

  void note(CoreAccess access, const void* object, bool is_word, Where where);
};
inline thread_local Recorder recorder;

struct RecordingWorld : Production {
  using Verb = litmus::AccessKind;

  static constexpr bool kHasMutants = true;
  static bool mutated(Mutant mutant) { return recorder.mutant == mutant; }

  template <class T>
  class Atomic : public Production::Atomic<T> {
    using Base = Production::Atomic<T>;

   public:
    using Base::Base;

    template <Site S>
    T load(At<S> s, Where where = {}) const {
      note(Verb::load, S, where);
      return Base::load(s);
    }
    template <Site S>
    void store(T v, At<S> s, Where where = {}) {
      note(Verb::store, S, where);
      Base::store(v, s);
    }
    template <Site S>
    T exchange(T v, At<S> s, Where where = {}) {
      note(Verb::exchange, S, where);
      return Base::exchange(v, s);
    }
    template <Site S>
    T fetch_add(T v, At<S> s, Where where = {}) {
      note(Verb::add, S, where);
      return Base::fetch_add(v, s);
    }
    template <Site S>
    T fetch_sub(T v, At<S> s, Where where = {}) {
      note(Verb::sub, S, where);
      return Base::fetch_sub(v, s);
    }
    template <Site S>
    T fetch_and(T v, At<S> s, Where where = {}) {
      note(Verb::bit_and, S, where);
      return Base::fetch_and(v, s);
    }
    template <Site S>
    T fetch_or(T v, At<S> s, Where where = {}) {
      note(Verb::bit_or, S, where);
      return Base::fetch_or(v, s);
    }
    template <Site S>
    T fetch_xor(T v, At<S> s, Where where = {}) {
      note(Verb::bit_xor, S, where);
      return Base::fetch_xor(v, s);
    }
    template <Site S, Site F>
    bool compare_exchange(T& expected, T desired, At<S> s, At<F> f, Where where = {}) {
      note(Verb::compare_exchange, S, where, F);
      return Base::compare_exchange(expected, desired, s, f);
    }

   private:
    void note(Verb verb, Site site, Where where, Site failure = {}) const {
      recorder.note({.verb = verb, .site = site, .failure = failure, .size = sizeof(T)}, this, true,
                    where);
    }
  };

  // A page is more than a litmus test needs.
  class Bytes {
   public:
    static bool reserve(std::size_t bytes) { return bytes <= kMost; }
    static bool commit(std::size_t) { return true; }

    template <class T, Site S>
    T load(std::size_t offset, At<S>, Where where = {}) const {
      return note<T>(Verb::load, S, offset, where);
    }
    template <class T, Site S>
    void store(std::size_t offset, T v, At<S>, Where where = {}) {
      note<T>(Verb::store, S, offset, where);
      put(offset, v);
    }
    template <class T, Site S>
    T exchange(std::size_t offset, T v, At<S>, Where where = {}) {
      return update<T>(Verb::exchange, S, offset, where, [v](T) { return v; });
    }
    template <class T, Site S>
    T fetch_add(std::size_t offset, T v, At<S>, Where where = {}) {
      return update<T>(Verb::add, S, offset, where, [v](T old) { return old + v; });
    }
    template <class T, Site S>
    T fetch_sub(std::size_t offset, T v, At<S>, Where where = {}) {
      return update<T>(Verb::sub, S, offset, where, [v](T old) { return old - v; });
    }
    template <class T, Site S>
    T fetch_and(std::size_t offset, T v, At<S>, Where where = {}) {
      return update<T>(Verb::bit_and, S, offset, where, [v](T old) { return old & v; });
    }
    template <class T, Site S>
    T fetch_or(std::size_t offset, T v, At<S>, Where where = {}) {
      return update<T>(Verb::bit_or, S, offset, where, [v](T old) { return old | v; });
    }
    template <class T, Site S>
    T fetch_xor(std::size_t offset, T v, At<S>, Where where = {}) {
      return update<T>(Verb::bit_xor, S, offset, where, [v](T old) { return old ^ v; });
    }
    template <class T, Site S, Site F>
    bool compare_exchange(std::size_t offset, T& expected, T desired, At<S>, At<F>,
                          Where where = {}) {
      const T old = note<T>(Verb::compare_exchange, S, offset, where, F);
      const bool equal = old == expected;
      if (equal) put(offset, desired);
      expected = old;
      return equal;
    }
    template <class T>
    T plain_load(std::size_t offset, Where where = {}) const {
      return note<T>(Verb::plain_load, Site::plain_load, offset, where);
    }
    template <class T>
    void plain_store(std::size_t offset, T v, Where where = {}) {
      note<T>(Verb::plain_store, Site::plain_store, offset, where);
      put(offset, v);
    }

   private:
    static constexpr std::size_t kMost = 4096;

    // What is there.
    template <class T>
    T note(Verb verb, Site site, std::size_t offset, Where where, Site failure = {}) const {
      recorder.note(
          {.verb = verb, .site = site, .failure = failure, .byte = offset, .size = sizeof(T)}, this,
          false, where);
      T value{};
      std::memcpy(&value, bytes_.data() + offset, sizeof(T));
      return value;
    }
    template <class T>
    void put(std::size_t offset, T value) {
      std::memcpy(bytes_.data() + offset, &value, sizeof(T));
    }
    template <class T, class Change>
    T update(Verb verb, Site site, std::size_t offset, Where where, Change change) {
      const T old = note<T>(verb, site, offset, where);
      put(offset, static_cast<T>(change(old)));
      return old;
    }

    std::array<std::uint8_t, kMost> bytes_{};
  };
};

static_assert(World<RecordingWorld>);

}  // namespace assay::refinement
