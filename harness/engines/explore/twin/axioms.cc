#include "harness/engines/explore/twin/axioms.h"

#include "harness/engines/explore/twin/relation.h"

namespace assay::explore::twin {
namespace {

constexpr bool is_acquire(Order o) {
  return o == Order::acquire || o == Order::acq_rel || o == Order::seq_cst;
}
constexpr bool is_release(Order o) {
  return o == Order::release || o == Order::acq_rel || o == Order::seq_cst;
}

// The relations of an execution; an initial write for each location comes first.
struct Relations {
  explicit Relations(const Execution& x) {
    std::array<std::array<std::size_t, Execution::kMostEvents>, kMostAgents> number{};
    for (std::size_t l = 0; l < kLocations; ++l) {
      at[count] = l;
      writes.insert(count);
      atomic.insert(count++);  // nothing reads before it: its order does not matter
    }
    for (std::size_t a = 0; a < kMostAgents; ++a)
      for (std::size_t i = 0; i < x.sizes[a]; ++i) number[a][i] = add(x.agents[a][i]);
    const auto number_of = [&](Id id, std::size_t location) {
      return id.agent == kInitialWrite ? location : number[id.agent][id.place];
    };
    for (std::size_t a = 0; a < kMostAgents; ++a)
      for (std::size_t i = 0; i < x.sizes[a]; ++i) {
        const Step& step = x.agents[a][i];
        const std::size_t e = number[a][i];
        for (std::size_t l = 0; l < kLocations; ++l) po.add(l, e);
        for (std::size_t j = i + 1; j < x.sizes[a]; ++j) {
          po.add(e, number[a][j]);
          own.add(e, number[a][j]);
        }
        if (step.kind != Step::Kind::read) continue;
        rf.add(number_of(step.source, step.location), e);
        if (step.is_rmw) rmw.add(e, number[a][i + 1]);
      }
    for (std::size_t l = 0; l < kLocations; ++l)
      for (std::size_t i = 0; i < x.writes[l]; ++i) {
        co.add(l, number_of(x.coherence[l][i], l));
        for (std::size_t j = i + 1; j < x.writes[l]; ++j)
          co.add(number_of(x.coherence[l][i], l), number_of(x.coherence[l][j], l));
      }
    fr = rf.inverse().then(co);
    const Set accesses = reads | writes;
    for (std::size_t a = 0; a < count; ++a)
      for (std::size_t b = 0; b < count; ++b)
        if (accesses.has(a) && accesses.has(b) && at[a] == at[b]) same_location.add(a, b);
  }

  std::size_t count = 0;
  std::array<std::size_t, kMostElements> at{};  // locations
  Set reads, writes, fences, acquires, releases, sc, plain, atomic;
  Relation po, own, rf, co, fr, rmw, same_location;

 private:
  std::size_t add(const Step& step) {
    const std::size_t e = count++;
    at[e] = step.location;
    if (step.kind == Step::Kind::read) reads.insert(e);
    if (step.kind == Step::Kind::write) writes.insert(e);
    if (step.kind == Step::Kind::fence) fences.insert(e);
    (step.plain ? plain : atomic).insert(e);
    if (step.plain) return e;
    if (is_acquire(step.order)) acquires.insert(e);
    if (is_release(step.order)) releases.insert(e);
    if (step.order == Order::seq_cst) sc.insert(e);
    return e;
  }
};

bool has_race(const Relations& x, const Relation& hb) {
  const Set accesses = x.reads | x.writes;
  for (std::size_t a = kLocations; a < x.count; ++a)
    for (std::size_t b = kLocations; b < x.count; ++b)
      if (accesses.has(a) && x.writes.has(b) && a != b && x.same_location.has(a, b) &&
          (x.plain.has(a) || x.plain.has(b)) && !hb.has(a, b) && !hb.has(b, a))
        return true;
  return false;
}

bool is_psc_acyclic(const Relations& x, const Relation& hb, const Relation& eco) {
  const Relation elsewhere = x.po.minus(x.same_location);
  const Relation scb =
      x.po | elsewhere.then(hb).then(elsewhere) | hb.and_(x.same_location) | x.co | x.fr;
  const Relation sc = Relation::identity(x.sc);
  const Relation fence = Relation::identity(x.sc & x.fences);
  const Relation base = (sc | fence.then(hb.or_nothing(x.count)))
                            .then(scb)
                            .then(sc | hb.or_nothing(x.count).then(fence));
  const Relation between_fences = fence.then(hb | hb.then(eco).then(hb)).then(fence);
  return (base | between_fences).plus().is_irreflexive();
}

}  // namespace

Judgement judge(const Execution& execution, Model model) {
  const Relations x(execution);
  const Relation steps = x.rf | x.co | x.fr;
  if (model == Model::sc && !(x.po | steps).plus().is_irreflexive()) return {};
  const Relation eco = steps.plus();
  // rs = [W atomic] ; (rf ; rmw)*
  const Relation rs =
      Relation::identity(x.writes & x.atomic).then(x.rf.then(x.rmw).plus().or_nothing(x.count));
  // sw = [rel] ; ([F] ; po)? ; rs ; rf ; [R atomic] ; (po ; [F])? ; [acq]
  const Relation fence = Relation::identity(x.fences);
  const Relation sw = Relation::identity(x.releases)
                          .then(fence.then(x.own).or_nothing(x.count))
                          .then(rs)
                          .then(x.rf)
                          .then(Relation::identity(x.reads & x.atomic))
                          .then(x.own.then(fence).or_nothing(x.count))
                          .then(Relation::identity(x.acquires));
  const Relation hb = (x.po | sw).plus();
  if (model == Model::rc11) {
    if (!(x.po | x.rf).plus().is_irreflexive()) return {};   // no thin air
    if (!x.rmw.and_(x.fr.then(x.co)).is_empty()) return {};  // atomicity
    if (!hb.is_irreflexive()) return {};                     // coherence
    if (!hb.then(eco).is_irreflexive()) return {};
    if (!is_psc_acyclic(x, hb, eco)) return {};
  } else if (!x.rmw.and_(x.fr.then(x.co)).is_empty()) {
    return {};
  }
  return {.is_consistent = true, .has_race = has_race(x, hb)};
}

}  // namespace assay::explore::twin
