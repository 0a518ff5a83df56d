package weftline.net;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/// Where a certificate keeps the identity: the subject's `O` is the kind, its `CN` the name.
final class Certificates {
  private Certificates() {}

  static String subject(Identity identity) {
    return "O=" + identity.kind() + ", CN=" + identity.name();
  }

  /// Empty for a certificate that names nobody of the fabric.
  static Optional<Identity> identity(X509Certificate certificate) {
    try {
      var subject = new LdapName(certificate.getSubjectX500Principal().getName());
      return Optional.of(
          new Identity(Identity.Kind.valueOf(part(subject, "O")), part(subject, "CN")));
    } catch (InvalidNameException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Where its holder is reached.
  static List<String> hosts(X509Certificate certificate) throws IOException {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(Collection::stream)
          .map(name -> String.valueOf(name.getLast()))
          .toList();
    } catch (CertificateParsingException e) {
      throw new IOException("the certificate's hosts cannot be read", e);
    }
  }

  private static String part(LdapName subject, String type) {
    return subject.getRdns().stream()
        .filter(part -> part.getType().equalsIgnoreCase(type))
        .map(part -> part.getValue().toString())
        .findFirst()
        .orElse("");
  }
}
