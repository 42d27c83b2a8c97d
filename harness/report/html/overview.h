// The first and the last of the HTML certificate: the verdict box, the change, what the engines
// are blind to, what no certificate tells, and how to run it again.
//
// Thread safety: values only.
// Invariants: the verdict box says what is undecided, with numbers, zero too.
#pragma once

#include "harness/certify/certificate.h"
#include "harness/report/html/markup.h"

namespace assay {

Markup verdict_section(const Certificate& certificate);
Markup change_markup(const Certificate& certificate);
Markup engine_markup(const Certificate& certificate);
Markup limit_markup();
Markup reproducibility_markup(const Certificate& certificate);

}  // namespace assay
