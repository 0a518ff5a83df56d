package weftline.storage.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.net.BodyBuffers;

/// Bytes of known length on their way in: a few stay in memory, more go to an extent a chunk at a
/// time. Close it; that gives up what has not been finished.
final class Intake extends OutputStream {
  private final long length;
  private final Digests digests;
  private final Optional<ExtentStore.Writer> writer;
  private final BodyBuffers buffers;
  private final ByteBuffer buffer;
  private final List<Chunk> chunks = new ArrayList<>();
  private long left;
  private boolean finished;

  Intake(ExtentStore extents, long length, int inlineMax, Digests digests) {
    this.length = length;
    this.digests = digests;
    this.left = length;
    buffers = extents.buffers();
    writer = length <= inlineMax ? Optional.empty() : Optional.of(extents.writer());
    buffer = writer.isEmpty() ? ByteBuffer.allocate((int) length) : buffers.take();
  }

  /// Takes all of it from a stream.
  Intake from(InputStream body) throws IOException {
    body.transferTo(this);
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
    digests.update(bytes, offset, count);
    left -= count;
    int done = 0;
    while (done < count) {
      int part = Math.min(count - done, buffer.remaining());
      buffer.put(bytes, offset + done, part);
      done += part;
      if (!buffer.hasRemaining()) {
        store();
      }
    }
  }

  /// All bytes are in: compares their checksums.
  Upload finish() throws EOFException {
    if (left > 0) {
      throw new EOFException("the bytes are " + left + " too few");
    }
    Digests.Result result = digests.finish();
    store();
    Content content =
        writer.isEmpty() ? new Content.Inline(buffer.array()) : new Content.Stored(chunks);
    finished = true;
    giveBack();
    return new Upload(content, result, writer);
  }

  @Override
  public void close() {
    if (!finished) {
      finished = true;
      giveBack();
      writer.ifPresent(ExtentStore.Writer::close);
    }
  }

  /// What stays in memory stays where it is.
  private void store() {
    if (writer.isPresent() && buffer.position() > 0) {
      chunks.add(writer.get().append(buffer.flip()));
      buffer.clear();
    }
  }

  private void giveBack() {
    if (writer.isPresent()) {
      buffers.giveBack(buffer);
    }
  }
}
