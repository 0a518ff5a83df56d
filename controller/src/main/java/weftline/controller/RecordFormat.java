package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// How the ledger's files look: a header (magic, format version, index, checksum), then records
/// (length, checksum over length and payload, payload), then zeros up to the preallocated end.
final class RecordFormat {
  static final int VERSION = 1;
  static final int HEADER_BYTES = 24;
  static final int FRAME_BYTES = 8;
  static final int PAYLOAD_MAX = 64 << 20;

  private static final int NO_RECORD = -1;

  private RecordFormat() {}

  static void putHeader(ByteBuffer to, long magic, long index) {
    int start = to.position();
    to.putLong(magic).putInt(VERSION).putLong(index);
    to.putInt(checksum(to, start, HEADER_BYTES - Integer.BYTES));
  }

  /// Checks the header and answers its index.
  static long index(Path file, ByteBuffer content, long magic) throws IOException {
    if (content.limit() < HEADER_BYTES || content.getLong(0) != magic) {
      throw new DamagedLedgerException(file, 0, "the header is not one of a ledger");
    }
    int version = content.getInt(Long.BYTES);
    if (version > VERSION) {
      throw new IOException(
          "The file %s was written by a newer Weftline (format %d; this one reads up to %d)."
                  .formatted(file, version, VERSION)
              + " Start that version again, or restore a copy from before the upgrade.");
    }
    int checksumAt = HEADER_BYTES - Integer.BYTES;
    if (content.getInt(checksumAt) != checksum(content, 0, checksumAt)) {
      throw new DamagedLedgerException(file, 0, "the checksum of the header is wrong");
    }
    return content.getLong(Long.BYTES + Integer.BYTES);
  }

  static void putRecord(ByteBuffer to, byte[] payload) {
    int start = to.position();
    to.putInt(payload.length).putInt(checksum(payload)).put(payload);
    assert to.position() == start + FRAME_BYTES + payload.length;
  }

  /// Whether a whole and unharmed record begins at the position.
  static boolean isRecord(ByteBuffer content, int position) {
    return payloadLength(content, position) != NO_RECORD;
  }

  static byte[] payload(ByteBuffer content, int position) {
    byte[] payload = new byte[content.getInt(position)];
    content.get(position + FRAME_BYTES, payload);
    return payload;
  }

  private static int payloadLength(ByteBuffer content, int position) {
    if (position + FRAME_BYTES > content.limit()) {
      return NO_RECORD;
    }
    int length = content.getInt(position);
    if (length < 1 || length > content.limit() - position - FRAME_BYTES) {
      return NO_RECORD;
    }
    byte[] payload = payload(content, position);
    return content.getInt(position + Integer.BYTES) == checksum(payload) ? length : NO_RECORD;
  }

  /// Covers the length too, so that zeros are never a record.
  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static int checksum(ByteBuffer content, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content.slice(start, length));
    return (int) crc.getValue();
  }
}
