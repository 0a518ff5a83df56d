package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import weftline.net.JsonException;
import weftline.net.JsonTree;

/// A bearer token (JWT) taken apart. Nothing of it is true before its signature has been verified.
///
/// @param signed the bytes that the signature is about
record Token(JsonTree header, JsonTree claims, byte[] signed, byte[] signature) {
  private static final int CHARS_MAX = 16 << 10;

  static Token parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (text.length() > CHARS_MAX || parts.length != 3) {
      throw TokenCheck.refused("The token is not a signed JWT.");
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return new Token(json(parts[0]), json(parts[1]), signed, bytes(parts[2]));
  }

  private static JsonTree json(String part) {
    try {
      return JsonTree.parse(bytes(part));
    } catch (JsonException _) {
      throw TokenCheck.refused("A part of the token is not JSON.");
    }
  }

  private static byte[] bytes(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException _) {
      throw TokenCheck.refused("A part of the token is not Base64.");
    }
  }

  /// Without the signature, which would let its reader in.
  @Override
  public String toString() {
    return "Token[" + claims.at("oid").text().orElse("") + "]";
  }
}
