// junit.xml: a certificate as continuous integration reads it.
//
// Suites: certificate with its verdict; claims.control and claims.data with a case per check (case
// × engine) and one for the claim itself; sites with a case per weakening; engines with a case per
// required engine.
//
//   verdict          CERTIFIED: pass · REFUTED: failure · INCOMPLETE: skipped
//   claim or check   REFUTED: failure · UNKNOWN, SKIPPED: skipped, with the
//                    reason · ERROR: error
//   weakening        refuted: pass, it is a negative control and did what it is
//                    for · not refuted or not tried: skipped
//   engine           as it started: pass, skipped or error
//
// Thread safety: values only.
// Invariants: well-formed XML whatever the texts hold; nothing undecided is a
// pass; a function of the hashed part alone: no times, no host.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

std::string junit_xml(const Certificate& certificate);

}  // namespace assay
