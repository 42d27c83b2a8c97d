// What git knows: the site table of a revision, and which revision this is.
//
// Thread safety: independent calls.
// Invariants: nothing in the repository is changed.
#pragma once

#include <string>
#include <variant>

#include "harness/certify/site_table.h"
#include "harness/execution/token.h"

namespace assay {

// `--against REF|FILE`: the sites of a git revision, or of a saved certificate. The
// error names the nearest known revisions.
std::variant<SiteTable, UsageError> sites_of(const std::string& reference);

// "3f2c1ab9d04e", with "-dirty" where tracked files differ; empty without git.
std::string current_revision();

}  // namespace assay
