package weftline.controller.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import weftline.net.OwnerOnlyFile;

/// The secret that lets people and their programs use the management API. Kept in a file that only
/// its owner can read.
public final class AccessToken {
  private static final int BYTES = 32;
  private static final int CHARACTERS_MIN = 20;

  private final byte[] text;

  private AccessToken(byte[] text) {
    this.text = text;
  }

  /// Reads the token, or makes it if there is none yet.
  public static AccessToken open(Path file) throws IOException {
    if (!Files.exists(file)) {
      var random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      var text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      OwnerOnlyFile.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (text.length() < CHARACTERS_MIN) {
      throw new IOException(
          "the token in %s is too short; delete the file, and a new one is made".formatted(file));
    }
    return new AccessToken(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Takes the same time for every wrong text.
  boolean matches(String presented) {
    return MessageDigest.isEqual(text, presented.getBytes(StandardCharsets.UTF_8));
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "AccessToken";
  }
}
