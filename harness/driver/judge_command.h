// The command line of `assay judge`.
//
// Thread safety: main's body.
#pragma once

namespace assay {

// argv[0] is the command's own name.
int judge_command(int argc, const char* const* argv);

}  // namespace assay
