// The ordering sites in the terminal certificate: all of them as a table, then
// those that need a word.
//
// Thread safety: values only.
// Invariants: at most 80 columns.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

// The sites a change touches, before → after; empty where it touches none.
std::string change_section(const Certificate& certificate);

// Every site: order, next weaker one, minimality, and who refuted it.
std::string site_section(const Certificate& certificate);

// Each order site that is neither NECESSARY nor MINIMAL: who is blind to it, and
// why.
std::string open_site_section(const Certificate& certificate);

// Each logic site with the mutants that show what it is for.
// The maximal joint weakening; empty where none was sought.
std::string joint_section(const Certificate& certificate);
std::string logic_site_section(const Certificate& certificate);

}  // namespace assay
