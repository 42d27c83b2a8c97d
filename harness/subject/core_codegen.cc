// The core in the production World, to be disassembled: what it calls, and which
// names are left in it. compare_codegen.py allows it the parker, the pages, the heap and
// to yield; a mutant or an order looked up at run time would need more.
//
// Thread safety: none needed; nothing here ever runs.
// Invariants: instantiates every function of the waiter table, the lock, the block, its
// account and the views.
#include "harness/subject/bulk.h"
#include "harness/subject/cluster.h"
#include "harness/subject/data_view.h"
#include "harness/world/production.h"

namespace assay {

template class Snapshot<Production, 3>;
template class MemoryAccount<Production>;
template class BlockSource<Production>;
template class Block<Production>;
template class BucketLock<Production>;
template class WaiterList<Production>;
template struct AgentRecord<Production>;
template class WaiterTable<Production, kDefaultBuckets>;
template WaitResult WaiterTable<Production, kDefaultBuckets>::wait(AgentRecord<Production>&,
                                                                   Block<Production>&, std::size_t,
                                                                   std::int32_t, Time);
template WaitResult WaiterTable<Production, kDefaultBuckets>::wait(AgentRecord<Production>&,
                                                                   Block<Production>&, std::size_t,
                                                                   std::int64_t, Time);

template class SharedBuffer<Production>;
template class DataView<Production>;
template class TypedArray<Production, double>;
template Result<Nothing> bulk::set(const TypedArray<Production, Float16>&,
                                   const TypedArray<Production, Float16>&, std::uint64_t, Where);

}  // namespace assay
