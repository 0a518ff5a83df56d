package weftline.storage.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Bytes of known length on their way in: a few stay in memory, more go to an extent a chunk at a
/// time. Close it; that gives up what has not been finished.
final class Intake extends OutputStream {
  private final long length;
  private final Digests digests;
  private final Optional<ExtentStore.Writer> writer;
  private final byte[] buffer;
  private final List<Chunk> chunks = new ArrayList<>();
  private int filled;
  private long left;
  private boolean finished;

  Intake(ExtentStore extents, long length, int inlineMax, Digests digests) {
    this.length = length;
    this.digests = digests;
    this.left = length;
    writer = length <= inlineMax ? Optional.empty() : Optional.of(extents.writer());
    buffer = new byte[(int) Math.min(length, writer.isEmpty() ? length : ExtentStore.CHUNK_MAX)];
  }

  /// Takes all of it from a stream.
  Intake from(InputStream body) throws IOException {
    while (left > 0) {
      int count = body.read(buffer, filled, (int) Math.min(left, buffer.length - filled));
      if (count < 0) {
        throw new EOFException("the body is " + left + " bytes too short");
      }
      taken(count);
    }
    return this;
  }

  @Override
  public void write(int next) throws IOException {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (count > left) {
      throw new IOException("there are more bytes than the " + length + " that were announced");
    }
    int done = 0;
    while (done < count) {
      int part = Math.min(count - done, buffer.length - filled);
      System.arraycopy(bytes, offset + done, buffer, filled, part);
      taken(part);
      done += part;
    }
  }

  /// All bytes are in: compares their checksums.
  Upload finish() throws EOFException {
    if (left > 0) {
      throw new EOFException("the bytes are " + left + " too few");
    }
    Digests.Result result = digests.finish();
    Content content = writer.isEmpty() ? new Content.Inline(whole()) : new Content.Stored(chunks);
    finished = true;
    return new Upload(content, result, writer);
  }

  @Override
  public void close() {
    if (!finished) {
      writer.ifPresent(ExtentStore.Writer::close);
    }
  }

  private byte[] whole() {
    return filled == buffer.length ? buffer : Arrays.copyOf(buffer, filled);
  }

  private void taken(int count) {
    digests.update(buffer, filled, count);
    filled += count;
    left -= count;
    if (writer.isPresent() && (filled == buffer.length || left == 0)) {
      chunks.add(writer.get().append(buffer, filled));
      filled = 0;
    }
  }
}
