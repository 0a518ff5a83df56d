package weftline.app;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `ADDRESS:PORT` on the command line.
final class SocketAddresses implements ITypeConverter<InetSocketAddress> {
  @Override
  public InetSocketAddress convert(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new TypeConversionException(
          "'%s' is no address and port, such as 127.0.0.1:7400".formatted(text));
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port > 65_535) {
      throw new TypeConversionException("%d is no port: the highest is 65535".formatted(port));
    }
    return new InetSocketAddress(text.substring(0, colon), port);
  }
}
