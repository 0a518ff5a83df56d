// What the tests share: where the storage is, and names that nobody else has.
import { randomUUID } from "node:crypto";

// Set by NodeSdkTest; by hand, the emulator's shorthand reaches `wfl storage` on its usual ports.
export const connection = process.env.STORAGE_CONNECTION ?? "UseDevelopmentStorage=true";

export function freshName(prefix) {
  return prefix + randomUUID().replaceAll("-", "");
}

export async function collect(iterable) {
  const items = [];
  for await (const item of iterable) {
    items.push(item);
  }
  return items;
}

// For assert.rejects: a refusal with this status and, if given, this code.
export function refusal(status, code) {
  return (error) => {
    const found = error.code ?? error.details?.errorCode;
    if (error.statusCode !== status || (code && found !== code)) {
      throw new Error(`expected ${status} ${code}, was ${error.statusCode} ${found}: ${error.message}`);
    }
    return true;
  };
}
