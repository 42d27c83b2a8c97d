// certificate.html: the certificate as one page, for a reviewer.
//
// In this order: verdict box, change, counterexamples of claims, all sites, counterexamples of
// weakenings, cases by engine, coverage, engines and what they cannot see, what no certificate
// tells, reproducibility. A reader may stop after the first box.
//
// Thread safety: values only.
// Invariants: one file that asks for no other, below kHtmlBytes; it reads the same without
// JavaScript; every site has the id `site-NAME`, every case `case-NAME`, every counterexample
// `refutation-…`; no text of the certificate becomes markup; same certificate, same bytes.
// Reference: reports/templates/ has the style sheet and the script.
#pragma once

#include <cstddef>
#include <string>

#include "harness/certify/certificate.h"

namespace assay {

inline constexpr std::size_t kHtmlBytes = 1'000'000;

std::string certificate_html(const Certificate& certificate);

}  // namespace assay
