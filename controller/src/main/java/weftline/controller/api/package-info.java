/// The controller over HTTP: the management API for people and programs, and the node API for
/// agents and balancers.
///
/// Not in here: what is decided (`core`), HTTP itself (`net`), the single writer and what it keeps
/// (`weftline.controller`).
@NullMarked
package weftline.controller.api;

import org.jspecify.annotations.NullMarked;
