// Blobs as @azure/storage-blob uses them.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { test } from "node:test";
import {
  BlobSASPermissions,
  BlobServiceClient,
  ContainerSASPermissions,
  newPipeline,
} from "@azure/storage-blob";
import { collect, connection, freshName, refusal } from "./storage.js";

const service = BlobServiceClient.fromConnectionString(connection, {
  retryOptions: { maxTries: 1 },
});

async function freshContainer() {
  const container = service.getContainerClient(freshName("c"));
  await container.create({ metadata: { color: "blue" } });
  return container;
}

async function freshBlob(content, options) {
  const container = await freshContainer();
  const blob = container.getBlockBlobClient("a folder/a blob ü.txt");
  await blob.upload(content, Buffer.byteLength(content), options);
  return blob;
}

async function text(blob, ...range) {
  return (await blob.downloadToBuffer(...range)).toString();
}

async function readable(blob) {
  return blob.generateSasUrl({
    permissions: BlobSASPermissions.parse("r"),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
}

test("a blob keeps bytes, headers, metadata", async () => {
  const blob = await freshBlob("hello", {
    blobHTTPHeaders: { blobContentType: "text/plain", blobCacheControl: "no-cache" },
    metadata: { size: "5" },
  });
  const properties = await blob.getProperties();
  assert.equal(properties.contentType, "text/plain");
  assert.equal(properties.cacheControl, "no-cache");
  assert.deepEqual(properties.metadata, { size: "5" });
  assert.equal(await text(blob), "hello");
  assert.equal(await text(blob, 1, 3), "ell");
  await blob.setHTTPHeaders({ blobContentLanguage: "en" });
  await blob.setMetadata({ other: "1" });
  const changed = await blob.getProperties();
  assert.deepEqual([changed.contentLanguage, changed.metadata], ["en", { other: "1" }]);
  await blob.delete();
  await assert.rejects(blob.download(), refusal(404, "BlobNotFound"));
});

test("conditions are kept", async () => {
  const blob = await freshBlob("hello");
  const { etag } = await blob.getProperties();
  const conditions = { ifNoneMatch: "*" };
  await assert.rejects(blob.upload("x", 1, { conditions }), refusal(409, "BlobAlreadyExists"));
  await assert.rejects(blob.download(0, 1, { conditions: { ifNoneMatch: etag } }), refusal(304));
  await blob.upload("x", 1, { conditions: { ifMatch: etag } });
  await assert.rejects(blob.upload("y", 1, { conditions: { ifMatch: etag } }), refusal(412));
});

test("checksums of transfers are made and checked", async () => {
  for (const algorithm of ["MD5", "StorageCrc64", "Auto"]) {
    const blob = await freshBlob("hello", { contentChecksumAlgorithm: algorithm });
    const answer = await blob.download(0, undefined, { contentChecksumAlgorithm: algorithm });
    const chunks = await collect(answer.readableStreamBody);
    assert.equal(Buffer.concat(chunks).toString(), "hello", algorithm);
  }
  const blob = await freshBlob("hello");
  const part = await blob.download(0, 3, { rangeGetContentCrc64: true });
  assert.ok(part.contentCrc64, "a CRC64 of the range");
});

test("blocks are staged and committed", async () => {
  const container = await freshContainer();
  const blob = container.getBlockBlobClient("blocks");
  const ids = ["one", "two"].map((id) => Buffer.from(id).toString("base64"));
  await blob.stageBlock(ids[0], "one ", 4);
  await blob.stageBlock(ids[1], "two ", 4);
  assert.equal((await blob.getBlockList("uncommitted")).uncommittedBlocks.length, 2);
  await blob.commitBlockList([ids[1], ids[0], ids[1]]);
  assert.equal(await text(blob), "two one two ");
  assert.equal((await blob.getBlockList("committed")).committedBlocks.length, 3);
});

test("a large stream goes up and down in parallel", async () => {
  const container = await freshContainer();
  const bytes = randomBytes(20 * 1024 * 1024 + 7);
  const blob = container.getBlockBlobClient("large");
  await blob.uploadStream(Readable.from([bytes]), 4 * 1024 * 1024, 4);
  const back = await blob.downloadToBuffer(0, undefined, { concurrency: 4, blockSize: 3_000_000 });
  assert.ok(bytes.equals(back));
  await blob.uploadData(bytes.subarray(0, 1_000_000));
  assert.equal((await blob.getProperties()).contentLength, 1_000_000);
});

test("append blobs grow, and end", async () => {
  const blob = (await freshContainer()).getAppendBlobClient("log");
  await blob.create();
  await blob.appendBlock("one ", 4);
  await blob.appendBlock("two", 3, { conditions: { appendPosition: 4 } });
  await assert.rejects(
    blob.appendBlock("x", 1, { conditions: { appendPosition: 4 } }),
    refusal(412, "AppendPositionConditionNotMet"),
  );
  await blob.appendBlockFromURL(await readable(await freshBlob("0123456789")), 2, 3);
  assert.equal(await text(blob), "one two234");
  await blob.seal();
  await assert.rejects(blob.appendBlock("x", 1), refusal(409, "BlobIsSealed"));
});

test("page blobs are written in place", async () => {
  const blob = (await freshContainer()).getPageBlobClient("disk");
  await blob.create(4_096, { blobSequenceNumber: 5 });
  await blob.uploadPages(Buffer.alloc(1_024, "x"), 512, 1_024);
  const snapshot = await blob.createSnapshot();
  await blob.clearPages(512, 512);
  const ranges = await blob.getPageRanges(0, 4_096);
  // The library counts to the last byte, not past it.
  assert.deepEqual(ranges.pageRange, [{ offset: 1_024, count: 511 }]);
  const changes = await blob.getPageRangesDiff(0, 4_096, snapshot.snapshot);
  assert.deepEqual(changes.clearRange, [{ offset: 512, count: 511 }]);
  await blob.resize(8_192);
  await blob.updateSequenceNumber("increment");
  const properties = await blob.getProperties();
  assert.deepEqual([properties.contentLength, properties.blobSequenceNumber], [8_192, 6]);
  await assert.rejects(
    blob.uploadPages(Buffer.alloc(512), 0, 512, { conditions: { ifSequenceNumberLessThan: 2 } }),
    refusal(412, "SequenceNumberConditionNotMet"),
  );
});

test("blobs are copied", async () => {
  const source = await freshBlob("the source");
  const url = await readable(source);
  const container = await freshContainer();
  const started = container.getBlockBlobClient("started");
  const poller = await started.beginCopyFromURL(url);
  assert.equal((await poller.pollUntilDone()).copyStatus, "success");
  const synchronous = container.getBlockBlobClient("synchronous");
  await synchronous.syncCopyFromURL(url);
  const uploaded = container.getBlockBlobClient("uploaded");
  await uploaded.syncUploadFromURL(url);
  const staged = container.getBlockBlobClient("staged");
  await staged.stageBlockFromURL("AAAA", url, 4, 6);
  await staged.commitBlockList(["AAAA"]);
  assert.deepEqual(
    await Promise.all([started, synchronous, uploaded, staged].map((blob) => text(blob))),
    ["the source", "the source", "the source", "source"],
  );
  await assert.rejects(
    started.abortCopyFromURL((await started.getProperties()).copyId),
    refusal(409, "NoPendingCopyOperation"),
  );
});

test("snapshots stay as they were", async () => {
  const blob = await freshBlob("before");
  const { snapshot } = await blob.createSnapshot();
  await blob.upload("after", 5);
  assert.equal(await text(blob.withSnapshot(snapshot)), "before");
  await assert.rejects(blob.delete(), refusal(409, "SnapshotsPresent"));
  await blob.delete({ deleteSnapshots: "include" });
});

test("leases keep others out", async () => {
  const blob = await freshBlob("hello");
  const lease = blob.getBlobLeaseClient();
  const { leaseId } = await lease.acquireLease(15);
  await assert.rejects(blob.upload("x", 1), refusal(412, "LeaseIdMissing"));
  await blob.upload("y", 1, { conditions: { leaseId } });
  await lease.renewLease();
  await lease.changeLease("3c7e72eb-b4ae-4b43-9d0a-1ce5ec1e3f7b");
  await lease.releaseLease();
  const container = service.getContainerClient(blob.containerName);
  const outer = container.getBlobLeaseClient();
  await outer.acquireLease(-1);
  await assert.rejects(container.delete(), refusal(412, "LeaseIdMissing"));
  await outer.breakLease(0);
  await container.delete();
});

test("tags are kept and found", async () => {
  const value = freshName("v");
  const blob = await freshBlob("hello", { tags: { wanted: value } });
  assert.deepEqual((await blob.getTags()).tags, { wanted: value });
  const where = `wanted = '${value}'`;
  const [found] = await collect(service.findBlobsByTags(where));
  assert.deepEqual([found.name, found.containerName], [blob.name, blob.containerName]);
  const container = service.getContainerClient(blob.containerName);
  assert.equal((await collect(container.findBlobsByTags(where))).length, 1);
  await blob.setTags({});
  assert.deepEqual((await blob.getTags()).tags, {});
  await assert.rejects(
    blob.upload("x", 1, { conditions: { tagConditions: where } }),
    refusal(412, "ConditionNotMet"),
  );
});

test("tiers, policies and holds are kept", async () => {
  const blob = await freshBlob("hello");
  await blob.setAccessTier("Cool");
  assert.equal((await blob.getProperties()).accessTier, "Cool");
  const tomorrow = new Date(Date.now() + 86_400_000);
  await blob.setImmutabilityPolicy({ expiriesOn: tomorrow, policyMode: "Unlocked" });
  await assert.rejects(blob.delete(), refusal(409));
  await blob.deleteImmutabilityPolicy();
  await blob.setLegalHold(true);
  await assert.rejects(blob.delete(), refusal(409));
  await blob.setLegalHold(false);
  await blob.setAccessTier("Archive");
  await assert.rejects(blob.download(), refusal(409, "BlobArchived"));
});

test("lists are flat or by folders, page by page", async () => {
  const container = await freshContainer();
  const names = ["a", "b/1", "b/2", "c", "ü"];
  await Promise.all(names.map((name) => container.getBlockBlobClient(name).upload(name, Buffer.byteLength(name))));
  const flat = await collect(container.listBlobsFlat({ includeMetadata: true, includeTags: true }));
  assert.deepEqual(flat.map((item) => item.name), names);
  const pages = await collect(container.listBlobsFlat().byPage({ maxPageSize: 2 }));
  assert.deepEqual(pages.map((page) => page.segment.blobItems.length), [2, 2, 1]);
  const folders = await collect(container.listBlobsByHierarchy("/"));
  assert.deepEqual(folders.map((item) => `${item.kind} ${item.name}`).sort(), [
    "blob a",
    "blob c",
    "blob ü",
    "prefix b/",
  ]);
  assert.equal((await collect(container.listBlobsFlat({ prefix: "b/" }))).length, 2);
});

test("many blobs are deleted and moved to a tier in one request", async () => {
  const container = await freshContainer();
  const blobs = ["1", "2", "3"].map((name) => container.getBlockBlobClient(name));
  await Promise.all(blobs.map((blob) => blob.upload("x", 1)));
  const batch = service.getBlobBatchClient();
  const tiers = await batch.setBlobsAccessTier(blobs, "Cool");
  assert.equal(tiers.subResponsesSucceededCount, 3);
  const deleted = await batch.deleteBlobs(blobs);
  assert.equal(deleted.subResponsesSucceededCount, 3);
  const within = await container.getBlobBatchClient().deleteBlobs(blobs);
  assert.equal(within.subResponsesFailedCount, 3);
});

test("containers are listed, leased, opened to all", async () => {
  const container = await freshContainer();
  const options = { prefix: container.containerName, includeMetadata: true };
  const [item] = await collect(service.listContainers(options));
  assert.deepEqual(item.metadata, { color: "blue" });
  await container.getBlockBlobClient("open").upload("to all", 6);
  await container.setAccessPolicy("container", [
    { id: "reader", accessPolicy: { permissions: "r", expiresOn: new Date("2030-01-31T10:00:00Z") } },
  ]);
  const policy = await container.getAccessPolicy();
  assert.deepEqual([policy.blobPublicAccess, policy.signedIdentifiers[0].id], ["container", "reader"]);
  const stranger = new container.constructor(container.url, newPipeline());
  assert.equal((await collect(stranger.listBlobsFlat())).length, 1);
  assert.equal(await text(stranger.getBlobClient("open")), "to all");
  await container.setMetadata({ size: "5" });
  assert.deepEqual((await container.getProperties()).metadata, { size: "5" });
});

test("signatures let in as far as they say", async () => {
  const blob = await freshBlob("hello");
  const reader = new blob.constructor(await readable(blob));
  assert.equal(await text(reader), "hello");
  await assert.rejects(reader.delete(), refusal(403, "AuthorizationPermissionMismatch"));
  const container = service.getContainerClient(blob.containerName);
  const url = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse("rl"),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
  const lister = new container.constructor(url);
  assert.equal((await collect(lister.listBlobsFlat())).length, 1);
});

test("the service keeps its properties and says what it is", async () => {
  const before = await service.getProperties();
  await service.setProperties({ ...before, staticWebsite: { enabled: true, indexDocument: "index.html" } });
  const after = await service.getProperties();
  assert.deepEqual([after.staticWebsite.enabled, after.staticWebsite.indexDocument], [true, "index.html"]);
  await service.setProperties({ ...before, staticWebsite: { enabled: false } });
  assert.equal((await service.getAccountInfo()).accountKind, "StorageV2");
});

test("what is deleted comes back while it is kept", async () => {
  const before = await service.getProperties();
  await service.setProperties({ ...before, deleteRetentionPolicy: { enabled: true, days: 1 } });
  const blob = await freshBlob("kept");
  await blob.delete();
  const container = service.getContainerClient(blob.containerName);
  const [deleted] = await collect(container.listBlobsFlat({ includeDeleted: true }));
  assert.equal(deleted.deleted, true);
  await blob.undelete();
  assert.equal(await text(blob), "kept");
  await service.setProperties({ ...before, deleteRetentionPolicy: { enabled: false } });
});
