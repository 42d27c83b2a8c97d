// The tables of the HTML certificate: all sites, all checks, and how the one covers the other.
//
// Thread safety: values only.
// Invariants: every site of the certificate has the id `site-NAME`, every case that ran
// `case-NAME`; a check that is not decided is never coloured as a pass.
#pragma once

#include <set>
#include <string>

#include "harness/certify/certificate.h"
#include "harness/report/html/markup.h"

namespace assay {

// "refutation-state.publish-relaxed": the id of a weakening's card.
std::string weakening_id(const SiteDecision& site, const Weakening& weakening);

Markup site_markup(const Certificate& certificate);

// A row for each case, a column for each engine.
Markup check_markup(const Certificate& certificate);

// Site × case: reached, and refuted a weakening; kills of weakenings; executions.
Markup coverage_markup(const Certificate& certificate);

// Every case that a check, a site or a refutation names; no litmus program (litmus.h).
std::set<std::string> cases_of(const Certificate& certificate);

}  // namespace assay
