/// The wire: HTTP server and client, JSON, TLS and the identities that the fabric's own certificate
/// authority gives. The only folder that knows the HTTP, JSON and certificate libraries.
///
/// Not in here: what a request means (`controller`, `storage`), and plain TCP forwarding
/// (`balancer`).
@NullMarked
package weftline.net;

import org.jspecify.annotations.NullMarked;
