package weftline.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A small body that is put together in memory, for a reader who wants a stream.
final class GatheredStream extends InputStream {
  private final CompletableFuture<byte[]> body;
  private Optional<InputStream> bytes = Optional.empty();

  GatheredStream(CompletableFuture<byte[]> body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    return bytes().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return bytes().read(target, offset, length);
  }

  private InputStream bytes() throws IOException {
    if (bytes.isEmpty()) {
      bytes = Optional.of(new ByteArrayInputStream(whole()));
    }
    return bytes.get();
  }

  private byte[] whole() throws IOException {
    try {
      return body.join();
    } catch (CompletionException e) {
      var gone = new ClientGoneException();
      gone.initCause(e);
      throw gone;
    }
  }
}
