/// The mind of the fabric controller. Given the state of the fabric and a request, says what
/// happens next, and why. A fence: uses the JDK and JSpecify only.
///
/// Three verbs, all pure: `decide` turns a command into events, `plan` adds what the fabric must do
/// of itself, `apply` folds an event into the state. Not in here: threads, clocks, random numbers,
/// files, sockets, JSON. Whoever calls brings the time along. Replicas agree because they apply the
/// same events in the same order.
@NullMarked
package weftline.core;

import org.jspecify.annotations.NullMarked;
