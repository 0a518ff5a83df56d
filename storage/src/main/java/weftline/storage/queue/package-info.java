/// Queues: messages that become invisible when they are taken and come back unless they are deleted
/// in time.
///
/// Not in here: authentication, the form of refusals and HTTP (`storage`, `net`).
@NullMarked
package weftline.storage.queue;

import org.jspecify.annotations.NullMarked;
