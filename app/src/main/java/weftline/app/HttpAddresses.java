package weftline.app;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads on the command line where a program of the fabric is reached.
class HttpAddresses implements ITypeConverter<URI> {
  private static final int PORT_MAX = 65_535;

  private final String path;
  private final String what;

  HttpAddresses() {
    this("/?", "the address of a program: write it like http://127.0.0.1:7400");
  }

  private HttpAddresses(String path, String what) {
    this.path = path;
    this.what = what;
  }

  /// Reads where an account of storage is.
  static final class OfAccount extends HttpAddresses {
    OfAccount() {
      super(
          "/[a-z0-9]+",
          "an account of storage: write it like http://127.0.0.1:10000/devstoreaccount1");
    }
  }

  @Override
  public URI convert(String text) {
    if (!text.matches("https?://[^/?#]+" + path)) {
      throw new TypeConversionException("'%s' is not %s".formatted(text, what));
    }
    try {
      URI address = new URI(text.replaceFirst("/$", ""));
      if (address.getHost() != null && address.getPort() <= PORT_MAX) {
        return address;
      }
    } catch (URISyntaxException _) {
      // told below
    }
    throw new TypeConversionException("'%s' names no host and port".formatted(text));
  }
}
