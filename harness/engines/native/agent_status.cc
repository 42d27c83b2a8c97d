#include "harness/engines/native/agent_status.h"

namespace assay {

void AgentStatuses::start(int count) {
  for (int i = 0; i < kMaxAgents; ++i) set(i, i < count ? Kind::running : Kind::unused);
}

void AgentStatuses::set(int agent, Kind kind) {
  std::atomic<std::uint64_t>& word = slots_[static_cast<std::size_t>(agent)].word;
  word.store(((word.load() >> 3U) + 1) << 3U | static_cast<std::uint64_t>(kind));
}

void AgentStatuses::run(int agent) { set(agent, Kind::running); }

void AgentStatuses::sleep(int agent, const FutexParker& at) {
  slots_[static_cast<std::size_t>(agent)].parker.store(&at);
  set(agent, Kind::sleeping);
}

void AgentStatuses::join(int agent, int other) {
  slots_[static_cast<std::size_t>(agent)].joined.store(other);
  set(agent, Kind::joining);
}

void AgentStatuses::end(int agent) { set(agent, Kind::ended); }

bool AgentStatuses::ended(int agent) const {
  return kind_of(slots_[static_cast<std::size_t>(agent)].word.load()) == Kind::ended;
}

bool AgentStatuses::stuck() const {
  std::array<std::uint64_t, kMaxAgents> first{};
  bool someone_waits = false;
  for (std::size_t i = 0; i < slots_.size(); ++i) first[i] = slots_[i].word.load();
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    switch (kind_of(first[i])) {
      case Kind::unused:
      case Kind::ended:
        break;
      case Kind::running:
        return false;
      case Kind::sleeping:
        if (slots_[i].parker.load()->has_token()) return false;
        someone_waits = true;
        break;
      case Kind::joining:
        if (ended(slots_[i].joined.load())) return false;
        someone_waits = true;
        break;
    }
  }
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (slots_[i].word.load() != first[i]) return false;
  return someone_waits;
}

}  // namespace assay
