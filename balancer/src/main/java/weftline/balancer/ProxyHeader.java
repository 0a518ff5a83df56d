package weftline.balancer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Writes the header of the PROXY protocol, version 2, by which a backend learns who the client is.
/// Layout: `https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt`, section 2.2.
final class ProxyHeader {
  private static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  private static final byte VERSION_2_PROXY = 0x21;
  private static final byte TCP_OVER_IPV4 = 0x11;
  private static final byte TCP_OVER_IPV6 = 0x21;
  private static final int FIXED_BYTES = 16;
  private static final int PORT_BYTES = 4;

  private ProxyHeader() {}

  /// @param client where the client is
  /// @param entrance the address that the client connected to
  static ByteBuffer of(InetSocketAddress client, InetSocketAddress entrance) {
    boolean narrow =
        client.getAddress() instanceof Inet4Address
            && entrance.getAddress() instanceof Inet4Address;
    byte[] source = bytes(client.getAddress(), narrow);
    byte[] destination = bytes(entrance.getAddress(), narrow);
    int addressBytes = source.length + destination.length + PORT_BYTES;
    return ByteBuffer.allocate(FIXED_BYTES + addressBytes)
        .put(SIGNATURE)
        .put(VERSION_2_PROXY)
        .put(narrow ? TCP_OVER_IPV4 : TCP_OVER_IPV6)
        .putShort((short) addressBytes)
        .put(source)
        .put(destination)
        .putShort((short) client.getPort())
        .putShort((short) entrance.getPort())
        .flip();
  }

  /// An IPv4 address beside an IPv6 one is written in its mapped form.
  private static byte[] bytes(InetAddress address, boolean narrow) {
    byte[] plain = address.getAddress();
    if (narrow || plain.length == 16) {
      return plain;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    System.arraycopy(plain, 0, mapped, 12, 4);
    return mapped;
  }
}
