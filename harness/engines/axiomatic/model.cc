#include "harness/engines/axiomatic/model.h"

#include "harness/engines/axiomatic/es.h"
#include "harness/engines/axiomatic/rc11.h"
#include "harness/engines/axiomatic/sc.h"
#include "harness/engines/axiomatic/tso.h"

namespace assay::axiomatic {

const MemoryModel& memory_model(litmus::Model model) {
  switch (model) {
    case litmus::Model::es:
      return es::kCurrent;
    case litmus::Model::es2017:
      return es::kOf2017;
    case litmus::Model::sc:
      return sc::kModel;
    case litmus::Model::rc11:
      return rc11::kModel;
    case litmus::Model::c20:
      return rc11::kC20;
    case litmus::Model::tso:
      break;
  }
  return tso::kModel;
}

}  // namespace assay::axiomatic
