/// The Azure Storage front end: authentication, errors and limits that blobs, tables and queues
/// share; the services themselves are in `blob`, `table` and `queue`. A program.
///
/// Not in here: how rows are kept (`kv`), HTTP itself (`net`).
@NullMarked
package weftline.storage;

import org.jspecify.annotations.NullMarked;
