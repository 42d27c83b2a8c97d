#include "harness/program/core_pin.h"

#include <sched.h>

namespace assay::litmus {
namespace {

cpu_set_t usable() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) CPU_SET(0, &set);
  return set;
}

}  // namespace

std::size_t usable_cores() {
  const cpu_set_t set = usable();
  return static_cast<std::size_t>(CPU_COUNT(&set));
}

void stay_on_core(std::size_t number) {
  const cpu_set_t all = usable();
  std::size_t to_pass = number % static_cast<std::size_t>(CPU_COUNT(&all));
  for (std::size_t core = 0; core < CPU_SETSIZE; ++core) {
    if (!CPU_ISSET(core, &all) || to_pass-- != 0) continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    sched_setaffinity(0, sizeof one, &one);
    return;
  }
}

}  // namespace assay::litmus
