// `assay certify`: the main job.
//
// Thread safety: main's body.
// Invariants: what is wrong with the request is said before anything runs; files
// are whole or absent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/driver/engine_laboratory.h"

namespace assay {

struct CertifyOptions {
  std::vector<std::string> orders;  // SITE=ORDER
  std::string against;              // a git revision, or a saved certificate
  std::string out;                  // folder; empty: print only
  std::string budget;               // "10m"; empty: none
  std::uint64_t executions = 0;     // per check; 0: each case's default
  std::uint64_t seed = 1;
  std::string command;  // as typed, for the provenance
};

int certify_command(EngineLaboratory& laboratory, const CertifyOptions& options);

}  // namespace assay
