package weftline.net;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The fabric's own certificate authority: a folder with a key that nobody else has. Whoever holds
/// a certificate of it belongs to the fabric.
public final class CertificateAuthority {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
  private static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

  /// Clocks of a fabric may differ by this much.
  private static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(10);

  private static final int SERIAL_BITS = 127;
  private static final String NAME = "CN=Weftline Fabric Authority";
  private static final String KEY_FILE = "authority-key.pem";
  private static final String CERTIFICATE_FILE = "authority.pem";

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  private CertificateAuthority(PrivateKey key, X509Certificate certificate, InstantSource clock) {
    this.key = key;
    this.certificate = certificate;
    this.clock = clock;
  }

  /// Makes a new authority in a folder that holds none yet.
  public static CertificateAuthority create(Path folder, InstantSource clock) throws IOException {
    if (Files.exists(folder.resolve(KEY_FILE))) {
      throw new IOException(
          "there is a certificate authority in %s already; use it, or name another folder"
              .formatted(folder));
    }
    var pair = keyPair();
    var random = new SecureRandom();
    var now = clock.instant();
    var builder =
        builder(NAME, pair.getPublic(), now, AUTHORITY_LIFE, new BigInteger(SERIAL_BITS, random));
    try {
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } catch (CertIOException e) {
      throw new IllegalStateException("an extension cannot be encoded", e);
    }
    var certificate = sign(builder, pair.getPrivate());
    OwnerOnlyFile.write(folder.resolve(CERTIFICATE_FILE), ascii(Pem.of(certificate)));
    OwnerOnlyFile.write(folder.resolve(KEY_FILE), ascii(Pem.of(pair.getPrivate())));
    return new CertificateAuthority(pair.getPrivate(), certificate, clock);
  }

  public static CertificateAuthority open(Path folder, InstantSource clock) throws IOException {
    try {
      var key = Pem.key(Files.readString(folder.resolve(KEY_FILE)));
      var certificates = Pem.certificates(Files.readString(folder.resolve(CERTIFICATE_FILE)));
      if (certificates.size() != 1) {
        throw new IOException("no certificate in " + CERTIFICATE_FILE);
      }
      return new CertificateAuthority(key, certificates.getFirst(), clock);
    } catch (IOException e) {
      throw new IOException(
          "cannot open the certificate authority in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /// Makes a key and a certificate for one program of the fabric.
  ///
  /// @param hosts the names and addresses under which others reach it; storage, which has a name
  ///   for each account, may be reached under all names of a domain (`*.blob.example.org`)
  public Credentials issue(Identity identity, List<String> hosts) throws IOException {
    var pair = keyPair();
    return Credentials.of(
        pair.getPrivate(), certify(identity, pair.getPublic(), hosts), certificate);
  }

  /// Makes another key and certificate for the holder of some that it has made, who may be late.
  public Credentials renew(Credentials before) throws IOException {
    requireOwn(before.certificate());
    var pair = keyPair();
    return Credentials.of(
        pair.getPrivate(),
        certifyAgain(before.identity(), pair.getPublic(), before.certificate()),
        certificate);
  }

  /// Signs what the holder of a certificate asks for in its place.
  ///
  /// @param holder who asks, as is proven otherwise
  /// @return the certificate as text
  public String renew(RenewalWish wish, Identity holder) throws IOException {
    List<X509Certificate> before = Pem.certificates(wish.certificate());
    if (before.size() != 1) {
      throw new IOException("one certificate is to be renewed, not " + before.size());
    }
    X509Certificate ending = before.getFirst();
    requireOwn(ending);
    if (ending.getNotAfter().toInstant().isBefore(clock.instant())) {
      throw new IOException("the certificate has ended");
    }
    if (!Certificates.identity(ending).equals(Optional.of(holder))) {
      throw new IOException("the certificate is another one's");
    }
    PublicKey asked = CertificateRequest.key(Pem.requested(wish.request()));
    return Pem.of(certifyAgain(holder, asked, ending));
  }

  /// Earlier versions have certified hosts that are none.
  private X509Certificate certifyAgain(Identity identity, PublicKey holder, X509Certificate before)
      throws IOException {
    try {
      return certify(identity, holder, Certificates.hosts(before));
    } catch (IllegalArgumentException e) {
      throw new IOException("it cannot be given again as it is: " + e.getMessage(), e);
    }
  }

  private void requireOwn(X509Certificate issued) throws IOException {
    try {
      issued.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IOException("this authority has not made the certificate", e);
    }
  }

  private X509Certificate certify(Identity identity, PublicKey holder, List<String> hosts)
      throws CertIOException {
    if (identity.kind() != Identity.Kind.STORAGE
        && hosts.stream().anyMatch(CertificateHost::isMany)) {
      throw new IllegalArgumentException("only storage stands for all hosts of a domain");
    }
    var builder =
        builder(
            Certificates.subject(identity),
            holder,
            clock.instant(),
            CERTIFICATE_LIFE,
            new BigInteger(SERIAL_BITS, random));
    var names = hosts.stream().map(CertificateHost::of).toArray(GeneralName[]::new);
    var purposes =
        new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    if (names.length > 0) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    return sign(builder, key);
  }

  /// Whether a certificate can say that its holder is reached under this name.
  public static boolean isName(String host) {
    return CertificateHost.isName(host);
  }

  private static X509v3CertificateBuilder builder(
      String subject, PublicKey subjectKey, Instant now, Duration life, BigInteger serial) {
    return new JcaX509v3CertificateBuilder(
        new X500Name(NAME),
        serial,
        Date.from(now.minus(CLOCK_DIFFERENCE_MAX)),
        Date.from(now.plus(life)),
        new X500Name(subject),
        subjectKey);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a certificate", e);
    }
  }

  static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no elliptic curves in this Java", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
