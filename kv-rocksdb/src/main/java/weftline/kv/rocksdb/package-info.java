/// The embedded engine: [weftline.kv.KeyValueStore] over RocksDB. A heavy library kept in one
/// place.
///
/// Not in here: anything that knows what is stored.
@NullMarked
package weftline.kv.rocksdb;

import org.jspecify.annotations.NullMarked;
