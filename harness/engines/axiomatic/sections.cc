#include "harness/engines/axiomatic/sections.h"

#include <algorithm>
#include <map>

namespace assay::axiomatic {
namespace {

struct Section {
  EventId event = 0;
  enum class Kind : std::uint8_t { passes, sleeps, leaves, notifies } kind = Kind::passes;
  std::size_t sleeper = 0;  // of leaves: the section that slept
  bool for_ever = false;    // of sleeps: nobody may wake it
  std::int64_t most = 0;    // of notifies; negative: all
};

// Finds the orders of one list.
class List {
 public:
  List(const Execution& x, std::vector<Section> sections, std::size_t& budget)
      : x_(x), sections_(std::move(sections)), budget_(budget) {}

  std::vector<SectionOrder> run() {
    extend({}, {}, {}, 0);
    return std::move(found_);
  }

 private:
  using Numbers = std::vector<std::size_t>;

  // `queue`: asleep; `woken`: not yet left; `done`: bits.
  void extend(Numbers order, Numbers queue, std::vector<std::pair<EventId, std::int64_t>> counts,
              std::uint64_t done) {
    if (budget_ == 0) return;
    --budget_;
    if (order.size() == sections_.size()) {
      SectionOrder made;
      made.counts = std::move(counts);
      for (std::size_t i = 1; i < order.size(); ++i)
        made.edges.push_back({sections_[order[i - 1]].event, sections_[order[i]].event});
      found_.push_back(std::move(made));
      return;
    }
    for (std::size_t s = 0; s < sections_.size(); ++s) {
      if ((done >> s & 1U) != 0 || !ready(s, done)) continue;
      const Section& section = sections_[s];
      Numbers waiting = queue;
      auto counted = counts;
      std::uint64_t now = done | std::uint64_t{1} << s;
      bool possible = true;
      switch (section.kind) {
        case Section::Kind::passes:
          break;
        case Section::Kind::sleeps:
          waiting.push_back(s);
          break;
        case Section::Kind::leaves:
          possible = std::find(waiting.begin(), waiting.end(), section.sleeper) == waiting.end();
          break;
        case Section::Kind::notifies: {
          std::int64_t count = 0;
          while (!waiting.empty() && (section.most < 0 || count < section.most)) {
            possible = possible && !sections_[waiting.front()].for_ever;
            waiting.erase(waiting.begin());
            ++count;
          }
          counted.emplace_back(section.event, count);
          break;
        }
      }
      if (!possible) continue;
      Numbers longer = order;
      longer.push_back(s);
      extend(std::move(longer), std::move(waiting), std::move(counted), now);
    }
  }

  // Whether all sections that program order puts before it have run.
  bool ready(std::size_t s, std::uint64_t done) const {
    for (std::size_t other = 0; other < sections_.size(); ++other)
      if ((done >> other & 1U) == 0 &&
          x_.program_order.ordered(sections_[other].event, sections_[s].event))
        return false;
    return true;
  }

  const Execution& x_;
  std::vector<Section> sections_;
  std::size_t& budget_;
  std::vector<SectionOrder> found_;
};

}  // namespace

std::optional<std::vector<SectionOrder>> section_orders(const Execution& x, std::size_t& budget) {
  std::map<std::uint32_t, std::vector<Section>> lists;  // by address
  for (std::size_t p = 0; p < x.paths.size(); ++p)
    for (const Step& step : x.paths[p]->steps) {
      if (step.event < 0 || step.at->kind != litmus::Instruction::Kind::access) continue;
      const EventId event = x.first[p] + static_cast<EventId>(step.event);
      std::vector<Section>& list = lists[step.at->address];
      if (step.at->access == litmus::AccessKind::notify) {
        const std::int64_t most_woken = x.code->agents.size() > p
                                            ? x.code->agents[p].frame[step.at->left]
                                            : x.code->final_block.frame[step.at->left];
        list.push_back({event, Section::Kind::notifies, 0, false, most_woken});
      } else if (step.at->access == litmus::AccessKind::wait) {
        if (step.choice == Choice::not_equal) {
          list.push_back({event, Section::Kind::passes, 0, false, 0});
          continue;
        }
        list.push_back({event, Section::Kind::sleeps, 0, step.choice == Choice::blocked, 0});
        if (step.choice == Choice::woken)
          list.push_back({event + 1, Section::Kind::leaves, list.size() - 1, false, 0});
      }
    }
  std::vector<SectionOrder> all{{}};
  for (auto& [address, sections] : lists) {
    if (sections.empty()) continue;
    const std::vector<SectionOrder> of_list = List(x, std::move(sections), budget).run();
    if (budget == 0) return std::nullopt;
    std::vector<SectionOrder> longer;
    for (const SectionOrder& so_far : all)
      for (const SectionOrder& next : of_list) {
        if (budget == 0) return std::nullopt;
        --budget;
        longer.push_back(so_far);
        longer.back().edges.insert(longer.back().edges.end(), next.edges.begin(), next.edges.end());
        longer.back().counts.insert(longer.back().counts.end(), next.counts.begin(),
                                    next.counts.end());
      }
    all = std::move(longer);
  }
  return all;
}

}  // namespace assay::axiomatic
