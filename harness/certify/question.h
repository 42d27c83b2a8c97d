// What a certificate is asked for, and how the asking is watched.
//
// Thread safety: values only.
// Invariants: `changes` and `before` name no site twice.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "harness/certify/certificate.h"

namespace assay {

struct Question {
  // Against what this build ships; asked for with --order.
  std::vector<OrderChange> changes;
  // What --against found, and the orders it gives back: the assignment of the
  // control, where it differs from this build's.
  std::vector<SiteChange> review;
  std::vector<OrderChange> before;
  bool is_review = false;
  // Whether weaker orders are tried at each site, after the claims.
  bool examines_sites = true;
  std::uint64_t executions = 0;  // per check; 0: each case's default
  std::uint64_t seed = 1;
};

// Called between checks; all optional.
struct Watch {
  // Why the run should end now: interrupted or time; none to go on.
  std::function<Reason()> stop;
  // How many of how many steps are done, and what comes next.
  std::function<void(std::uint64_t done, std::uint64_t total, const std::string& next)> progress;
};

}  // namespace assay
