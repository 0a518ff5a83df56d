package weftline.storage.blob;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.Checksum;

/// The 64-bit checksum that clients of Azure Storage send and expect: the reflected polynomial
/// 0x9A6C9329AC4BC9B5, all ones at the start and inverted at the end. Eight bytes a step.
final class Crc64 implements Checksum {
  static final int BYTES = Long.BYTES;

  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final int STEP = 8;
  private static final long[][] TABLES = tables();
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = -1;

  /// Of some bytes, as headers carry it.
  static String encoded(byte[] bytes) {
    Crc64 crc = new Crc64();
    crc.update(bytes, 0, bytes.length);
    return crc.encoded();
  }

  /// In Base64, the lowest byte first.
  String encoded() {
    byte[] bytes = new byte[BYTES];
    LONGS.set(bytes, 0, getValue());
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void update(int next) {
    state = TABLES[0][(int) (state ^ next) & 0xff] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    long crc = state;
    for (; at <= end - STEP; at += STEP) {
      long block = crc ^ (long) LONGS.get(bytes, at);
      crc =
          TABLES[7][(int) block & 0xff]
              ^ TABLES[6][(int) (block >>> 8) & 0xff]
              ^ TABLES[5][(int) (block >>> 16) & 0xff]
              ^ TABLES[4][(int) (block >>> 24) & 0xff]
              ^ TABLES[3][(int) (block >>> 32) & 0xff]
              ^ TABLES[2][(int) (block >>> 40) & 0xff]
              ^ TABLES[1][(int) (block >>> 48) & 0xff]
              ^ TABLES[0][(int) (block >>> 56) & 0xff];
    }
    state = crc;
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }

  /// The n-th says what a byte does to the state once n more bytes have followed it.
  private static long[][] tables() {
    long[][] tables = new long[STEP][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc >>> 1) ^ (POLYNOMIAL & -(crc & 1));
      }
      tables[0][i] = crc;
    }
    for (int n = 1; n < STEP; n++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[n - 1][i];
        tables[n][i] = tables[0][(int) before & 0xff] ^ (before >>> 8);
      }
    }
    return tables;
  }
}
