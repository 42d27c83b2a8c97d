#include "harness/engines/explore/explore.h"

namespace assay::explore {

Exploration explore(const CaseEntry& entry, const Setting& setting, const Options& options) {
  Unfolding unfolding;
  Locations locations;
  Replay replay(entry, setting, unfolding, locations);
  Search search(unfolding, locations, replay, options);
  Exploration done;
  done.summary = search.run();
  done.assertions = replay.assertions();
  done.runs = replay.runs();
  done.labels = unfolding.size();
  replay.report(done.result);
  return done;
}

}  // namespace assay::explore
