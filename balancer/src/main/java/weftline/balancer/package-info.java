/// The doors of the fabric: one listener for each input endpoint, forwarding to instances that are
/// ready and in service. A program.
///
/// Not in here: who is in service (`core` decides; the routing table says it), HTTP.
@NullMarked
package weftline.balancer;

import org.jspecify.annotations.NullMarked;
