package weftline.net;

import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/// Where the holder of a certificate is reached: an address, a name, or all names of a domain.
final class CertificateHost {
  private static final int LENGTH_MAX = 253;
  private static final String LABEL = "[0-9A-Za-z_](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

  /// A star stands for the whole first label (RFC 9525, 6.3), and never below a top domain.
  private static final Pattern ALL_NAMES = Pattern.compile("\\*(?:\\." + LABEL + "){2,}");

  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

  private CertificateHost() {}

  /// Throws what is wrong with it if it is none.
  static GeneralName of(String host) {
    boolean address = isAddress(host);
    if (!address && !isName(host)) {
      throw new IllegalArgumentException("'%s' is no host's name or address".formatted(host));
    }
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  /// Whether it stands for more than one host.
  static boolean isMany(String host) {
    return host.startsWith("*");
  }

  /// What consists of numbers alone is meant as an address, right or wrong.
  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || NUMBERS.matcher(host).matches();
  }

  static boolean isName(String host) {
    String rest = isMany(host) ? host.substring(host.indexOf('.') + 1) : host;
    return host.length() <= LENGTH_MAX
        && !isAddress(rest)
        && (NAME.matcher(host).matches() || ALL_NAMES.matcher(host).matches());
  }
}
