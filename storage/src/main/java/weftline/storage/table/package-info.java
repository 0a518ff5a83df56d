/// Tables: entities of typed properties, sorted by partition and row, with queries and transactions
/// within a partition.
///
/// Not in here: authentication, the form of refusals and HTTP (`storage`, `net`).
@NullMarked
package weftline.storage.table;

import org.jspecify.annotations.NullMarked;
