package weftline.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Where those servers are that answer for one another, as any of them tells. It goes in a header:
/// a request says what the caller knows, and an answer what is true, if that is something else. Who
/// does not know the header neither asks nor is told.
///
/// @param addresses each a host, a colon and a port; in order, and each once
public record Roster(List<String> addresses) {
  public static final String HEADER = "Weftline-Controllers";
  public static final Roster NONE = new Roster(List.of());

  /// A group of controllers is smaller, and some may come while others go.
  private static final int ADDRESSES_MAX = 16;

  private static final int CHARACTERS_MAX = 300;
  private static final String NOBODY = "none";

  public Roster {
    addresses = List.copyOf(new TreeSet<>(addresses));
    if (addresses.size() > ADDRESSES_MAX) {
      throw new IllegalArgumentException("more than " + ADDRESSES_MAX + " addresses");
    }
    for (String address : addresses) {
      if (!isAddress(address)) {
        throw new IllegalArgumentException("'%s' is no host, colon and port".formatted(address));
      }
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI("http://" + text);
      return text.length() <= CHARACTERS_MAX
          && text.equals(uri.getRawAuthority())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getPort() >= 0;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// What a header says; empty if it is not understood, for a later version may write it otherwise.
  public static Optional<Roster> parse(String header) {
    if (header.equals(NOBODY)) {
      return Optional.of(NONE);
    }
    try {
      return Optional.of(new Roster(List.of(header.split(",", ADDRESSES_MAX + 1))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// What an answer tells, if it does.
  public static Optional<Roster> told(Optional<String> header) {
    return header.flatMap(Roster::parse).filter(each -> !each.equals(NONE));
  }

  /// As it stands in a header.
  public String text() {
    return addresses.isEmpty() ? NOBODY : String.join(",", addresses);
  }

  /// Each as it is called.
  public List<URI> at(String scheme) {
    return addresses.stream().map(address -> URI.create(scheme + "://" + address)).toList();
  }
}
