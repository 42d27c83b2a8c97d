// The card of one counterexample: picture, why, the same as a table, and how to see it again.
//
// Thread safety: values only.
// Invariants: the replay line is there whatever is left out; what is left out is said.
#pragma once

#include <string>
#include <vector>

#include "harness/certify/certificate.h"
#include "harness/report/html/markup.h"
#include "harness/report/html/relations.h"

namespace assay {

struct Card {
  std::string id;  // refutation-…
  Markup heading;
  const Refutation* refutation = nullptr;
  std::vector<Suspect> suspects;
  std::vector<std::string> engines;  // how the engines judged the same case, one each
  std::string also = {};             // what else refutes it; may be empty
  bool folded = false;               // picture and table wait for a click
};

// Without its picture and table where `drawn` is false: a certificate may hold more of them than
// its size allows.
Markup card(const Card& card, bool drawn);

}  // namespace assay
