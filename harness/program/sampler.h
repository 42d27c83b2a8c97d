// Runs a litmus test many times on real threads, through a World.
//
// One thread per agent for the whole sample. Rounds come in batches with memory of
// their own per round: the agents clear it together, meet, run the rounds, meeting
// before each, and the first of them collects the outcomes. A short random delay
// after a meeting lets each agent be the first.
//
// Thread safety: one sample at a time; it starts and joins its own threads.
// Invariants: an outcome is what one round left in the registers; within a round
// nothing but the test orders its agents. The `final` block runs after a meeting.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "harness/program/core_pin.h"
#include "harness/program/outcomes.h"
#include "harness/program/rendezvous.h"
#include "harness/program/round_memory.h"
#include "harness/program/sampling.h"

namespace assay::litmus {

template <World W>
class ThreadSampler {
 public:
  ThreadSampler(const Code& code, const SampleOptions& options)
      : code_(code),
        options_(options),
        rendezvous_(code.agents.size(), spins(code.agents.size())),
        rows_(code.agents.size()) {}

  Sample run() {
    sample_.error = memory_.create(code_, kBatch);
    if (sample_.error.empty()) {
      if (options_.races) sample_.earlier_races = options_.races();
      std::vector<decltype(W::spawn([] {}))> threads;
      for (std::size_t agent = 0; agent < code_.agents.size(); ++agent) {
        rows_[agent].resize(kBatch * row_size(code_.agents[agent]));
        threads.push_back(W::spawn([this, agent] { run_agent(agent); }));
      }
      for (auto& thread : threads) W::join(std::move(thread));
      if (options_.races) sample_.races = options_.races() - sample_.earlier_races;
    }
    memory_.drop();
    return std::move(sample_);
  }

 private:
  static constexpr std::size_t kBatch = 256;  // rounds; their memory fits a first-level cache

  // With a core for each agent, waiting is for nanoseconds; without, somebody needs
  // the core.
  static int spins(std::size_t agents) {
    constexpr int kWithCores = 2'000;
    constexpr int kWithout = 20;
    return agents <= usable_cores() ? kWithCores : kWithout;
  }

  // A row: which registers have a value, as bits, and the values.
  static std::size_t row_size(const AgentCode& agent) { return agent.registers + 1; }

  // Up to 511 turns of an empty loop, about as long as a cache line takes from core to
  // core: whoever comes last to a meeting would otherwise always be first out of it.
  // xorshift64*: the same delays for the same seed.
  class Delay {
   public:
    explicit Delay(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U | 1U) {}
    void operator()() {
      state_ ^= state_ >> 12U;
      state_ ^= state_ << 25U;
      state_ ^= state_ >> 27U;
      const std::uint64_t turns = state_ * 0x2545F4914F6CDD1DU >> 55U;
      for (std::uint64_t i = 0; i < turns; ++i) asm volatile("");
    }

   private:
    std::uint64_t state_;
  };

  void run_agent(std::size_t agent) {
    stay_on_core(agent);
    const AgentCode& code = code_.agents[agent];
    std::vector<std::int64_t> frame = code.frame;
    Delay delay(options_.seed * 64 + agent);
    for (std::uint64_t done = 0; done < options_.rounds; done += kBatch) {
      const auto batch =
          static_cast<std::size_t>(std::min<std::uint64_t>(kBatch, options_.rounds - done));
      clear_share(agent, batch);
      std::int64_t* row = rows_[agent].data();
      for (std::size_t round = 0; round < batch; ++round) {
        const Views<W> views = memory_.views(round);
        rendezvous_.meet(agent);
        delay();
        *row++ = static_cast<std::int64_t>(litmus::run<W>(code, views, frame.data()));
        for (std::size_t r = 0; r < code.registers; ++r) *row++ = frame[r];
      }
      rendezvous_.meet(agent);
      if (agent == 0) collect(done, batch);
      rendezvous_.meet(agent);
    }
  }

  // The cells are spread over the agents' caches, so that now this agent's store is
  // slow, now that one's.
  void clear_share(std::size_t agent, std::size_t batch) {
    std::size_t turn = 0;
    for (std::size_t round = 0; round < batch; ++round)
      for (const Cell& cell : code_.cells)
        if ((turn++ + round / 4) % code_.agents.size() == agent) memory_.clear(cell, round);
    rendezvous_.meet(agent);
  }

  void collect(std::uint64_t done, std::size_t batch) {
    std::vector<std::int64_t> final_frame = code_.final_block.frame;
    for (std::size_t round = 0; round < batch; ++round) {
      outcome_.clear();
      for (std::size_t agent = 0; agent < code_.agents.size(); ++agent) {
        const std::size_t size = row_size(code_.agents[agent]);
        const std::int64_t* const row = rows_[agent].data() + round * size;
        append(static_cast<std::uint64_t>(row[0]), row + 1, size - 1);
      }
      if (!code_.final_block.instructions.empty()) {
        const std::uint64_t assigned =
            litmus::run<W>(code_.final_block, memory_.views(round), final_frame.data());
        append(assigned, final_frame.data(), code_.final_block.registers);
      }
      Seen& seen = sample_.outcomes[outcome_];
      if (seen.count++ == 0) seen.first_round = done + round + 1;
    }
    sample_.rounds = done + batch;
  }

  void append(std::uint64_t assigned, const std::int64_t* registers, std::size_t count) {
    for (std::size_t r = 0; r < count; ++r)
      outcome_.push_back((assigned >> r & 1U) != 0 ? std::optional(registers[r]) : std::nullopt);
  }

  const Code& code_;
  const SampleOptions& options_;
  RoundMemory<W> memory_;
  Rendezvous<W> rendezvous_;
  std::vector<std::vector<std::int64_t>> rows_;  // of each agent
  Outcome outcome_;                              // of the round being collected
  Sample sample_;
};

template <World W>
Sample sample(const Code& code, const SampleOptions& options) {
  return ThreadSampler<W>(code, options).run();
}

}  // namespace assay::litmus
