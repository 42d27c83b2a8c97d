// The litmus programs in the HTML certificate: what the model allows, and what the core has.
//
// Thread safety: values only.
// Invariants: each program has the id `case-NAME`; families are folded, and say in their
// heading what is in them. Of generated programs the outcomes are counted, not listed.
#pragma once

#include "harness/certify/certificate.h"
#include "harness/report/html/markup.h"

namespace assay {

// Nothing where no program was asked.
Markup litmus_markup(const Certificate& certificate);

}  // namespace assay
