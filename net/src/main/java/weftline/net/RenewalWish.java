package weftline.net;

/// What the holder of a certificate sends to get another one in its place.
///
/// @param certificate the one that is about to end, as text (PEM)
/// @param request that the holder has made, signed with the key that the new one is for (PKCS #10)
public record RenewalWish(String certificate, String request) {
  private static final int CHARACTERS_MAX = 16 << 10;

  public RenewalWish {
    if (certificate.length() > CHARACTERS_MAX || request.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException("this is too long for a certificate");
    }
  }
}
