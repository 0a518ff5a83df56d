package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// An issuer of tokens, with a key of each kind.
public final class SignedTokens {
  public static final String ISSUER = "https://login.example.org/tenant/";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair rsa = pair("RSA");
  private final KeyPair elliptic = pair("EC");

  /// Both public keys, as the issuer publishes them.
  public String keys() {
    RSAPublicKey first = (RSAPublicKey) rsa.getPublic();
    ECPublicKey second = (ECPublicKey) elliptic.getPublic();
    return """
    {"keys":[
     {"kty":"oct","kid":"shared","k":"c2VjcmV0"},
     {"kty":"RSA","kid":"r","use":"sig","n":"%s","e":"%s"},
     {"kty":"EC","kid":"e","crv":"P-256","x":"%s","y":"%s"}]}
    """
        .formatted(
            BASE64.encodeToString(first.getModulus().toByteArray()),
            BASE64.encodeToString(first.getPublicExponent().toByteArray()),
            BASE64.encodeToString(second.getW().getAffineX().toByteArray()),
            BASE64.encodeToString(second.getW().getAffineY().toByteArray()));
  }

  /// Good claims for an hour, to change some of.
  public static Map<String, String> claims(Instant now, String role) {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", "\"" + ISSUER + "\"");
    claims.put("aud", "\"https://storage.azure.com/\"");
    claims.put("oid", "\"user-1\"");
    claims.put("tid", "\"tenant-1\"");
    claims.put("nbf", Long.toString(now.getEpochSecond()));
    claims.put("exp", Long.toString(now.plusSeconds(3_600).getEpochSecond()));
    claims.put("roles", "[\"" + role + "\"]");
    return claims;
  }

  public String rsa(Map<String, String> claims) {
    return signed("{\"alg\":\"RS256\",\"kid\":\"r\"}", claims, "SHA256withRSA", rsa);
  }

  public String elliptic(Map<String, String> claims) {
    return signed(
        "{\"alg\":\"ES256\",\"kid\":\"e\"}", claims, "SHA256withECDSAinP1363Format", elliptic);
  }

  /// Signed with the RSA key, whatever the header says.
  public String withHeader(String header, Map<String, String> claims) {
    return signed(header, claims, "SHA256withRSA", rsa);
  }

  public static String unsigned(String header, Map<String, String> claims) {
    String json =
        claims.entrySet().stream()
            .map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    return encoded(header) + "." + encoded(json) + ".";
  }

  private static String signed(
      String header, Map<String, String> claims, String algorithm, KeyPair pair) {
    String unsigned = unsigned(header, claims);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(
          unsigned.substring(0, unsigned.length() - 1).getBytes(StandardCharsets.US_ASCII));
      return unsigned + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair pair(String kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2_048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
