package weftline.storage;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weftline.net.JsonException;
import weftline.net.JsonTree;

/// A public key that an issuer signs tokens with, out of a set of them (JWKS).
///
/// @param curve as the set calls it; empty for RSA
record TokenKey(PublicKey key, String curve) {
  private static final int RSA_BITS_MIN = 2_048;
  private static final int KEYS_MAX = 100;
  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  /// Reads a set of keys; those of kinds that are not known here are left out.
  static Map<String, TokenKey> readAll(byte[] json) throws IOException {
    Map<String, TokenKey> keys = new HashMap<>();
    try {
      for (JsonTree entry : JsonTree.parse(json).at("keys").items()) {
        boolean signs = text(entry, "use").isEmpty() || text(entry, "use").equals("sig");
        if (signs && keys.size() < KEYS_MAX) {
          read(entry).ifPresent(key -> keys.put(text(entry, "kid"), key));
        }
      }
    } catch (JsonException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("the set of token keys cannot be read: " + e.getMessage(), e);
    }
    return keys;
  }

  private static Optional<TokenKey> read(JsonTree entry) throws GeneralSecurityException {
    return switch (text(entry, "kty")) {
      case "RSA" -> Optional.of(rsa(entry));
      case "EC" -> Optional.of(elliptic(entry));
      default -> Optional.empty();
    };
  }

  private static TokenKey rsa(JsonTree entry) throws GeneralSecurityException {
    BigInteger modulus = number(entry, "n");
    if (modulus.bitLength() < RSA_BITS_MIN) {
      throw new GeneralSecurityException("an RSA key has fewer than " + RSA_BITS_MIN + " bits");
    }
    RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, number(entry, "e"));
    return new TokenKey(KeyFactory.getInstance("RSA").generatePublic(spec), "");
  }

  private static TokenKey elliptic(JsonTree entry) throws GeneralSecurityException {
    String curve = text(entry, "crv");
    String name = CURVES.getOrDefault(curve, "");
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(name));
    ECPublicKeySpec spec =
        new ECPublicKeySpec(
            new ECPoint(number(entry, "x"), number(entry, "y")),
            parameters.getParameterSpec(ECParameterSpec.class));
    return new TokenKey(KeyFactory.getInstance("EC").generatePublic(spec), curve);
  }

  private static BigInteger number(JsonTree entry, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text(entry, name)));
  }

  private static String text(JsonTree entry, String name) {
    return entry.at(name).text().orElse("");
  }
}
