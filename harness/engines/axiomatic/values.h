// The values of an execution whose reads have chosen their writes.
//
// Where no write depends on a read, each read's bytes are at hand. Where some do, values
// are handed on from write to read until all are known; a read in a circle of
// dependencies takes each value of its domain (domain.h) and has to justify it. A group
// of bytes read from several writes takes each mixture of them, and counts how many ways
// there are to it.
//
// Thread safety: one search has one.
// Invariants: each assignment of values to all reads is given once, and satisfies what
// the paths demand of it.
#pragma once

#include <functional>

#include "harness/engines/axiomatic/domain.h"
#include "harness/engines/axiomatic/execution.h"
#include "harness/program/outcomes.h"

namespace assay::axiomatic {

class Values {
 public:
  // `budget`: values that are tried, in all.
  Values(const litmus::Code& code, Domain& domain, std::uint64_t budget)
      : code_(code), domain_(domain), budget_(budget) {}

  // Called with each outcome, how many ways of reading bytes lead to it, and the values.
  using Visit = std::function<void(const litmus::Outcome&, std::uint64_t ways)>;

  void each(const Execution& execution, const Visit& visit);

  // While `visit` is called: what an event reads and writes.
  std::uint64_t read_image(EventId e) const { return state_.read[e]; }
  std::uint64_t written_image(EventId e) const { return state_.written[e]; }

  // The budget is spent, or a domain was needed and is too large: what was given is not all.
  bool exceeded() const { return exceeded_; }

 private:
  struct State {
    std::array<std::uint64_t, kMostEvents> read;
    std::array<std::uint64_t, kMostEvents> written;
    EventSet read_known = 0;
    EventSet written_known = 0;
    EventSet guessed = 0;
  };

  bool in_domains();
  bool run_agents();
  bool run_agent(std::size_t path);
  void resolve(std::uint64_t ways);
  void finish(std::uint64_t ways);
  std::uint8_t byte_of(EventId write, std::uint32_t address) const;
  std::uint64_t ways_to(EventId read, std::uint64_t image) const;
  template <class Take>
  void mixtures(EventId read, Take take);

  const litmus::Code& code_;
  Domain& domain_;
  const Execution* x_ = nullptr;
  const Visit* visit_ = nullptr;
  State state_;
  std::vector<std::vector<std::int64_t>> frames_;  // of each path
  std::vector<std::vector<bool>> known_;
  litmus::Outcome outcome_;
  std::uint64_t budget_;
  bool exceeded_ = false;
};

}  // namespace assay::axiomatic
