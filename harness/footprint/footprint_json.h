// A Footprint as one line of JSON: what a process that measured tells the one that asked.
// harness/node/memory.mjs writes the same.
//
// Thread safety: values only.
// Invariants: read(write(f)) is f; anything else is an error that names the member.
#pragma once

#include <string>
#include <variant>

#include "harness/footprint/footprint.h"

namespace assay {

std::string footprint_json(const Footprint& footprint);

// Or what is wrong.
std::variant<Footprint, std::string> read_footprint(const std::string& text);

}  // namespace assay
