package weftline.storage.queue;

import java.time.Instant;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// A message as it is kept.
///
/// @param visibleAt from when on it may be taken
/// @param receipt changes each time the message is taken or changed; who has it may do either
record MessageRow(
    Instant insertedAt,
    Instant expiresAt,
    Instant visibleAt,
    long receipt,
    int dequeueCount,
    String text) {
  static MessageRow read(byte[] row) {
    RowReader in = new RowReader(row);
    return new MessageRow(
        in.instant(), in.instant(), in.instant(), in.number(), in.smallNumber(), in.text());
  }

  byte[] toBytes() {
    return new RowWriter()
        .instant(insertedAt)
        .instant(expiresAt)
        .instant(visibleAt)
        .number(receipt)
        .number(dequeueCount)
        .text(text)
        .toBytes();
  }

  boolean hasExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  boolean isVisible(Instant now) {
    return !now.isBefore(visibleAt);
  }

  MessageRow taken(Instant newVisibleAt, long newReceipt) {
    return new MessageRow(insertedAt, expiresAt, newVisibleAt, newReceipt, dequeueCount + 1, text);
  }

  MessageRow changed(Instant newVisibleAt, long newReceipt, String newText) {
    return new MessageRow(insertedAt, expiresAt, newVisibleAt, newReceipt, dequeueCount, newText);
  }
}
