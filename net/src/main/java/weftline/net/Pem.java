package weftline.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Keys and certificates as text (RFC 7468), so that other tools can read them.
final class Pem {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String REQUEST = "CERTIFICATE REQUEST";

  private Pem() {}

  static String of(PrivateKey key) {
    return block(KEY, key.getEncoded());
  }

  static String of(X509Certificate certificate) {
    try {
      return block(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate without an encoding", e);
    }
  }

  /// The only key in the text.
  static PrivateKey key(String text) throws IOException {
    var blocks = blocks(KEY, text);
    if (blocks.size() != 1) {
      throw new IOException("there are " + blocks.size() + " private keys where one should be");
    }
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the private key is damaged", e);
    }
  }

  static List<X509Certificate> certificates(String text) throws IOException {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> certificates = new ArrayList<>();
      for (var block : blocks(CERTIFICATE, text)) {
        if (factory.generateCertificate(new ByteArrayInputStream(block))
            instanceof X509Certificate certificate) {
          certificates.add(certificate);
        }
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate is damaged", e);
    }
  }

  /// What a certificate is asked for with.
  static String request(byte[] content) {
    return block(REQUEST, content);
  }

  /// The only request in the text.
  static byte[] requested(String text) throws IOException {
    var blocks = blocks(REQUEST, text);
    if (blocks.size() != 1) {
      throw new IOException("there are " + blocks.size() + " requests where one should be");
    }
    return blocks.getFirst();
  }

  private static String block(String label, byte[] content) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  private static List<byte[]> blocks(String label, String text) throws IOException {
    var begin = "-----BEGIN " + label + "-----";
    var end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    int from = text.indexOf(begin);
    while (from >= 0) {
      int to = text.indexOf(end, from);
      if (to < 0) {
        throw new IOException("a block '" + label + "' has no end");
      }
      var body = text.substring(from + begin.length(), to);
      blocks.add(content(label, body));
      from = text.indexOf(begin, to);
    }
    return blocks;
  }

  private static byte[] content(String label, String body) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException("a block '" + label + "' is damaged", e);
    }
  }
}
