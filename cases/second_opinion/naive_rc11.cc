// RC11 by its definitions: relations as matrices, every reads-from and every modification
// order filtered by the axioms. An update is two events here, a read and a write.
#include <algorithm>
#include <array>
#include <bit>
#include <set>

#include "cases/second_opinion/small_program.h"

namespace assay::second_opinion {
namespace {

constexpr std::size_t kMost = 2 * kMostOperations + kLocations;

struct Happening {
  int agent = -1;
  char kind = 'W';  // R, W, F
  Order order = Order::plain;
  int location = 0;  // -1: none
  int value = 0;
  int update = -1;  // the other half
};

using Set = std::uint32_t;

// A relation: of each event, what it is related to.
struct Matrix {
  std::size_t size = 0;
  std::array<Set, kMost> row{};

  bool has(std::size_t a, std::size_t b) const { return (row[a] >> b & 1U) != 0; }
  void put(std::size_t a, std::size_t b) { row[a] |= Set{1} << b; }
  Matrix operator|(const Matrix& other) const {
    Matrix made = *this;
    for (std::size_t a = 0; a < size; ++a) made.row[a] |= other.row[a];
    return made;
  }
  Matrix operator*(const Matrix& other) const {  // composition
    Matrix made{size, {}};
    for (std::size_t a = 0; a < size; ++a)
      for (Set left = row[a]; left != 0; left &= left - 1)
        made.row[a] |= other.row[static_cast<std::size_t>(std::countr_zero(left))];
    return made;
  }
  Matrix inverse() const {
    Matrix made{size, {}};
    for (std::size_t a = 0; a < size; ++a)
      for (Set left = row[a]; left != 0; left &= left - 1)
        made.put(static_cast<std::size_t>(std::countr_zero(left)), a);
    return made;
  }
  Matrix closure() const {
    Matrix made = *this;
    for (std::size_t k = 0; k < size; ++k)
      for (std::size_t a = 0; a < size; ++a)
        if (made.has(a, k)) made.row[a] |= made.row[k];
    return made;
  }
  bool irreflexive() const {
    for (std::size_t a = 0; a < size; ++a)
      if (has(a, a)) return false;
    return true;
  }
  template <class Keep>
  Matrix filtered(Keep keep) const {
    Matrix made{size, {}};
    for (std::size_t a = 0; a < size; ++a)
      for (std::size_t b = 0; b < size; ++b)
        if (has(a, b) && keep(a, b)) made.put(a, b);
    return made;
  }
};

bool releases(Order o) { return o >= Order::release; }
bool acquires(Order o) { return o == Order::acquire || o == Order::acq_rel || o == Order::seq_cst; }

class Enumerator {
 public:
  Enumerator(const SmallProgram& program, bool thin_air) : program_(program), thin_air_(thin_air) {
    registers_.resize(program.agents.size() + 1);
    for (std::size_t a = 0; a < program.agents.size(); ++a)
      registers_[a].resize(program.agents[a].size());
    registers_.back().resize(kLocations);
    find_domains();
  }

  Found run() {
    for (int l = 0; l < kLocations; ++l) happenings_.push_back({-1, 'W', Order::plain, l, 0, -1});
    operate(0, 0);
    return std::move(found_);
  }

 private:
  // What a location may hold: what is stored, as often as there are writes.
  void find_domains() {
    for (auto& values : domain_) values = {0};
    int writes = 0;
    for (const Agent& agent : program_.agents)
      for (const Operation& op : agent) writes += op.what == What::load ? 0 : 1;
    for (; writes > 0; --writes)
      for (const Agent& agent : program_.agents)
        for (const Operation& op : agent) {
          if (op.what == What::load || op.what == What::fence) continue;
          std::set<int>& into = domain_.at(static_cast<std::size_t>(op.first / 4));
          if (op.copied >= 0) {
            const Operation& source = agent[static_cast<std::size_t>(op.copied)];
            if (source.what == What::compare_exchange)
              into.insert({0, 1});
            else
              into.merge(std::set<int>(domain_.at(static_cast<std::size_t>(source.first / 4))));
          } else if (op.what == What::add) {
            for (const int old : std::set<int>(into)) into.insert(old + op.value);
          } else {
            into.insert(op.value);
          }
        }
  }

  void operate(std::size_t a, std::size_t i) {
    if (a == program_.agents.size()) return choose_reads(0);
    const Agent& agent = program_.agents[a];
    if (i == agent.size()) return operate(a + 1, 0);
    const Operation& op = agent[i];
    if (op.guard >= 0 && registers_[a][static_cast<std::size_t>(op.guard)] != op.guard_value)
      return operate(a, i + 1);
    const int number = static_cast<int>(a);
    const std::size_t before = happenings_.size();
    const auto go_on = [&] {
      operate(a, i + 1);
      happenings_.resize(before);
    };
    if (op.what == What::fence) {
      happenings_.push_back({number, 'F', op.order, -1, 0, -1});
      return go_on();
    }
    const int location = op.first / 4;
    const int given =
        op.copied >= 0 ? *registers_[a][static_cast<std::size_t>(op.copied)] : op.value;
    if (op.what == What::store) {
      happenings_.push_back({number, 'W', op.order, location, given, -1});
      return go_on();
    }
    for (const int value : domain_.at(static_cast<std::size_t>(location))) {
      const bool compares = op.what == What::compare_exchange;
      const bool succeeds = !compares || value == op.expected;
      registers_[a][i] = compares ? (succeeds ? 1 : 0) : value;
      const Order order = succeeds ? op.order : op.failure;
      happenings_.push_back({number, 'R', order, location, value, -1});
      if (op.what != What::load && succeeds) {
        const int half = static_cast<int>(happenings_.size());
        happenings_.back().update = half;
        happenings_.push_back(
            {number, 'W', order, location, op.what == What::add ? value + given : given, half - 1});
      }
      go_on();
    }
    registers_[a][i].reset();
  }

  void choose_reads(std::size_t e) {
    if (e == happenings_.size()) return choose_order(0);
    if (happenings_[e].kind != 'R') return choose_reads(e + 1);
    for (std::size_t w = 0; w < happenings_.size(); ++w) {
      const Happening& write = happenings_[w];
      if (write.kind != 'W' || write.location != happenings_[e].location ||
          write.value != happenings_[e].value)
        continue;
      rf_.put(w, e);
      choose_reads(e + 1);
      rf_.row[w] &= ~(Set{1} << e);
    }
  }

  // Every order of each location's writes, the initial one first.
  void choose_order(int location) {
    if (location == kLocations) return judge();
    std::vector<std::size_t> writes;
    for (std::size_t w = kLocations; w < happenings_.size(); ++w)
      if (happenings_[w].kind == 'W' && happenings_[w].location == location) writes.push_back(w);
    const auto first = static_cast<std::size_t>(location);
    const Matrix before = mo_;
    do {
      mo_ = before;
      std::vector<std::size_t> order{first};
      order.insert(order.end(), writes.begin(), writes.end());
      for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = i + 1; j < order.size(); ++j) mo_.put(order[i], order[j]);
      registers_.back()[first] = happenings_[order.back()].value;
      choose_order(location + 1);
    } while (std::next_permutation(writes.begin(), writes.end()));
    mo_ = before;
  }

  bool is(std::size_t e, char kind) const {
    return e < happenings_.size() && happenings_[e].kind == kind;
  }
  template <class Keep>
  Matrix identity(Keep keep) const {
    Matrix made{happenings_.size(), {}};
    for (std::size_t e = 0; e < happenings_.size(); ++e)
      if (keep(e)) made.put(e, e);
    return made;
  }
  bool same_location(std::size_t a, std::size_t b) const {
    return happenings_[a].location >= 0 && happenings_[a].location == happenings_[b].location;
  }

  void judge() {
    const std::size_t n = happenings_.size();
    rf_.size = mo_.size = n;
    Matrix sb{n, {}};
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        if (a < b && happenings_[b].agent >= 0 &&
            (happenings_[a].agent < 0 || happenings_[a].agent == happenings_[b].agent))
          sb.put(a, b);
    if (!thin_air_ && !(sb | rf_).closure().irreflexive()) return;  // no-thin-air
    const Matrix fr =
        (rf_.inverse() * mo_).filtered([](std::size_t a, std::size_t b) { return a != b; });
    const Matrix eco = (rf_ | mo_ | fr).closure();
    const auto order = [&](std::size_t e) { return happenings_[e].order; };
    const Matrix all = identity([](std::size_t) { return true; });
    const Matrix fences = identity([&](std::size_t e) { return is(e, 'F'); });
    const Matrix atomic_w =
        identity([&](std::size_t e) { return is(e, 'W') && order(e) != Order::plain; });
    const Matrix atomic_r =
        identity([&](std::size_t e) { return is(e, 'R') && order(e) != Order::plain; });
    Matrix rmw{n, {}};
    for (std::size_t e = 0; e < n; ++e)
      if (is(e, 'R') && happenings_[e].update >= 0)
        rmw.put(e, static_cast<std::size_t>(happenings_[e].update));
    // A read-half of release order releases nothing, a write-half of acquire order acquires
    // nothing.
    const Matrix rel = identity([&](std::size_t e) { return !is(e, 'R') && releases(order(e)); });
    const Matrix acq = identity([&](std::size_t e) { return !is(e, 'W') && acquires(order(e)); });
    const Matrix rs = atomic_w * ((rf_ * rmw).closure() | all);
    const Matrix sw =
        rel * ((fences * sb) | all) * rs * rf_ * atomic_r * ((sb * fences) | all) * acq;
    const Matrix hb = (sb | sw).closure();
    if (!(hb | hb * eco).irreflexive()) return;  // coherence
    for (std::size_t e = 0; e < n; ++e)          // atomicity
      for (std::size_t b = 0; b < n; ++b)
        if (rmw.has(e, b) && (fr * mo_).has(e, b)) return;
    const Matrix elsewhere =
        sb.filtered([&](std::size_t a, std::size_t b) { return !same_location(a, b); });
    const Matrix hb_here =
        hb.filtered([&](std::size_t a, std::size_t b) { return same_location(a, b); });
    const Matrix scb = sb | elsewhere * hb * elsewhere | hb_here | mo_ | fr;
    const Matrix sc = identity([&](std::size_t e) { return order(e) == Order::seq_cst; });
    const Matrix sc_fence = sc * fences;
    const Matrix base = (sc | sc_fence * (hb | all)) * scb * (sc | (hb | all) * sc_fence);
    const Matrix by_fences = sc_fence * (hb | hb * eco * hb) * sc_fence;
    if (!(base | by_fences).closure().irreflexive()) return;
    ++found_.executions;
    ++found_.outcomes[outcome_text(program_, registers_)];
    for (std::size_t a = kLocations; a < n; ++a)
      for (std::size_t b = kLocations; b < n; ++b) {
        const bool conflict = same_location(a, b) && (is(a, 'W') || is(b, 'W')) && a != b;
        const bool plain = order(a) == Order::plain || order(b) == Order::plain;
        if (conflict && plain && happenings_[a].agent != happenings_[b].agent && !hb.has(a, b) &&
            !hb.has(b, a))
          found_.racy = true;
      }
  }

  const SmallProgram& program_;
  const bool thin_air_;
  std::array<std::set<int>, kLocations> domain_;
  Registers registers_;
  std::vector<Happening> happenings_;  // the initial writes first
  Matrix rf_;
  Matrix mo_;
  Found found_;
};

}  // namespace

Found by_rc11_axioms(const SmallProgram& program) { return Enumerator(program, false).run(); }
Found by_c20_axioms(const SmallProgram& program) { return Enumerator(program, true).run(); }

}  // namespace assay::second_opinion
