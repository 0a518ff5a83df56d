package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file of the log that gets no more records.
///
/// @param first the index that its first record was appended under
record Segment(Path file, long first) {
  static final String ENDING = ".log";
  static final long MAGIC = 0x5745_4654_4c4f_4721L; // "WEFTLOG!"

  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

  static Path file(Path folder, long first) {
    return folder.resolve("%020d%s".formatted(first, ENDING));
  }

  static Segment open(Path file) throws IOException {
    return new Segment(file, RecordFormat.index(file, content(file), MAGIC));
  }

  List<byte[]> read() throws IOException {
    ByteBuffer content = content(file);
    List<byte[]> payloads = new ArrayList<>();
    int end = collect(content, payloads);
    if (!isZero(content, end)) {
      throw damaged(end);
    }
    return payloads;
  }

  /// What is whole of a segment that somebody else may be writing to.
  List<byte[]> readBesideWriter() throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    collect(content(file), payloads);
    return payloads;
  }

  /// Reads the newest segment and cuts it after its last record: a write that the end of the last
  /// run interrupted was never answered. A broken record with whole ones behind it is no torn tail.
  List<byte[]> readAndCut() throws IOException {
    ByteBuffer content = content(file);
    List<byte[]> payloads = new ArrayList<>();
    int end = collect(content, payloads);
    if (hasRecordBehind(content, end)) {
      throw damaged(end);
    }
    if (!isZero(content, end)) {
      LOG.atWarn()
          .addKeyValue("file", file.getFileName())
          .addKeyValue("byte", end)
          .log("cut a torn record off the ledger");
    }
    cut(end);
    return payloads;
  }

  private static int collect(ByteBuffer content, List<byte[]> payloads) {
    int position = RecordFormat.HEADER_BYTES;
    while (RecordFormat.isRecord(content, position)) {
      byte[] payload = RecordFormat.payload(content, position);
      payloads.add(payload);
      position += RecordFormat.FRAME_BYTES + payload.length;
    }
    return position;
  }

  private static boolean hasRecordBehind(ByteBuffer content, int position) {
    for (int i = position + 1; i < content.limit(); i++) {
      if (RecordFormat.isRecord(content, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isZero(ByteBuffer content, int from) {
    for (int i = from; i < content.limit(); i++) {
      if (content.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private void cut(long end) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
      channel.force(true);
    }
  }

  private DamagedLedgerException damaged(long position) {
    return new DamagedLedgerException(file, position, "a record's checksum or length is wrong");
  }

  private static ByteBuffer content(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }
}
