// All cases, as one list for each World. An engine's program instantiates it.
//
// A new case is a header and a line here.
#pragma once

#include <array>

#include "cases/agents/a_broadcast_reaches_everybody.h"
#include "cases/agents/a_letter_wakes_a_sleeping_agent.h"
#include "cases/agents/a_message_publishes_what_came_before.h"
#include "cases/agents/a_parent_ends_its_children.h"
#include "cases/agents/a_seat_is_used_again.h"
#include "cases/agents/a_torn_down_agent_pins_nothing.h"
#include "cases/agents/a_torn_down_agent_settles_nothing.h"
#include "cases/agents/a_transferred_buffer_has_one_owner.h"
#include "cases/agents/an_asynchronous_wait_ends_once.h"
#include "cases/agents/an_asynchronous_wait_pins_no_block.h"
#include "cases/agents/an_undelivered_message_pins_nothing.h"
#include "cases/agents/asynchronous_waits_settle_in_order.h"
#include "cases/agents/letters_arrive_in_order.h"
#include "cases/agents/waiters_of_both_kinds_share_a_line.h"
#include "cases/conformance/engine_conformance.h"
#include "cases/conformance/plain_indexing.h"
#include "cases/conformance/reader_example.h"
#include "cases/control_plane/a_block_is_charged_once.h"
#include "cases/control_plane/a_budget_is_never_over_committed.h"
#include "cases/control_plane/a_bulk_copy_fetches_a_length_once.h"
#include "cases/control_plane/a_dead_block_is_never_resurrected.h"
#include "cases/control_plane/a_failed_operation_changes_nothing.h"
#include "cases/control_plane/a_location_is_block_and_byte_index.h"
#include "cases/control_plane/a_snapshot_is_one_record.h"
#include "cases/control_plane/a_woken_agent_can_wait_again.h"
#include "cases/control_plane/an_expired_wait_leaves_no_waiter_behind.h"
#include "cases/control_plane/bucket_lock_excludes.h"
#include "cases/control_plane/critical_sections_are_ordered.h"
#include "cases/control_plane/every_ok_was_counted_by_a_notify.h"
#include "cases/control_plane/every_view_sees_the_growth.h"
#include "cases/control_plane/grow_is_monotonic.h"
#include "cases/control_plane/grown_bytes_are_there_and_zero.h"
#include "cases/control_plane/lengths_are_in_the_total_order.h"
#include "cases/control_plane/not_equal_never_enqueues.h"
#include "cases/control_plane/notify_wakes_a_waiter_after_a_plain_store.h"
#include "cases/control_plane/notify_wakes_a_waiter_after_an_atomic_store.h"
#include "cases/control_plane/notify_wakes_at_most_count.h"
#include "cases/control_plane/notify_wakes_in_fifo_order.h"
#include "cases/control_plane/producer_and_consumers_share_a_ring.h"
#include "cases/control_plane/termination_ends_a_wait.h"
#include "cases/control_plane/termination_swallows_no_notify.h"
#include "cases/control_plane/the_first_wait_meets_the_first_notify.h"
#include "cases/control_plane/the_last_reference_frees_the_block.h"
#include "cases/control_plane/wait_compares_in_the_total_order.h"
#include "cases/control_plane/wait_is_never_early.h"
#include "cases/data_plane/a_bulk_copy_tears_no_element.h"
#include "cases/data_plane/a_failed_compare_exchange_forbids_store_buffering.h"
#include "cases/data_plane/an_overlapping_copy_is_as_if_copied_first.h"
#include "cases/data_plane/atomics_are_never_torn.h"
#include "cases/data_plane/atomics_forbid_store_buffering.h"
#include "cases/data_plane/atomics_publish_plain_data.h"
#include "cases/data_plane/compare_exchange_forbids_store_buffering.h"
#include "cases/data_plane/compare_exchange_publishes_plain_data.h"
#include "cases/data_plane/independent_reads_agree.h"
#include "cases/data_plane/read_modify_writes_forbid_store_buffering.h"
#include "cases/data_plane/read_modify_writes_lose_no_update.h"
#include "cases/data_plane/read_modify_writes_publish_plain_data.h"

namespace assay::cases {

template <World W>
inline constexpr std::array kAllCases{
    // data plane
    case_entry<AtomicsForbidStoreBuffering<W>>(),
    case_entry<AtomicsPublishPlainData<W>>(),
    case_entry<ReadModifyWritesForbidStoreBuffering<W>>(),
    case_entry<ReadModifyWritesPublishPlainData<W>>(),
    case_entry<ReadModifyWritesLoseNoUpdate<W>>(),
    case_entry<CompareExchangeForbidsStoreBuffering<W>>(),
    case_entry<AFailedCompareExchangeForbidsStoreBuffering<W>>(),
    case_entry<CompareExchangePublishesPlainData<W>>(),
    case_entry<IndependentReadsAgree<W>>(),
    case_entry<AtomicsAreNeverTorn<W>>(),
    case_entry<ABulkCopyTearsNoElement<W>>(),
    case_entry<AnOverlappingCopyIsAsIfCopiedFirst<W>>(),
    // control plane
    case_entry<NotifyWakesAWaiterAfterAnAtomicStore<W>>(),
    case_entry<NotifyWakesAllWaitersAfterAnAtomicStore<W>>(),
    case_entry<NotifyWakesAWaiterAfterAPlainStore<W>>(),
    case_entry<AWokenAgentCanWaitAgain<W>>(),
    case_entry<WaitComparesInTheTotalOrder<W>>(),
    case_entry<NotifiesThatWakeNobodyAreOrdered<W>>(),
    case_entry<AWaitThatDoesNotSleepIsOrderedWithANotify<W>>(),
    case_entry<BucketLockExcludes<W>>(),
    case_entry<BucketLockExcludesFour<W>>(),
    case_entry<TheLastReferenceFreesTheBlock<W>>(),
    case_entry<ADeadBlockIsNeverResurrected<W>>(),
    case_entry<EveryOkWasCountedByANotify<W>>(),
    case_entry<ASpuriousWakeUpIsNoOk<W>>(),
    case_entry<NotifyWakesInFifoOrder<W>>(),
    case_entry<NotifyWakesAtMostCount<W>>(),
    case_entry<WaitIsNeverEarly<W>>(),
    case_entry<TerminationEndsAWait<W>>(),
    case_entry<TerminationSwallowsNoNotify<W>>(),
    case_entry<TerminationRacesWithNotify<W>>(),
    case_entry<NotEqualNeverEnqueues<W>>(),
    case_entry<AnExpiredWaitLeavesNoWaiterBehind<W>>(),
    case_entry<ALocationIsBlockAndByteIndex<W>>(),
    case_entry<AFailedOperationChangesNothing<W>>(),
    case_entry<ProducerAndConsumersShareARing<W>>(),
    case_entry<ProducerAndConsumerShareARing<W>>(),
    case_entry<ABulkCopyFetchesALengthOnce<W>>(),
    case_entry<EveryViewSeesTheGrowth<W>>(),
    case_entry<GrowIsMonotonic<W>>(),
    case_entry<GrownBytesAreThereAndZero<W>>(),
    case_entry<LengthsAreInTheTotalOrder<W>>(),
    case_entry<ABlockIsChargedOnce<W>>(),
    case_entry<ABudgetIsNeverOverCommitted<W>>(),
    case_entry<ASnapshotIsOneRecord<W>>(),
    case_entry<TheFirstWaitMeetsTheFirstNotify<W>>(),
    // agents
    case_entry<ABroadcastReachesEverybody<W>>(),
    case_entry<ALetterWakesASleepingAgent<W>>(),
    case_entry<AMessagePublishesWhatCameBefore<W>>(),
    case_entry<AParentEndsItsChildren<W>>(),
    case_entry<ASeatIsUsedAgain<W>>(),
    case_entry<ATornDownAgentPinsNothing<W>>(),
    case_entry<ATornDownAgentSettlesNothing<W>>(),
    case_entry<ATransferredBufferHasOneOwner<W>>(),
    case_entry<AnAsynchronousWaitEndsOnce<W>>(),
    case_entry<AnAsynchronousWaitPinsNoBlock<W>>(),
    case_entry<AnUndeliveredMessagePinsNothing<W>>(),
    case_entry<AsynchronousWaitsSettleInOrder<W>>(),
    case_entry<LettersArriveInOrder<W>>(),
    case_entry<WaitersOfBothKindsShareALine<W>>(),
    // about the engine
    case_entry<EngineReportsAFailingCheck<W>>(),
    case_entry<EngineInterleavesAgents<W>>(),
    case_entry<EngineReportsARaceOnAVariable<W>>(),
    case_entry<EngineReportsADeadlock<W>>(),
    case_entry<EngineWakesForNothing<W>>(),
    case_entry<EngineLetsDeadlinesPass<W>>(),
    case_entry<EngineOrdersUnparkBeforePark<W>>(),
    case_entry<EngineOrdersSpawnAndJoin<W>>(),
    case_entry<EngineSeesThroughJoin<W>>(),
    case_entry<EngineChoosesEveryBranch<W>>(),
    case_entry<EngineAwaits<W>>(),
    case_entry<EngineReportsUseAfterDestroy<W>>(),
    case_entry<EngineReportsALeak<W>>(),
    case_entry<EngineUnwindsAbandonedExecutions<W>>(),
    case_entry<EngineNoticesUnreachedAssertions<W>>(),
    case_entry<EngineDeclinesMixedSizes<W>>(),
    case_entry<PlainIndexingRaces<W>>(),
    case_entry<PlainIndexingRacesWithAtomics<W>>(),
    case_entry<PlainIndexingShowsStoreBuffering<W>>(),
    // about a program's own mistake
    case_entry<AReaderOfAFloatIsParkedForEver<W>>(),
    case_entry<AReaderOfAFlagIsWoken<W>>(),
};

}  // namespace assay::cases
