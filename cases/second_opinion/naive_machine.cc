// Sequential consistency and x86-TSO as machines: every step that can be taken, is.
#include <algorithm>
#include <deque>
#include <set>

#include "cases/second_opinion/small_program.h"

namespace assay::second_opinion {
namespace {

struct Stored {
  int first, size, value;
  auto operator<=>(const Stored&) const = default;
};

struct State {
  std::vector<std::size_t> next;  // operation of each agent
  std::vector<std::deque<Stored>> buffers;
  std::vector<int> memory;  // bytes, or of C whole locations
  Registers registers;
  auto operator<=>(const State&) const = default;
};

class Machine {
 public:
  Machine(const SmallProgram& program, bool buffers) : program_(program), buffers_(buffers) {}

  Found run() {
    State state;
    const std::size_t agents = program_.agents.size();
    state.next.assign(agents, 0);
    state.buffers.resize(agents);
    state.memory.assign(kBytes * kLocations, 0);
    state.registers.resize(agents + 1);
    for (std::size_t a = 0; a < agents; ++a) state.registers[a].resize(program_.agents[a].size());
    state.registers[agents].resize(program_.c ? kLocations : program_.final.size());
    explore(state);
    return std::move(found_);
  }

 private:
  void explore(const State& state) {
    if (!seen_.insert(state).second) return;
    bool ended = true;
    for (std::size_t a = 0; a < program_.agents.size(); ++a) {
      if (!state.buffers[a].empty()) {
        ended = false;
        State drained = state;
        write(drained, drained.buffers[a].front());
        drained.buffers[a].pop_front();
        explore(drained);
      }
      if (state.next[a] == program_.agents[a].size()) continue;
      ended = false;
      State stepped = state;
      if (step(stepped, a)) explore(stepped);
    }
    if (ended) end(state);
  }

  void end(State state) {
    const std::size_t last = program_.agents.size();
    if (program_.c)
      for (int i = 0; i < kLocations; ++i)
        state.registers[last][static_cast<std::size_t>(i)] = read(state, 4 * i, 4);
    for (std::size_t i = 0; i < program_.final.size(); ++i)
      state.registers[last][i] = read(state, program_.final[i].first, program_.final[i].size);
    found_.outcomes[outcome_text(program_, state.registers)] = 1;
  }

  int read(const State& state, int first, int size) const {
    if (program_.c) return state.memory[static_cast<std::size_t>(first)];
    int value = 0;
    for (int k = 0; k < size; ++k)
      value |= state.memory[static_cast<std::size_t>(first + k)] << (8 * k);
    return value;
  }

  void write(State& state, const Stored& stored) const {
    if (program_.c) {
      state.memory[static_cast<std::size_t>(stored.first)] = stored.value;
      return;
    }
    for (int k = 0; k < stored.size; ++k)
      state.memory[static_cast<std::size_t>(stored.first + k)] = stored.value >> (8 * k) & 0xFF;
  }

  // What a load has of a store in its own buffer, byte by byte.
  void forward(const Stored& own, const Operation& load, int& value) const {
    if (program_.c) {
      if (own.first == load.first) value = own.value;
      return;
    }
    for (int k = 0; k < load.size; ++k) {
      const int of_store = load.first + k - own.first;
      if (of_store < 0 || of_store >= own.size) continue;
      value = (value & ~(0xFF << (8 * k))) | (own.value >> (8 * of_store) & 0xFF) << (8 * k);
    }
  }

  // False: it has to wait for the buffer.
  bool step(State& state, std::size_t a) {
    const std::size_t i = state.next[a]++;
    const Operation& op = program_.agents[a][i];
    auto& registers = state.registers[a];
    if (op.guard >= 0 && registers[static_cast<std::size_t>(op.guard)] != op.guard_value)
      return true;
    const bool empty = state.buffers[a].empty();
    if (op.what == What::fence) return op.order != Order::seq_cst || empty;
    const int given = op.copied >= 0 ? *registers[static_cast<std::size_t>(op.copied)] : op.value;
    if (op.what == What::store) {
      const Stored stored{op.first, op.size, given};
      if (!buffers_) {
        write(state, stored);
      } else if (op.order != Order::seq_cst) {
        state.buffers[a].push_back(stored);
      } else {
        if (!empty) return false;
        write(state, stored);
      }
      return true;
    }
    if (op.what == What::load) {
      int value = read(state, op.first, op.size);
      for (const Stored& own : state.buffers[a]) forward(own, op, value);
      registers[i] = value;
      return true;
    }
    if (!empty) return false;
    const int old = read(state, op.first, op.size);
    registers[i] = old;
    const bool compares = op.what == What::compare_exchange;
    if (compares && program_.c) registers[i] = old == op.expected ? 1 : 0;
    if (compares && old != op.expected) return true;
    write(state, {op.first, op.size, op.what == What::add ? old + given : given});
    return true;
  }

  const SmallProgram& program_;
  bool buffers_;
  std::set<State> seen_;
  Found found_;
};

}  // namespace

Found by_interleaving(const SmallProgram& program) { return Machine(program, false).run(); }
Found by_store_buffers(const SmallProgram& program) { return Machine(program, true).run(); }

}  // namespace assay::second_opinion
