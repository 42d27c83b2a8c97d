// The command line of `assay litmus`, shared with assay-tsan, which runs the same
// files watched by ThreadSanitizer.
//
// Thread safety: main's body.
#pragma once

#include "harness/program/sampling.h"

namespace assay {

// argv[0] is the command's own name. `engine` is what the sampler stands for.
int litmus_command(int argc, const char* const* argv, const char* engine,
                   const litmus::Sampler& sampler, const std::function<std::uint64_t()>& races);

}  // namespace assay
