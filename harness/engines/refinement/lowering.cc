#include "harness/engines/refinement/lowering.h"

#include <algorithm>

#include "harness/engines/axiomatic/axiomatic.h"

namespace assay::refinement {
namespace {

using litmus::AccessKind;
using litmus::AgentCode;
using litmus::ElementType;
using litmus::Instruction;
using litmus::Ordering;

Ordering ordering(Order order) {
  switch (order) {
    case Order::relaxed:
      return Ordering::relaxed;
    case Order::acquire:
      return Ordering::acquire;
    case Order::release:
      return Ordering::release;
    case Order::acq_rel:
      return Ordering::acq_rel;
    case Order::seq_cst:
      break;
  }
  return Ordering::seq_cst;
}

class Lowering {
 public:
  Lowering(const litmus::Code& code, const Orders& orders, Mutant mutant)
      : orders_(orders), stage_(code, mutant) {
    made_.code = code;
    for (const std::uint64_t length : code.buffers) {
      first_.push_back(bytes_);
      bytes_ += static_cast<std::uint32_t>(length);
    }
  }

  Lowered run() {
    for (AgentCode& agent : made_.code.agents) lower(agent);
    lower(made_.code.final_block);
    made_.mixed_sizes = axiomatic::has_mixed_sizes(made_.code);
    return std::move(made_);
  }

 private:
  void beyond(const char* why) {
    if (made_.beyond.empty()) made_.beyond = why;
  }

  void lower(AgentCode& agent) {
    std::vector<CoreAccess>& accesses = made_.accesses.emplace_back();
    for (Instruction& at : agent.instructions) {
      accesses.emplace_back();
      if (at.kind != Instruction::Kind::access) continue;
      if (at.access == AccessKind::wait)
        beyond(
            "it waits, and what a wait does is a program of its own: cases of the control plane");
      else
        lower(at, agent, accesses.back());
    }
  }

  void lower(Instruction& at, AgentCode& agent, CoreAccess& kept) {
    std::vector<CoreAccess> done = stage_.run(at);
    // A word that no agent of the program writes is read as it was: the pointer to the
    // table of waiters, which is there.
    std::erase_if(done, [](const CoreAccess& each) {
      return each.word >= 0 && each.verb == AccessKind::load && each.site == Site::table_find;
    });
    if (done.size() != 1) {
      beyond("the core makes several accesses of one, as of a DataView that is not aligned");
      return;
    }
    kept = std::move(done.front());
    note(kept.site, kept.where);
    at.order = ordering(orders_[kept.site]);
    at.tear_free = true;  // an unsplit instruction
    if (kept.word >= 0) return update_word(at, agent, kept);
    if (first_[static_cast<std::size_t>(kept.buffer)] + kept.byte != at.address ||
        kept.size != litmus::size_of(at.type))
      return beyond("the core accesses other bytes than the program");
    at.access = kept.verb;
    if (kept.verb != AccessKind::compare_exchange) return;
    note(kept.failure, kept.where);
    at.failure = ordering(orders_[kept.failure]);
  }

  // Of a notify that finds nobody: the count of its bucket, which stays 0, so that the
  // value read is the number of agents woken.
  void update_word(Instruction& at, AgentCode& agent, const CoreAccess& access) {
    if (at.access != AccessKind::notify || access.verb != AccessKind::add || access.size != 4)
      return beyond("the core updates a word of its own");
    const auto [known, fresh] = words_.try_emplace(access.word, bytes_);
    if (fresh) {
      made_.code.buffers.push_back(access.size);
      made_.code.blocks.push_back({"waiters", bytes_, 4});
      bytes_ += 4;
    }
    at.access = AccessKind::add;
    at.type = ElementType::uint32;
    at.address = known->second;
    at.left = static_cast<std::uint32_t>(agent.frame.size());
    agent.frame.push_back(0);
  }

  void note(Site site, const std::string& where) { made_.sites.try_emplace(site, where); }

  const Orders& orders_;
  CoreStage stage_;
  Lowered made_;
  std::vector<std::uint32_t> first_;  // byte of each buffer
  std::uint32_t bytes_ = 0;           // of all
  std::map<int, std::uint32_t> words_;
};

}  // namespace

Lowered lower(const litmus::Code& code, const Orders& orders, Mutant mutant) {
  return Lowering(code, orders, mutant).run();
}

const CoreAccess& access_of(const Lowered& lowered, const Instruction& at) {
  static const CoreAccess kNone;
  for (std::size_t a = 0; a < lowered.accesses.size(); ++a) {
    const AgentCode& agent =
        a < lowered.code.agents.size() ? lowered.code.agents[a] : lowered.code.final_block;
    for (std::size_t i = 0; i < agent.instructions.size(); ++i)
      if (&agent.instructions[i] == &at) return lowered.accesses[a][i];
  }
  return kNone;
}

}  // namespace assay::refinement
