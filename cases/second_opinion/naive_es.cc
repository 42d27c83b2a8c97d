// ECMA-262's memory model, letter by letter: every value that a read may have, every way
// to read it byte by byte, every order of memory. Slow, and nothing but the letter.
#include <algorithm>
#include <array>
#include <set>

#include "cases/second_opinion/small_program.h"

namespace assay::second_opinion {
namespace {

constexpr int kMost = static_cast<int>(kMostOperations) + kBytes;

struct Happening {
  int agent = 0;  // -1: of the creating agent; as many as there are agents: final
  bool reads = false;
  bool writes = false;
  bool sc = false;
  bool init = false;
  bool no_tear = false;
  int first = 0;
  int size = 1;
  int read = 0;
  int written = 0;
};

int byte_of(int value, int k) { return value >> (8 * k) & 0xFF; }

class Enumerator {
 public:
  explicit Enumerator(const SmallProgram& program) : program_(program) {
    registers_.resize(program.agents.size() + 1);
    for (std::size_t a = 0; a <= program.agents.size(); ++a) registers_[a].resize(agent(a).size());
    find_domains();
  }

  Found run() {
    for (int b = 0; b < kBytes; ++b) {
      Happening init;
      init.agent = -1;
      init.writes = init.init = init.no_tear = true;
      init.first = b;
      happenings_.push_back(init);
    }
    operate(0, 0);
    return std::move(found_);
  }

 private:
  const Agent& agent(std::size_t a) const {
    return a < program_.agents.size() ? program_.agents[a] : program_.final;
  }

  // -- values ------------------------------------------------------------------------
  std::set<int> values_of(int first, int size) const {
    std::set<int> values{0};
    for (int k = 0; k < size; ++k) {
      std::set<int> longer;
      for (const int value : values)
        for (const int byte : domain_[static_cast<std::size_t>(first + k)])
          longer.insert(value | byte << (8 * k));
      values = longer;
    }
    return values;
  }

  void find_domains() {
    for (auto& bytes : domain_) bytes = {0};
    int writes = 0;
    for (std::size_t a = 0; a <= program_.agents.size(); ++a)
      for (const Operation& op : agent(a)) writes += op.what != What::load ? 1 : 0;
    for (; writes > 0; --writes) {
      auto next = domain_;
      for (std::size_t a = 0; a <= program_.agents.size(); ++a)
        for (const Operation& op : agent(a)) {
          if (op.what == What::load) continue;
          std::set<int> stored{op.value};
          if (op.copied >= 0) {
            const Operation& source = agent(a)[static_cast<std::size_t>(op.copied)];
            stored = values_of(source.first, source.size);
          } else if (op.what == What::add) {
            stored.clear();
            for (const int old : values_of(op.first, op.size)) stored.insert(old + op.value);
          }
          for (const int value : stored)
            for (int k = 0; k < op.size; ++k)
              next[static_cast<std::size_t>(op.first + k)].insert(byte_of(value, k));
        }
      domain_ = next;
    }
  }

  // Goes on with operation i of agent a, for every value that it may read.
  void operate(std::size_t a, std::size_t i) {
    if (a > program_.agents.size()) return choose(0, 0);
    if (i == agent(a).size()) return operate(a + 1, 0);
    const Operation& op = agent(a)[i];
    if (op.guard >= 0 && registers_[a][static_cast<std::size_t>(op.guard)] != op.guard_value)
      return operate(a, i + 1);
    Happening made;
    made.agent = static_cast<int>(a);
    made.sc = op.order == Order::seq_cst;
    made.no_tear = !op.data_view;
    made.first = op.first;
    made.size = op.size;
    made.written = op.copied >= 0 ? *registers_[a][static_cast<std::size_t>(op.copied)] : op.value;
    made.written &= (1 << (8 * op.size)) - 1;
    made.reads = op.reads();
    made.writes = op.what != What::load;
    if (!made.reads) {
      happenings_.push_back(made);
      operate(a, i + 1);
      happenings_.pop_back();
      return;
    }
    for (const int value : values_of(op.first, op.size)) {
      Happening with = made;
      with.read = value;
      if (op.what == What::add) with.written = (value + op.value) & ((1 << (8 * op.size)) - 1);
      if (op.what == What::compare_exchange) with.writes = value == op.expected;
      registers_[a][i] = value;
      happenings_.push_back(with);
      operate(a, i + 1);
      happenings_.pop_back();
      registers_[a][i].reset();
    }
  }

  // -- reads-bytes-from ----------------------------------------------------------------
  std::size_t count() const { return happenings_.size(); }

  void choose(std::size_t e, int k) {
    if (e == count()) return judge();
    const Happening& read = happenings_[e];
    if (!read.reads || k == read.size) return choose(e + 1, 0);
    const int address = read.first + k;
    for (std::size_t w = 0; w < count(); ++w) {
      const Happening& write = happenings_[w];
      if (w == e || !write.writes || address < write.first || address >= write.first + write.size)
        continue;
      if (byte_of(write.written, address - write.first) != byte_of(read.read, k)) continue;
      from_[e][static_cast<std::size_t>(k)] = w;
      choose(e, k + 1);
    }
  }

  // -- axioms --------------------------------------------------------------------------
  bool same(std::size_t a, std::size_t b) const {
    return happenings_[a].first == happenings_[b].first &&
           happenings_[a].size == happenings_[b].size;
  }
  bool overlap(std::size_t a, std::size_t b) const {
    return happenings_[a].first < happenings_[b].first + happenings_[b].size &&
           happenings_[b].first < happenings_[a].first + happenings_[a].size;
  }
  bool reads_from(std::size_t r, std::size_t w) const {
    const Happening& read = happenings_[r];
    if (!read.reads) return false;
    for (int k = 0; k < read.size; ++k)
      if (from_[r][static_cast<std::size_t>(k)] == w) return true;
    return false;
  }
  bool synchronizes(std::size_t w, std::size_t r) const {
    return reads_from(r, w) && happenings_[w].sc && happenings_[r].sc && same(w, r);
  }

  bool before(std::size_t a, std::size_t b) const { return (after_[a] >> b & 1U) != 0; }

  void judge() {
    const std::size_t n = count();
    after_.fill(0);
    const int final = static_cast<int>(program_.agents.size());
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) {
        const Happening& x = happenings_[a];
        const Happening& y = happenings_[b];
        const bool ordered = (!x.init && x.agent == y.agent && a < b) ||
                             (!x.init && x.agent != final && y.agent == final) ||
                             (x.init && a != b && overlap(a, b)) || synchronizes(a, b);
        if (ordered) after_[a] |= 1U << b;
      }
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t a = 0; a < n; ++a)
        if (before(a, k)) after_[a] |= after_[k];
    for (std::size_t a = 0; a < n; ++a)
      if (before(a, a)) return;
    if (!coherent() || !tear_free()) return;
    placed_.assign(n, -1);
    for (std::size_t b = 0; b < kBytes; ++b) placed_[b] = static_cast<int>(b);
    if (!some_memory_order(kBytes)) return;
    ++found_.executions;
    ++found_.outcomes[outcome_text(program_, registers_)];
    found_.racy = found_.racy || data_race();
  }

  bool coherent() const {
    for (std::size_t r = 0; r < count(); ++r) {
      if (!happenings_[r].reads) continue;
      for (int k = 0; k < happenings_[r].size; ++k) {
        const std::size_t w = from_[r][static_cast<std::size_t>(k)];
        if (before(r, w)) return false;
        for (std::size_t v = 0; v < count(); ++v) {
          const Happening& write = happenings_[v];
          const int address = happenings_[r].first + k;
          if (write.writes && address >= write.first && address < write.first + write.size &&
              before(w, v) && before(v, r))
            return false;
        }
      }
    }
    return true;
  }

  bool tear_free() const {
    for (std::size_t r = 0; r < count(); ++r)
      for (std::size_t w = 0; w < count(); ++w)
        for (std::size_t v = 0; v < count(); ++v)
          if (happenings_[r].no_tear && w != v && reads_from(r, w) && reads_from(r, v) &&
              happenings_[w].no_tear && happenings_[v].no_tear && same(r, w) && same(r, v))
            return false;
    return true;
  }

  // Places the event of the next position, every one that may be there.
  bool some_memory_order(std::size_t position) {
    if (position == count()) return true;
    for (std::size_t e = kBytes; e < count(); ++e) {
      if (placed_[e] >= 0) continue;
      placed_[e] = static_cast<int>(position);
      bool fits = atomics_are_sequential(e);
      for (std::size_t other = kBytes; other < count(); ++other)
        if (before(other, e) && placed_[other] < 0) fits = false;  // hb is a part of it
      if (fits && some_memory_order(position + 1)) return true;
      placed_[e] = -1;
    }
    return false;
  }

  // Of r, which was placed last: no V is between it and a write that it reads from.
  bool atomics_are_sequential(std::size_t r) const {
    for (std::size_t w = 0; w < count(); ++w) {
      if (!reads_from(r, w)) continue;
      for (std::size_t v = kBytes; v < count(); ++v) {
        if (!happenings_[v].writes || !happenings_[v].sc || v == r) continue;
        if (placed_[w] < 0 || placed_[v] < 0 || placed_[w] >= placed_[v]) continue;
        if (synchronizes(w, r) && same(v, r)) return false;
        if (before(w, r) && before(v, r) && happenings_[w].sc && same(w, v)) return false;
        if (before(w, r) && before(w, v) && happenings_[r].sc && same(v, r)) return false;
      }
    }
    return true;
  }

  bool data_race() const {
    for (std::size_t e = 0; e < count(); ++e)
      for (std::size_t d = 0; d < count(); ++d) {
        if (e == d || before(e, d) || before(d, e)) continue;
        const bool both_write = happenings_[e].writes && happenings_[d].writes && overlap(e, d);
        if (!both_write && !reads_from(e, d) && !reads_from(d, e)) continue;
        if (!happenings_[e].sc || !happenings_[d].sc || !same(e, d)) return true;
      }
    return false;
  }

  const SmallProgram& program_;
  std::array<std::set<int>, kBytes> domain_;
  Registers registers_;
  std::vector<Happening> happenings_;  // the initial writes first
  std::array<std::array<std::size_t, 2>, kMost> from_{};
  std::array<std::uint32_t, kMost> after_{};  // happens-before: of each event, what is after it
  std::vector<int> placed_;                   // in memory order
  Found found_;
};

}  // namespace

Found by_es_axioms(const SmallProgram& program) { return Enumerator(program).run(); }

}  // namespace assay::second_opinion
