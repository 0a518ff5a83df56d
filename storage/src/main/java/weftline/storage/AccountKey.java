package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret that signs requests. Never printed.
public final class AccountKey {
  private static final String ALGORITHM = "HmacSHA256";

  /// So many texts are remembered; then all are forgotten.
  private static final int REMEMBERED_MAX = 1_024;

  /// Longer ones are no everyday signatures.
  private static final int REMEMBERED_LENGTH_MAX = 2_048;

  /// Copied for each signature: that is cheaper than making one.
  private final Mac prototype;

  /// The signatures of texts whose signature was right.
  private final ConcurrentHashMap<String, byte[]> remembered = new ConcurrentHashMap<>();

  private AccountKey(Mac prototype) {
    this.prototype = prototype;
  }

  /// Reads a key as people pass it on, in Base64.
  public static AccountKey of(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("an account key is empty");
    }
    try {
      Mac prototype = Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(bytes, ALGORITHM));
      return new AccountKey(prototype);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// The signature of a text, in Base64.
  String sign(String text) {
    try {
      Mac mac = (Mac) prototype.clone();
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java copies " + ALGORITHM, e);
    }
  }

  /// Takes the same time however much of the signature is right.
  boolean hasSigned(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  /// As [#hasSigned], for texts that come again and again: those of shared access signatures. Only
  /// what was right is remembered, so nobody can fill the memory without a signature.
  boolean hasIssued(String text, String signature) {
    byte[] claimed = signature.getBytes(StandardCharsets.UTF_8);
    byte[] known = remembered.get(text);
    if (known != null) {
      return MessageDigest.isEqual(known, claimed);
    }
    boolean issued = hasSigned(text, signature);
    if (issued && text.length() <= REMEMBERED_LENGTH_MAX) {
      if (remembered.size() >= REMEMBERED_MAX) {
        remembered.clear();
      }
      remembered.put(text, claimed);
    }
    return issued;
  }

  @Override
  public String toString() {
    return "AccountKey[secret]";
  }
}
