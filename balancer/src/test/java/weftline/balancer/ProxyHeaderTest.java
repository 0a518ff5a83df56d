package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The header against bytes worked out by hand from the specification.
final class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  @Test
  void ipv4() {
    assertThat(hex("192.0.2.1", "198.51.100.7"))
        .isEqualTo(SIGNATURE + "2111000c" + "c0000201" + "c6336407" + "1f90" + "0050");
  }

  @Test
  void ipv4BesideIpv6IsMapped() {
    assertThat(hex("192.0.2.1", "2001:db8::1"))
        .isEqualTo(
            SIGNATURE
                + "21210024"
                + "00000000000000000000ffffc0000201"
                + "20010db8000000000000000000000001"
                + "1f90"
                + "0050");
  }

  private static String hex(String client, String entrance) {
    ByteBuffer header =
        ProxyHeader.of(new InetSocketAddress(client, 8080), new InetSocketAddress(entrance, 80));
    byte[] bytes = new byte[header.remaining()];
    header.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
