#include "harness/program/sampler.h"
#include "harness/world/production.h"

namespace assay::litmus {

Sample sample_native(const Code& code, const SampleOptions& options) {
  return sample<Production>(code, options);
}

}  // namespace assay::litmus
