package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret that signs requests. Never printed.
public final class AccountKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;

  private AccountKey(SecretKeySpec secret) {
    this.secret = secret;
  }

  /// Reads a key as people pass it on, in Base64.
  public static AccountKey of(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("an account key is empty");
    }
    return new AccountKey(new SecretKeySpec(bytes, ALGORITHM));
  }

  /// The signature of a text, in Base64.
  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// Takes the same time however much of the signature is right.
  boolean hasSigned(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AccountKey[secret]";
  }
}
