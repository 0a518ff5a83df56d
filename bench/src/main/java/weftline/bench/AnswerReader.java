package weftline.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Reads HTTP/1.1 answers out of what a connection delivers, as cheaply as it can: bodies are
/// counted, not copied, unless they are wanted.
final class AnswerReader {
  private static final int HEAD_MAX = 32 << 10;

  private final byte[] head = new byte[HEAD_MAX];
  private final boolean keepsBody;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int headLength;
  private int status;
  private long left;
  private State state = State.HEAD;

  AnswerReader(boolean keepsBody) {
    this.keepsBody = keepsBody;
  }

  /// Takes bytes in; answers when a whole answer is there, and then leaves the rest alone.
  Optional<Answer> read(ByteBuffer in) {
    while (in.hasRemaining()) {
      switch (state) {
        case HEAD -> readHead(in);
        case BODY, CHUNK -> readBytes(in);
        case SIZE, CHUNK_END, TRAILER -> readLine(in);
      }
      if (state == State.HEAD && headLength == 0) {
        Answer answer = new Answer(status, kept.toByteArray());
        kept.reset();
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  private void readHead(ByteBuffer in) {
    while (in.hasRemaining()) {
      push(in.get());
      if (headLength >= 4
          && head[headLength - 1] == '\n'
          && head[headLength - 2] == '\r'
          && head[headLength - 3] == '\n') {
        parseHead(new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
        headLength = 0;
        return;
      }
    }
  }

  private void parseHead(String text) {
    status = Integer.parseInt(text.substring(9, 12));
    String lower = text.toLowerCase(Locale.ROOT);
    boolean chunked = lower.contains("\r\ntransfer-encoding: chunked");
    int length = lower.indexOf("\r\ncontent-length:");
    left = 0;
    if (length >= 0) {
      int from = length + "\r\ncontent-length:".length();
      left = Long.parseLong(lower.substring(from, lower.indexOf('\r', from)).strip());
    }
    boolean bodiless = status == 204 || status == 304;
    if (chunked) {
      state = State.SIZE;
    } else {
      state = left == 0 || bodiless ? State.HEAD : State.BODY;
    }
  }

  private void readBytes(ByteBuffer in) {
    int count = (int) Math.min(left, in.remaining());
    if (keepsBody) {
      byte[] bytes = new byte[count];
      in.get(bytes);
      kept.write(bytes, 0, count);
    } else {
      in.position(in.position() + count);
    }
    left -= count;
    if (left == 0) {
      state = state == State.CHUNK ? State.CHUNK_END : State.HEAD;
    }
  }

  /// The lines between chunks.
  private void readLine(ByteBuffer in) {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next != '\n') {
        push(next);
        continue;
      }
      String line = new String(head, 0, headLength, StandardCharsets.ISO_8859_1).strip();
      headLength = 0;
      endLine(line);
      return;
    }
  }

  private void endLine(String line) {
    switch (state) {
      case SIZE -> {
        left = Long.parseLong(line, 16);
        state = left == 0 ? State.TRAILER : State.CHUNK;
      }
      case CHUNK_END -> state = State.SIZE;
      case TRAILER -> state = line.isEmpty() ? State.HEAD : State.TRAILER;
      case HEAD, BODY, CHUNK -> throw new IllegalStateException("no line here");
    }
  }

  private void push(byte next) {
    if (headLength == HEAD_MAX) {
      throw new BenchException("an answer's head is longer than " + HEAD_MAX + " bytes");
    }
    head[headLength++] = next;
  }

  /// What comes next on the wire.
  private enum State {
    HEAD,
    BODY,
    SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER
  }
}
