/// Blobs: containers, block blobs, conditions, lists, and the extents that hold their bytes.
///
/// Rows are in a key-value store: containers, the properties of blobs, and where their bytes are.
/// Small contents are in the store too; larger ones are in extents, files that only grow and are
/// synced before a row names them. A container's generation is part of its blobs' keys, so that
/// deleting it is one write, and [BlobService#collect] takes the space back behind it.
///
/// Not in here: who may do what (`weftline.storage` decides from what [BlobOperation] needs).
@NullMarked
package weftline.storage.blob;

import org.jspecify.annotations.NullMarked;
