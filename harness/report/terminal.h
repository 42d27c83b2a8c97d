// The certificate for a terminal: plain text, a reader may stop after the first
// box.
//
// In this order: verdict box, changes, refutation cards, checks, sites, the
// sites that were not shown to be necessary and who is blind to them, logic
// sites, engines, what the certificate cannot tell, how to run it again.
//
// Thread safety: values only.
// Invariants: no line is wider than 80 columns, but for the replay lines, which
// are never wrapped; words carry the meaning, and removing the colour gives the
// text without colour; no control character but these colours and line ends.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

struct TerminalOptions {
  bool colour = false;  // verdicts in green, yellow, red
};

std::string terminal_text(const Certificate& certificate, TerminalOptions options = {});

}  // namespace assay
