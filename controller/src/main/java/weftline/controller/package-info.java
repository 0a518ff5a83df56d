/// The body of the fabric controller: the queue of commands and its one writer, the ledger, the
/// watch over nodes; in `api` the management API. A program, and the place where the consensus
/// library will be.
///
/// Not in here: what is decided (`core`), HTTP itself (`net`), threads and wiring (`app`).
@NullMarked
package weftline.controller;

import org.jspecify.annotations.NullMarked;
