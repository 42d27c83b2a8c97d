// Sentences of a certificate that more than one view says, in the same words.
//
// Thread safety: values only.
// Invariants: functions of the certificate alone; counts state zero too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/certify/tally.h"

namespace assay {

// "against main: weakens 1 site, strengthens 0"; the rarer directions only where they occur.
std::string change_sentence(const Certificate& certificate);

// "Of 2 claims 1 unknown, 0 skipped, 0 in error; of … required engines ran. Negative controls: …"
std::string count_sentence(const Certificate& certificate);

// "refuted", "proved" or "not refuted".
std::string outcome(const Weakening& weakening);

// What can be weakened at once, and what proves it.
std::string joint_sentence(const JointWeakening& joint);

// What keeps a certificate from being whole: required engines that did not run, absent ones
// included, an interruption, a spent budget. A sentence each.
std::vector<std::string> shortcomings(const Certificate& certificate);

// Whether the same case passes without the change.
std::string control_sentence(const Refutation& refutation);

std::string budget_words(const Certificate& certificate);  // "20,000 executions per check"

// What no certificate of this kind says, a sentence each.
std::vector<std::string> limits();

// Whether no site was looked at: with --order, and after a refutation, only the claims are decided.
bool no_site_examined(const Certificate& certificate);
std::string_view why_no_site_was_examined();

}  // namespace assay
