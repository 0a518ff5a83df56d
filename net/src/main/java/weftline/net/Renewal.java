package weftline.net;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// One try to get another certificate in place of one that is about to end. The key is a new one,
/// which leaves this program only to its own file.
public final class Renewal {
  private static final String SIGNED_WITH = "SHA256withECDSA";

  private final Credentials before;
  private final KeyPair fresh;

  private Renewal(Credentials before, KeyPair fresh) {
    this.before = before;
    this.fresh = fresh;
  }

  public static Renewal of(Credentials before) {
    return new Renewal(before, CertificateAuthority.keyPair());
  }

  public RenewalWish wish() {
    try {
      X500Principal subject = before.certificate().getSubjectX500Principal();
      byte[] request =
          new JcaPKCS10CertificationRequestBuilder(subject, fresh.getPublic())
              .build(new JcaContentSignerBuilder(SIGNED_WITH).build(fresh.getPrivate()))
              .getEncoded();
      return new RenewalWish(Pem.of(before.certificate()), Pem.request(request));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot ask for a certificate", e);
    }
  }

  /// Takes what was answered, if it is for the same holder, of the same authority, and for the key.
  public Credentials granted(String certificate) throws IOException {
    List<X509Certificate> certificates = Pem.certificates(certificate);
    if (certificates.size() != 1) {
      throw new IOException("%d certificates were answered".formatted(certificates.size()));
    }
    return before.renewed(fresh.getPrivate(), certificates.getFirst());
  }
}
