// Tables as @azure/data-tables uses them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TableClient, TableServiceClient, odata } from "@azure/data-tables";
import { collect, connection, freshName, refusal } from "./storage.js";

const insecure = { allowInsecureConnection: true };
const service = TableServiceClient.fromConnectionString(connection, insecure);

async function freshTable() {
  const table = TableClient.fromConnectionString(connection, freshName("t"), insecure);
  await table.createTable();
  return table;
}

test("an entity keeps the types of its properties", async () => {
  const table = await freshTable();
  const entity = {
    partitionKey: "p",
    rowKey: "it's ünique + more",
    text: "hello",
    whole: 5,
    fraction: 1.5,
    truth: true,
    time: new Date("2026-01-31T10:00:00Z"),
    big: 9007199254740993n,
    id: { type: "Guid", value: "3c7e72eb-b4ae-4b43-9d0a-1ce5ec1e3f7b" },
    bytes: new Uint8Array([1, 2, 3]),
    nan: { type: "Double", value: "NaN" },
  };
  await table.createEntity(entity);
  const read = await table.getEntity("p", entity.rowKey);
  for (const name of ["text", "whole", "fraction", "truth", "big"]) {
    assert.equal(read[name], entity[name], name);
  }
  assert.deepEqual(read.time, entity.time);
  assert.equal(read.id.value, entity.id.value);
  assert.deepEqual([...read.bytes], [1, 2, 3]);
  assert.ok(read.etag.startsWith("W/\"datetime'"));
});

test("entities are updated both ways, under conditions", async () => {
  const table = await freshTable();
  await table.createEntity({ partitionKey: "p", rowKey: "r", a: 1 });
  const { etag } = await table.getEntity("p", "r");
  await table.updateEntity({ partitionKey: "p", rowKey: "r", b: 2 }, "Merge", { etag });
  const merged = await table.getEntity("p", "r");
  assert.deepEqual([merged.a, merged.b], [1, 2]);
  await assert.rejects(
    table.updateEntity({ partitionKey: "p", rowKey: "r", c: 3 }, "Replace", { etag }),
    refusal(412),
  );
  await table.updateEntity({ partitionKey: "p", rowKey: "r", c: 3 }, "Replace");
  assert.equal((await table.getEntity("p", "r")).a, undefined);
  await table.upsertEntity({ partitionKey: "p", rowKey: "s", d: 4 }, "Merge");
  await table.upsertEntity({ partitionKey: "p", rowKey: "s", e: 5 }, "Replace");
  assert.equal((await table.getEntity("p", "s")).d, undefined);
  await table.deleteEntity("p", "s");
  await assert.rejects(table.getEntity("p", "s"), refusal(404));
});

test("a query filters, selects and goes on", async () => {
  const table = await freshTable();
  for (let start = 0; start < 1_200; start += 100) {
    await table.submitTransaction(
      Array.from({ length: 100 }, (_, i) => [
        "create",
        { partitionKey: "p", rowKey: `${start + i}`.padStart(5, "0"), n: start + i, even: i % 2 === 0 },
      ]),
    );
  }
  assert.equal((await collect(table.listEntities())).length, 1_200);
  const filter = odata`n ge ${1_190} and even eq ${true} and not (n eq ${1_192})`;
  const found = await collect(table.listEntities({ queryOptions: { filter, select: ["n"] } }));
  assert.deepEqual(found.map((entity) => entity.n), [1_190, 1_194, 1_196, 1_198]);
  const pages = table.listEntities().byPage({ maxPageSize: 500 });
  const first = (await pages.next()).value;
  assert.equal(first.length, 500);
  assert.ok(first.continuationToken);
});

test("a transaction that fails leaves nothing", async () => {
  const table = await freshTable();
  await table.createEntity({ partitionKey: "p", rowKey: "taken" });
  await assert.rejects(
    table.submitTransaction([
      ["create", { partitionKey: "p", rowKey: "new" }],
      ["create", { partitionKey: "p", rowKey: "taken" }],
    ]),
    refusal(409),
  );
  assert.equal((await collect(table.listEntities())).length, 1);
  await table.submitTransaction([
    ["delete", { partitionKey: "p", rowKey: "taken" }],
    ["upsert", { partitionKey: "p", rowKey: "new", a: 1 }, "Merge"],
  ]);
});

test("tables are listed and deleted", async () => {
  const table = await freshTable();
  const filter = odata`TableName eq ${table.tableName}`;
  const query = () => collect(service.listTables({ queryOptions: { filter } }));
  assert.deepEqual((await query()).map((item) => item.name), [table.tableName]);
  await service.deleteTable(table.tableName);
  assert.deepEqual(await query(), []);
});

test("a table keeps its policies", async () => {
  const table = await freshTable();
  const start = new Date("2026-01-31T10:00:00Z");
  const expiry = new Date("2030-01-31T10:00:00Z");
  await table.setAccessPolicy([
    { id: "reader", accessPolicy: { start, expiry, permission: "r" } },
  ]);
  const [policy] = await table.getAccessPolicy();
  assert.deepEqual([policy.id, policy.accessPolicy.permission], ["reader", "r"]);
  assert.deepEqual(policy.accessPolicy.expiry, expiry);
});

test("the service keeps its properties", async () => {
  await service.setProperties({ cors: [] });
  assert.deepEqual((await service.getProperties()).cors ?? [], []);
});
