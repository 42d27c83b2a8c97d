// Ctrl-C, asked for instead of suffered: what was decided so far is kept.
//
// Thread safety: `interrupted` from anywhere.
// Invariants: the first SIGINT or SIGTERM only sets the flag; the next
// of either ends the program at once.
#pragma once

namespace assay {

void catch_interrupts();
bool interrupted();

}  // namespace assay
