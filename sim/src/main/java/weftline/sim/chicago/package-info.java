/// A whole data centre and its worst days: the real controller at full size. A package of its own,
/// for it shares nothing with the stories beside it: no dice in the middle, no wire, nothing
/// shrunk.
///
/// Nodes are played as what they report; there are no agents and no balancers here. Not in here:
/// threads and clocks, which `app` hands in as [Gauges].
@NullMarked
package weftline.sim.chicago;

import org.jspecify.annotations.NullMarked;
