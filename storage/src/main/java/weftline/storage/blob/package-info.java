/// Blobs: containers, the three kinds of blob, what stands beside their bytes, lists, and the
/// extents that hold the bytes.
///
/// | | |
/// |---|---|
/// | what a request asks | [BlobOperation] and the types it is made of |
/// | what is kept of a blob | [BlobRow]: stamp, headers, metadata, [BlobBody], and any [BlobField] |
/// | where its bytes are | [LayoutRef], [Piece], [Content], [Chunk]; written by [LayoutWriter], read by [BlobBytes] |
/// | what was | [History], [Deletions], [Succession] |
/// | what stands in the way of an operation | [Conditions], [Lease], [Tags] |
/// | by kind | [Blocks], [Appends], [Pages], [Copies] |
/// | giving space back, and checking | [BlobSpace], [BlobCollector], [ExtentStore], [BlobCheck] |
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
