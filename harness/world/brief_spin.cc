#include "harness/world/brief_spin.h"

#include <sched.h>

namespace assay {

SpareCores& SpareCores::of_process() {
  static SpareCores cores([] {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    // Unknown, as with more cores than the set has room for: nobody spins.
    if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return 0;
    return CPU_COUNT(&allowed) - 1;
  }());
  return cores;
}

}  // namespace assay
