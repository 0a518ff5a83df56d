/// The body of the fabric controller: the queue of commands and its one writer, the ledger, the
/// watch over nodes; in `api` the management API. A program, and the only place that knows the
/// consensus library.
///
/// | | |
/// |---|---|
/// | one writer | [Controller]; commands in, batches of events out, [Journal], [Changes] |
/// | nodes and balancers | [Reception], [NodeWatch], [GoalBells], [Aggregators] |
/// | what is looked at now and then, beside the writer | [GapWatch], [OsWatch], [PackageWatch], [QueueWatch], [LoadBook] |
/// | the log | [Ledger], [Entry], [LedgerCodec], [Checkpoint]; in memory [MemoryLedger] |
/// | the log of a group | [RaftLedger], its state machine [Replica], its files [RaftFiles] over [SegmentLog], its past [RaftHistory] |
/// | letters between controllers | [Mail], [HttpMail], [LetterLine], [LetterFreight], [Letter] |
/// | who belongs to the group, who leads, who is missed | [Membership], [GroupWatch], [RollCall], [Allegiance], [Gaps], [MissedTime] |
/// | what is mended of the consensus library | [Canvass], [Pace], [Post] |
/// | packages, logs of roles | [Packages], [BlobPackages]; [LogStore], [ServiceLog] |
///
/// A replicated ledger runs wherever its [Surroundings] come from. On threads: `app` makes a thread
/// ([Sequencer]), brings letters over HTTP ([HttpMail]) and reads the system's clock. Without any,
/// in a simulator or a test: `RaftLedger.open(disk, self, peers, surroundings)` with a [MemoryDisk]
/// for each controller, which survives its programs; a [Sequencer] that puts tasks on an agenda,
/// and drops them once that program is dead; a [Mail] that loses, delays and doubles, and hands
/// what arrives to [RaftLedger#receive]; the agenda's nanoseconds; a seed; `Runnable::run`. Then
/// the [Controller] over it is called with `runOnce()` now and then, and whenever the ledger's
/// listener is told. Nothing waits: an append that is on its way is looked at in the next round.
///
/// Not in here: what is decided (`core`), HTTP itself (`net`), threads and wiring (`app`).
@NullMarked
package weftline.controller;

import org.jspecify.annotations.NullMarked;
