// Runs a script in Node, from the text that this program carries.
//
// The script is written to a folder of its own, because a worker thread has to load it
// again; the folder is gone when Node has ended.
//
// Thread safety: independent calls.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/driver/process.h"

namespace assay {

// `program` is a path, or a name that is looked up in PATH. The garbage collector is
// exposed to the script.
ProcessResult run_node(const std::string& program, std::string_view script,
                       const std::vector<std::string>& arguments, const ProcessOptions& options);

}  // namespace assay
