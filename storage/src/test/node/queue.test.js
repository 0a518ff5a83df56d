// Queues as @azure/storage-queue uses them.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  QueueSASPermissions,
  QueueServiceClient,
  generateQueueSASQueryParameters,
} from "@azure/storage-queue";
import { collect, connection, freshName, refusal } from "./storage.js";

const service = QueueServiceClient.fromConnectionString(connection);

async function freshQueue() {
  const queue = service.getQueueClient(freshName("q"));
  await queue.create({ metadata: { color: "blue" } });
  return queue;
}

test("a message is sent, peeked, taken, changed and deleted", async () => {
  const queue = await freshQueue();
  await queue.sendMessage("grüße <&>", { messageTimeToLive: -1 });
  const peeked = await queue.peekMessages({ numberOfMessages: 32 });
  assert.equal(peeked.peekedMessageItems[0].messageText, "grüße <&>");

  const [taken] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems;
  assert.equal(taken.dequeueCount, 1);
  assert.equal((await queue.receiveMessages()).receivedMessageItems.length, 0);
  const updated = await queue.updateMessage(taken.messageId, taken.popReceipt, "after", 0);
  const [again] = (await queue.receiveMessages()).receivedMessageItems;
  assert.equal(again.messageText, "after");
  await assert.rejects(
    queue.deleteMessage(again.messageId, updated.popReceipt),
    refusal(400, "PopReceiptMismatch"),
  );
  await queue.deleteMessage(again.messageId, again.popReceipt);
  assert.equal((await queue.getProperties()).approximateMessagesCount, 0);
});

test("messages are cleared and queues deleted", async () => {
  const queue = await freshQueue();
  await Promise.all([1, 2, 3].map((number) => queue.sendMessage(`${number}`)));
  await queue.clearMessages();
  assert.equal((await queue.peekMessages()).peekedMessageItems.length, 0);
  assert.equal((await queue.deleteIfExists()).succeeded, true);
  assert.equal(await queue.exists(), false);
  await assert.rejects(queue.sendMessage("late"), refusal(404, "QueueNotFound"));
});

test("queues are listed with metadata", async () => {
  const queue = await freshQueue();
  await queue.setMetadata({ size: "5" });
  const options = { prefix: queue.name, includeMetadata: true };
  const [item] = await collect(service.listQueues(options));
  assert.deepEqual([item.name, item.metadata], [queue.name, { size: "5" }]);
});

test("a stored policy lets in who holds a signature that names it", async () => {
  const queue = await freshQueue();
  await queue.setAccessPolicy([
    {
      id: "worker",
      accessPolicy: {
        startsOn: new Date(Date.now() - 60_000),
        expiresOn: new Date(Date.now() + 3_600_000),
        permissions: "rap",
      },
    },
  ]);
  const { signedIdentifiers } = await queue.getAccessPolicy();
  assert.equal(signedIdentifiers[0].id, "worker");
  const signature = generateQueueSASQueryParameters(
    { queueName: queue.name, identifier: "worker" },
    service.credential,
  );
  const worker = new queue.constructor(`${queue.url}?${signature}`);
  await worker.sendMessage("hello");
  await assert.rejects(worker.delete(), refusal(403));
  await queue.setAccessPolicy([]);
  await assert.rejects(worker.sendMessage("late"), refusal(403));
});

test("a signature for reading does not write", async () => {
  const queue = await freshQueue();
  const url = await queue.generateSasUrl({
    permissions: QueueSASPermissions.parse("r"),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
  const reader = new queue.constructor(url);
  assert.equal((await reader.peekMessages()).peekedMessageItems.length, 0);
  await assert.rejects(reader.sendMessage("no"), refusal(403));
});

test("the service keeps its properties", async () => {
  const before = await service.getProperties();
  const rule = {
    allowedOrigins: "https://a.example",
    allowedMethods: "GET",
    allowedHeaders: "x-ms-*",
    exposedHeaders: "*",
    maxAgeInSeconds: 60,
  };
  await service.setProperties({ cors: [rule] });
  assert.deepEqual((await service.getProperties()).cors, [rule]);
  await service.setProperties({ cors: before.cors ?? [] });
});
