package weftline.storage;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;

/// The ways of signing tokens that are accepted: all of them with a public key. Neither `none` nor
/// one with a shared secret is among them.
enum TokenAlgorithm {
  RS256("RSA", "SHA256withRSA", ""),
  RS384("RSA", "SHA384withRSA", ""),
  RS512("RSA", "SHA512withRSA", ""),
  ES256("EC", "SHA256withECDSAinP1363Format", "P-256"),
  ES384("EC", "SHA384withECDSAinP1363Format", "P-384"),
  ES512("EC", "SHA512withECDSAinP1363Format", "P-521");

  private final String keyKind;
  private final String javaName;
  private final String curve;

  TokenAlgorithm(String keyKind, String javaName, String curve) {
    this.keyKind = keyKind;
    this.javaName = javaName;
    this.curve = curve;
  }

  static Optional<TokenAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }

  boolean verifies(TokenKey key, byte[] signed, byte[] signature) {
    PublicKey publicKey = key.key();
    if (!publicKey.getAlgorithm().equals(keyKind) || !key.curve().equals(curve)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(javaName);
      check.initVerify(publicKey);
      check.update(signed);
      return check.verify(signature);
    } catch (SignatureException | InvalidKeyException _) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + javaName, e);
    }
  }
}
