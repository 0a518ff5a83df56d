package weftline.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// Reads what a certificate is asked for with (PKCS #10). Only its key counts: who gets the
/// certificate, and for which hosts, is not for him to say.
final class CertificateRequest {
  private static final int KEY_BITS = 256;

  private CertificateRequest() {}

  /// The key, which the sender has proven to hold.
  static PublicKey key(byte[] encoded) throws IOException {
    try {
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(encoded);
      PublicKey key = request.getPublicKey();
      if (!(key instanceof ECPublicKey curve)
          || curve.getParams().getCurve().getField().getFieldSize() != KEY_BITS) {
        throw new IOException("a key of this kind gets no certificate here");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new IOException("the request is not signed with the key that it is for");
      }
      return key;
    } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
      throw new IOException("the request for a certificate cannot be read", e);
    }
  }
}
