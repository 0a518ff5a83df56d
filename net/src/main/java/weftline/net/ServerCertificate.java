package weftline.net;

import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// A certificate that somebody else has made for a server, with its key: what public authorities
/// give out, and what companies make for themselves.
public final class ServerCertificate {
  private static final char[] NO_PASSWORD = new char[0];
  private static final int FILE_BYTES_MAX = 1 << 20;

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /// Reads both as PEM: the certificate first and those that vouch for it after it, and a key
  /// without a password.
  public static ServerCertificate load(Path certificate, Path key) throws IOException {
    List<X509Certificate> chain = Pem.certificates(text(certificate));
    if (chain.isEmpty()) {
      throw new IOException("there is no certificate in " + certificate);
    }
    PrivateKey loaded = key(text(key), key);
    if (!belongs(loaded, chain.getFirst())) {
      throw new IOException(
          "the key in %s is not that of the certificate in %s".formatted(key, certificate));
    }
    return new ServerCertificate(loaded, chain);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file + " is too large for a certificate or a key");
    }
    return Files.readString(file);
  }

  private static PrivateKey key(String text, Path file) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PrivateKeyInfo plain) {
          return converter.getPrivateKey(plain);
        }
        if (part instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new IOException("there is no key without a password in " + file);
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    if (!key.getAlgorithm()
        .replace("ECDSA", "EC")
        .equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    try {
      Signature signature =
          Signature.getInstance(
              key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      byte[] probe = {1, 2, 3};
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  KeyCertOptions keyOptions() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return KeyCertOptions.wrap(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot keep a key in memory", e);
    }
  }

  /// Without the key.
  @Override
  public String toString() {
    return "ServerCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
