// results.sarif: what a certificate finds about its sites, for code scanning.
//
//   ordering/too-weak     error, fail   an order that a refuted claim's execution needs
//   claim/refuted         error, fail   a refuted claim of which no order went down
//   ordering/over-strong  note, fail    a weaker order is proved within the bounds
//   ordering/undecided    none, open    not refuted, and nothing that ran can prove it
//   ordering/untested     warning, fail no case reaches the site
//
// The location is the site's file:line; a counterexample is a code flow with a thread flow per
// agent, in execution order. What is undecided about the run as a whole – claims, engines – are
// notifications of the invocation.
//
// Thread safety: values only.
// Invariants: valid SARIF whatever the texts hold; a result's fingerprint is of its rule and its
// site alone; same certificate, same bytes.
// Reference: OASIS SARIF 2.1.0; reports/schema/sarif-2.1.0.schema.json.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

std::string sarif_text(const Certificate& certificate);

}  // namespace assay
