package weftline.app.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.Identity;

/// What an operator prepares before a fabric starts: an authority, a certificate for each program,
/// and the key of a storage account.
final class Papers {
  static final String ACCOUNT = "shop";
  static final String TRUST_PASSWORD = "changeit";

  private static final String OPERATOR = "ann";
  private static final int KEY_BYTES = 64;

  private final Path folder;
  private final CertificateAuthority authority;
  private final String accountKey;

  private Papers(Path folder, CertificateAuthority authority, String accountKey) {
    this.folder = folder;
    this.authority = authority;
    this.accountKey = accountKey;
  }

  static Papers in(Path folder) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Papers papers =
        new Papers(
            folder,
            CertificateAuthority.create(folder.resolve("ca"), InstantSource.system()),
            Base64.getEncoder().encodeToString(key));
    Files.writeString(papers.accountKeyFile(), papers.accountKey);
    papers.issue(Identity.Kind.OPERATOR, OPERATOR, List.of());
    return papers;
  }

  /// The certificate of a program, made when it is asked for first.
  String of(Identity.Kind kind, String program, String host) throws IOException {
    if (!Files.exists(file(program))) {
      issue(kind, program, List.of(host));
    }
    return file(program).toString();
  }

  private void issue(Identity.Kind kind, String name, List<String> hosts) throws IOException {
    authority.issue(new Identity(kind, name), hosts).save(file(name));
  }

  Path operatorFile() {
    return file(OPERATOR);
  }

  Credentials operator() throws IOException {
    return Credentials.load(operatorFile());
  }

  private Path file(String name) {
    return folder.resolve(name + ".pem");
  }

  String accountKey() {
    return accountKey;
  }

  Path accountKeyFile() {
    return folder.resolve(ACCOUNT + ".key");
  }

  /// Lets a Java program trust the authority.
  void saveTrust(Path file) throws IOException {
    try (InputStream certificate = Files.newInputStream(folder.resolve("ca/authority.pem"));
        OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      store.setCertificateEntry(
          "fabric", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
      store.store(out, TRUST_PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java keeps no certificates", e);
    }
  }
}
