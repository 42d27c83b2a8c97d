// Model-check code of your own: installed as <assay/explore.h>, with the target
// assay::explore. harness/install/example is the tutorial.
//
// Thread safety: inside a case, by any agent; explorations one per thread.
#pragma once

#include "harness/engines/explore/verify.h"
