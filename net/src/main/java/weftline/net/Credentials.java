package weftline.net;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/// What a program of the fabric proves its identity with, and by which it knows the others: its
/// key, its certificate, and that of the fabric's authority.
public final class Credentials {
  private static final char[] NO_PASSWORD = new char[0];
  private static final String SIGNED_WITH = "SHA256withECDSA";

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final X509Certificate authority;
  private final Identity identity;

  private Credentials(
      PrivateKey key, X509Certificate certificate, X509Certificate authority, Identity identity) {
    this.key = key;
    this.certificate = certificate;
    this.authority = authority;
    this.identity = identity;
  }

  static Credentials of(PrivateKey key, X509Certificate certificate, X509Certificate authority)
      throws IOException {
    var identity =
        Certificates.identity(certificate)
            .orElseThrow(() ->
                new IOException(
                    "the certificate names nobody of a fabric: "
                        + certificate.getSubjectX500Principal()));
    requirePair(key, certificate);
    return new Credentials(key, certificate, authority, identity);
  }

  /// With the key of another certificate nobody would be believed.
  private static void requirePair(PrivateKey key, X509Certificate certificate) throws IOException {
    try {
      Signature signature = Signature.getInstance(SIGNED_WITH);
      signature.initSign(key);
      signature.update(certificate.getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(certificate.getEncoded());
      if (!signature.verify(signed)) {
        throw new IOException("the private key is that of another certificate");
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the private key does not fit the certificate", e);
    }
  }

  /// Reads a file that [#save] has written.
  public static Credentials load(Path file) throws IOException {
    try {
      var text = Files.readString(file, StandardCharsets.US_ASCII);
      var certificates = Pem.certificates(text);
      if (certificates.size() != 2) {
        throw new IOException(
            "there are %d certificates where two should be".formatted(certificates.size()));
      }
      return of(Pem.key(text), certificates.getFirst(), certificates.getLast());
    } catch (IOException e) {
      throw new IOException("cannot read credentials from " + file + ": " + e.getMessage(), e);
    }
  }

  /// Writes key and certificates to one file that only its owner can read.
  public void save(Path file) throws IOException {
    var text = Pem.of(key) + Pem.of(certificate) + Pem.of(authority);
    OwnerOnlyFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  public Identity identity() {
    return identity;
  }

  /// When others begin and cease to believe it.
  public Instant from() {
    return certificate.getNotBefore().toInstant();
  }

  public Instant until() {
    return certificate.getNotAfter().toInstant();
  }

  /// Another certificate in place of this one.
  Credentials renewed(PrivateKey newKey, X509Certificate newCertificate) throws IOException {
    Credentials after = of(newKey, newCertificate, authority);
    requireSameHolder(after);
    return after;
  }

  /// For all others know this program by what does not change.
  void requireSameHolder(Credentials other) throws IOException {
    if (!other.identity.equals(identity) || !other.authority.equals(authority)) {
      throw new IOException(
          "these are credentials of %s %s, perhaps of another fabric, and not of %s %s"
              .formatted(
                  other.identity.kind(), other.identity.name(), identity.kind(), identity.name()));
    }
    try {
      other.certificate.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IOException("the fabric's authority has not signed this certificate", e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  KeyCertOptions keyOptions() {
    return KeyCertOptions.wrap(keyManagers());
  }

  TrustOptions trustOptions() {
    return TrustOptions.wrap(trustManagers());
  }

  /// Shows this certificate, and trusts what the fabric's authority has signed.
  public SSLContext sslContext() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keyManagers().getKeyManagers(), trustManagers().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
  }

  /// The key under a name that no other has.
  X509ExtendedKeyManager keyManager() {
    for (KeyManager manager : keyManagers().getKeyManagers()) {
      if (manager instanceof X509ExtendedKeyManager keys) {
        return keys;
      }
    }
    throw new IllegalStateException("no keys for TLS in this Java");
  }

  TrustManager[] trusted() {
    return trustManagers().getTrustManagers();
  }

  private KeyManagerFactory keyManagers() {
    try {
      var store = emptyStore();
      String name = "own-" + certificate.getSerialNumber().toString(Character.MAX_RADIX);
      store.setKeyEntry(name, key, NO_PASSWORD, new Certificate[] {certificate, authority});
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot keep a key in memory", e);
    }
  }

  private TrustManagerFactory trustManagers() {
    try {
      var store = emptyStore();
      store.setCertificateEntry("authority", authority);
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot keep a certificate in memory", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /// Without the key.
  @Override
  public String toString() {
    return "Credentials[" + identity.kind() + " " + identity.name() + "]";
  }
}
