/// The mind of the fabric controller. Given the state of the fabric and a request, says what
/// happens next, and why. A fence: uses the JDK and JSpecify only.
///
/// Three verbs, all pure: `decide` turns a command into events, `plan` adds what the fabric must do
/// of itself, `apply` folds an event into the state. Not in here: threads, clocks, random numbers,
/// files, sockets, JSON. Whoever calls brings the time along. Replicas agree because they apply the
/// same events in the same order.
///
/// Where to look:
///
/// | | |
/// |---|---|
/// | what is asked and seen, what happened, what is refused | [Command], [Event], [Problem] |
/// | everything that is known | [State]; its tables' rows [Service], [Deployment], [Instance], [Node], [Operation] |
/// | decide | [Decider], which hands on to [Rules], [Changes], [Overtaking], [Reports], [Silence], [OsChanges] |
/// | plan, step by step in order of importance | [Autopilot], [Step] |
/// | apply | [Fold], [UpkeepFold], [OsFold], over a [Draft] and its [Indexes]; many at once: [Ahead] |
/// | healing, and when not to | [GiveUp], [Heal], [Standstill], [Allowance], [Suspects] |
/// | a machine's life | [Fitness], [Condition], [Examine], [Evacuate], [Withdraw], [Removal] |
/// | placement, from the order of work to one node | [Place], [Allocator], [Search], [Shelf], [Standing], [Judge] |
/// | what is free, and who lives where | [Rooms], [Room], [Tenancy], [Ground] |
/// | walks through update domains, and what stops them | [Upgrade], [Walk], [Brake], [Probes], [Refusals], [Finish] |
/// | the machines' operating systems | [OsGoal], [OsRound], [OsWork] |
/// | out of rotation, then away | [StopDrained], [Departure], [Retire] |
/// | moving at quiet times | [Gaps], [Tidy], [Relocation] |
/// | scale rules | [Scaling], [Growth], [QueueRule] |
/// | what executors should make true | [Goals], [Doors], [OpenDoors] |
/// | for people | [Explain], [Rehearsal], [Cures], [Troubles], [Narrator] |
/// | collections whose every version stays valid | [PMap], [PSet], [Page], [Keys]; written in place by a [Pen] |
@NullMarked
package weftline.core;

import org.jspecify.annotations.NullMarked;
