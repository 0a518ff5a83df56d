package weftline.net;

import java.security.cert.X509Certificate;
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

  private static String part(LdapName subject, String type) {
    return subject.getRdns().stream()
        .filter(part -> part.getType().equalsIgnoreCase(type))
        .map(part -> part.getValue().toString())
        .findFirst()
        .orElse("");
  }
}
