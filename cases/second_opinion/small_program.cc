#include "cases/second_opinion/small_program.h"

#include <array>

namespace assay::second_opinion {
namespace {

// Draws the operations of one program.
class Maker {
 public:
  explicit Maker(std::mt19937_64& random) : random_(random) {}

  SmallProgram run(bool c, bool mixed) {
    program_.c = c;
    mixed_ = mixed;
    places_ = 1 + below(mixed || c ? 3 : 2);
    const std::size_t agents = 2 + below(2);
    std::size_t left = 3 + below(kMostOperations - 2);
    program_.agents.resize(agents);
    for (std::size_t i = 0; i < agents; ++i) program_.agents[i].push_back(any(i));
    left -= agents < left ? agents : left;
    for (; left > 0; --left) {
      const std::size_t i = below(agents + 1);
      if (i < agents)
        program_.agents[i].push_back(any(i));
      else if (!c && program_.final.size() < 2)
        program_.final.push_back(load());
    }
    return std::move(program_);
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  void place(Operation& made) {
    if (program_.c) {
      made.first = 4 * static_cast<int>(below(places_));
      made.size = 4;
      return;
    }
    if (!mixed_) {
      made.first = static_cast<int>(below(places_));
      return;
    }
    struct Place {
      int first, size;
      bool data_view;
    };
    constexpr std::array<Place, 7> kPlaces{{{0, 2, false},
                                            {0, 1, false},
                                            {1, 1, false},
                                            {0, 2, true},
                                            {1, 2, true},
                                            {2, 2, false},
                                            {0, 2, false}}};
    const Place& chosen = kPlaces.at(below(places_ == 1 ? 2 : kPlaces.size()));
    made.first = chosen.first;
    made.size = chosen.size;
    made.data_view = chosen.data_view;
  }

  Order order(bool reads, bool writes) {
    if (!program_.c) return one_in(2) ? Order::seq_cst : Order::plain;
    if (one_in(3)) return Order::seq_cst;
    for (;;) {
      const auto made = static_cast<Order>(1 + below(5));
      if (!writes && (made == Order::release || made == Order::acq_rel)) continue;
      if (!reads && (made == Order::acquire || made == Order::acq_rel)) continue;
      return made;
    }
  }

  bool atomic(const Operation& made) const { return !program_.c || made.first < 8; }

  Operation load() {
    Operation made;
    place(made);
    if (!made.data_view && atomic(made)) made.order = order(true, false);
    return made;
  }

  Operation any(std::size_t agent) {
    Operation made;
    if (program_.c && one_in(8)) {
      made.what = What::fence;
      made.order = static_cast<Order>(2 + below(4));
      return made;
    }
    place(made);
    made.what = one_in(2) ? What::load : What::store;
    if (!made.data_view && atomic(made) && one_in(4)) made.what = static_cast<What>(2 + below(3));
    const bool writes = made.what != What::load;
    if (made.what == What::load || made.what == What::store) {
      if (!made.data_view && atomic(made)) made.order = order(made.reads(), writes);
    } else {
      made.order = program_.c ? order(true, true) : Order::seq_cst;
      made.failure = program_.c ? order(true, false) : Order::seq_cst;
    }
    constexpr std::array<int, 4> kWide{1, 256, 257, 513};
    made.value = made.size == 2 && mixed_ ? kWide.at(below(one_in(4) ? 4 : 3))
                                          : 1 + static_cast<int>(below(mixed_ ? 1 : 2));
    made.expected = static_cast<int>(below(2));
    relate(made, program_.agents[agent]);
    return made;
  }

  // To something read before.
  void relate(Operation& made, const Agent& before) {
    std::vector<int> reads;
    for (std::size_t i = 0; i < before.size(); ++i)
      if (before[i].reads() && before[i].guard < 0) reads.push_back(static_cast<int>(i));
    if (reads.empty()) return;
    if (made.what == What::store && one_in(4)) made.copied = reads[below(reads.size())];
    if (one_in(6)) {
      made.guard = reads[below(reads.size())];
      made.guard_value = static_cast<int>(below(2));
    }
  }

  std::mt19937_64& random_;
  SmallProgram program_;
  std::size_t places_ = 1;
  bool mixed_ = false;
};

std::string reg(std::size_t i) { return "r" + std::to_string(i); }

std::string operand(const Operation& op) {
  return op.copied >= 0 ? reg(static_cast<std::size_t>(op.copied)) : std::to_string(op.value);
}

std::string javascript(const Operation& op) {
  const std::string at =
      op.size == 2 ? "w, " + std::to_string(op.first / 2) : "b, " + std::to_string(op.first);
  const std::string element = op.size == 2 ? "w[" + std::to_string(op.first / 2) + "]"
                                           : "b[" + std::to_string(op.first) + "]";
  switch (op.what) {
    case What::load:
      if (op.data_view) return "d.getUint16(" + std::to_string(op.first) + ", true)";
      return op.order == Order::plain ? element : "Atomics.load(" + at + ")";
    case What::store:
      if (op.data_view)
        return "d.setUint16(" + std::to_string(op.first) + ", " + operand(op) + ", true)";
      return op.order == Order::plain ? element + " = " + operand(op)
                                      : "Atomics.store(" + at + ", " + operand(op) + ")";
    case What::add:
      return "Atomics.add(" + at + ", " + operand(op) + ")";
    case What::exchange:
      return "Atomics.exchange(" + at + ", " + operand(op) + ")";
    default:
      return "Atomics.compareExchange(" + at + ", " + std::to_string(op.expected) + ", " +
             operand(op) + ")";
  }
}

constexpr std::array<const char*, 3> kNames{"x", "y", "z"};
constexpr std::array<const char*, 6> kOrders{"",
                                             "memory_order_relaxed",
                                             "memory_order_acquire",
                                             "memory_order_release",
                                             "memory_order_acq_rel",
                                             "memory_order_seq_cst"};

std::string c_code(const Operation& op, std::size_t i) {
  const std::string name =
      op.what == What::fence ? "" : kNames.at(static_cast<std::size_t>(op.first / 4));
  const std::string order = kOrders.at(static_cast<std::size_t>(op.order));
  switch (op.what) {
    case What::load:
      return op.order == Order::plain ? "*" + name
                                      : "atomic_load_explicit(" + name + ", " + order + ")";
    case What::store:
      return op.order == Order::plain
                 ? "*" + name + " = " + operand(op)
                 : "atomic_store_explicit(" + name + ", " + operand(op) + ", " + order + ")";
    case What::add:
      return "atomic_fetch_add_explicit(" + name + ", " + operand(op) + ", " + order + ")";
    case What::exchange:
      return "atomic_exchange_explicit(" + name + ", " + operand(op) + ", " + order + ")";
    case What::fence:
      return "atomic_thread_fence(" + order + ")";
    case What::compare_exchange:
      break;
  }
  return "atomic_compare_exchange_strong_explicit(" + name + ", &e" + std::to_string(i) + ", " +
         operand(op) + ", " + order + ", " + kOrders.at(static_cast<std::size_t>(op.failure)) + ")";
}

std::string statements(const Agent& agent, bool c) {
  std::string lets;
  std::string text;
  for (std::size_t i = 0; i < agent.size(); ++i) {
    const Operation& op = agent[i];
    const bool compares = c && op.what == What::compare_exchange;
    std::string code = c ? c_code(op, i) : javascript(op);
    if (compares) lets += "int e" + std::to_string(i) + " = " + std::to_string(op.expected) + "; ";
    if (op.guard >= 0) {
      if (op.reads()) lets += (c ? "int " : "let ") + reg(i) + "; ";
      if (op.reads()) code = reg(i) + " = " + code;
      // A compare-exchange of C leaves what it read in e.
      code = "if (" + reg(static_cast<std::size_t>(op.guard)) + (c ? " == " : " === ") +
             std::to_string(op.guard_value) + ") { " + code + "; } ";
    } else {
      if (op.reads()) code = (c ? "int " : "const ") + reg(i) + " = " + code;
      code += "; ";
    }
    text += code;
  }
  return "{ " + lets + text + "}\n";
}

}  // namespace

SmallProgram random_javascript(std::mt19937_64& random, bool mixed) {
  for (;;) {
    SmallProgram made = Maker(random).run(false, mixed);
    int bytes = 0;  // that are read: what the enumeration is exponential in
    for (const Agent& agent : made.agents)
      for (const Operation& op : agent) bytes += op.reads() ? op.size : 0;
    for (const Operation& op : made.final) bytes += op.size;
    if (bytes > 0 && bytes <= kMostBytesRead) return made;
  }
}

SmallProgram random_c(std::mt19937_64& random) {
  for (;;) {
    SmallProgram made = Maker(random).run(true, false);
    int reads = 0;
    int writes = 0;
    for (const Agent& agent : made.agents)
      for (const Operation& op : agent) {
        reads += op.reads() ? 1 : 0;
        writes += op.what == What::load || op.what == What::fence ? 0 : 1;
      }
    if (reads <= kMostReads && writes <= kMostWrites) return made;
  }
}

std::string litmus_text(const SmallProgram& program) {
  std::string text = program.c ? "C t\n{ }\n"
                               : "JS t\n{ const block = new SharedArrayBuffer(4); "
                                 "const b = new Uint8Array(block); "
                                 "const w = new Uint16Array(block); "
                                 "const d = new DataView(block); }\n";
  std::string shown;
  for (std::size_t a = 0; a < program.agents.size(); ++a) {
    text += "P" + std::to_string(a);
    if (program.c) text += " (atomic_int* x, atomic_int* y, int* z)";
    text += " " + statements(program.agents[a], program.c);
    for (std::size_t i = 0; i < program.agents[a].size(); ++i)
      if (program.agents[a][i].reads()) shown += std::to_string(a) + ":" + reg(i) + "; ";
  }
  if (!program.final.empty()) text += "final " + statements(program.final, false);
  if (program.c) return text + "locations [x; y; z; " + shown + "]\nexists ([x]=9)\n";
  for (std::size_t a = 0; a < program.agents.size(); ++a)
    for (std::size_t i = 0; i < program.agents[a].size(); ++i)
      if (program.agents[a][i].reads())
        return text + "exists (" + std::to_string(a) + ":" + reg(i) + "=9)\n";
  return program.final.empty() ? "" : text + "exists (final:r0=9)\n";
}

std::string outcome_text(const SmallProgram& program, const Registers& registers) {
  std::string text;
  for (std::size_t a = 0; a < registers.size(); ++a)
    for (std::size_t i = 0; i < registers[a].size(); ++i) {
      if (!registers[a][i]) continue;
      if (!text.empty()) text += ' ';
      const std::string value = std::to_string(*registers[a][i]);
      if (a < program.agents.size())
        text += std::to_string(a) + ":" + reg(i) + "=" + value + ";";
      else if (program.c)
        text += std::string("[") + kNames.at(i) + "]=" + value + ";";
      else
        text += "final:" + reg(i) + "=" + value + ";";
    }
  return text;
}

}  // namespace assay::second_opinion
