package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static weftline.storage.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weftline.net.Response;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.StorageRequest;

/// Bodies with checksums within.
class StructuredMessageTest {
  private static final String WANTED = "XSM/1.0; properties=crc64";
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final int HEADER = StructuredMessage.HEADER_BYTES;

  /// As `@azure/storage-common` 12.5 writes it.
  @Test
  void isWrittenAsOtherLibrariesWriteIt() {
    assertThat(HexFormat.of().formatHex(StructuredMessage.encoded(HELLO)))
        .isEqualTo(
            "01"
                + "2c00000000000000"
                + "0100"
                + "0100"
                + "0100"
                + "0500000000000000"
                + "68656c6c6f"
                + "5742520670857733"
                + "5742520670857733");
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    for (int length : List.of(0, 1, 4_194_304, 4_194_305, 9_000_001)) {
      byte[] content = new byte[length];
      new Random(length).nextBytes(content);
      byte[] message = StructuredMessage.encoded(content);

      assertThat(message).hasSize((int) StructuredMessage.encodedLength(length));
      assertThat(read(message, length)).isEqualTo(content);
    }
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] message = StructuredMessage.encoded(HELLO);

    for (int at = 0; at < message.length; at++) {
      byte[] changed = message.clone();
      changed[at] ^= 0x40;
      boolean length = at >= 1 && at < 9;
      if (!length) { // what is announced may be more than what is needed
        assertThat(catchThrowable(() -> read(changed, 5))).as("byte " + at).isNotNull();
      }
    }
  }

  @Test
  void nothingIsMissingAtTheEnd() {
    byte[] message = StructuredMessage.encoded(HELLO);

    for (int length = 0; length < message.length; length++) {
      byte[] part = Arrays.copyOf(message, length);
      assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(part, 5));
    }
  }

  @Test
  void theLengthMustBeTheOneThatWasAnnounced() {
    byte[] message = StructuredMessage.encoded(HELLO);

    assertRefused(StorageError.INVALID_INPUT, () -> read(message, 4));
    assertRefused(StorageError.INVALID_INPUT, () -> read(message, 6));
  }

  @Test
  void checksumsMayBeLeftOut() throws IOException {
    byte[] message = StructuredMessage.encoded(HELLO);
    message[9] = 0;
    byte[] without = Arrays.copyOf(message, HEADER + StructuredMessage.SEGMENT_HEADER_BYTES + 5);

    assertThat(read(without, 5)).asString().isEqualTo("hello");
  }

  @Test
  void aWrongChecksumHasItsOwnName() {
    byte[] message = StructuredMessage.encoded(HELLO);
    message[message.length - 1] ^= 1;

    assertRefused(StorageError.CRC64_MISMATCH, () -> read(message, 5));
  }

  @Test
  void otherFormsAreRefused() {
    assertThat(StructuredMessage.isWanted(request(WANTED))).isTrue();
    assertThat(StructuredMessage.isWanted(PlainRequest.of("GET", "/me/c/b").authenticated()))
        .isFalse();
    assertRefused(
        StorageError.INVALID_HEADER_VALUE,
        () -> StructuredMessage.isWanted(request("XSM/2.0; properties=sha256")));
  }

  @Test
  void answersAreWrapped() throws IOException {
    Response plain = Response.text(206, "hello");

    Response wrapped = StructuredMessage.answer(request(WANTED), plain);

    assertThat(wrapped.headers().first("x-ms-structured-body")).contains(WANTED);
    assertThat(wrapped.headers().first("x-ms-structured-content-length")).contains("5");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (wrapped.body() instanceof Response.Body.Stream(long length, Response.Writer writer)) {
      writer.write(out);
      assertThat(length).isEqualTo(out.size());
    }
    assertThat(out.toByteArray()).isEqualTo(StructuredMessage.encoded(HELLO));
  }

  private static byte[] read(byte[] message, int length) throws IOException {
    try (StructuredInput in = new StructuredInput(new ByteArrayInputStream(message), length)) {
      return in.readAllBytes();
    }
  }

  private static StorageRequest request(String type) {
    return PlainRequest.of("GET", "/me/c/b").with("x-ms-structured-body", type).authenticated();
  }
}
