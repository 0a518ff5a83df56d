/// An ordered key-value store: the one thing that the storage services ask of an engine, an engine
/// that keeps everything in memory, and the contract test that every engine passes. A fence: uses
/// the JDK and JSpecify only.
///
/// Not in here: what a blob, an entity or a message is (`storage`), and engines that bring a
/// library (`kv-rocksdb`).
@NullMarked
package weftline.kv;

import org.jspecify.annotations.NullMarked;
