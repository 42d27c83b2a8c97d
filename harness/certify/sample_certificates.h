// Certificates for tests of the certificate and its views: three of invented
// content, one per verdict, and as many random ones as wanted.
//
// Thread safety: values only.
// Invariants: a function of its arguments alone; every sample keeps the
// invariants of certificate.h, and its tokens can be parsed.
#pragma once

#include <cstdint>

#include "harness/certify/certificate.h"

namespace assay {

Certificate certified_sample();   // a strengthened site, everything proved
Certificate refuted_sample();     // a weakened site, a trace of three agents
Certificate incomplete_sample();  // what ships, one engine missing, stopped midway

// Any shape a certificate may have: texts with control characters, markup,
// quotes, other alphabets and long words; empty lists; up to six agents.
Certificate random_certificate(std::uint64_t seed);

}  // namespace assay
