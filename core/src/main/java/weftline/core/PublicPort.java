package weftline.core;

/// A port of a public address.
public record PublicPort(String address, int port) implements Comparable<PublicPort> {
  @Override
  public int compareTo(PublicPort other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
  }

  @Override
  public String toString() {
    return address + ":" + port;
  }
}
