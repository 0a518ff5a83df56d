/// The wind tunnel: the real controller and the real agents on one virtual clock and one seed, with
/// invented faults, and promises that are checked after every event. A program of its own, for it
/// must be able to reach the classes of all the others.
///
/// Not in here: anything that the real programs use; decisions (core); sockets, threads and the
/// wall clock.
@NullMarked
package weftline.sim;

import org.jspecify.annotations.NullMarked;
