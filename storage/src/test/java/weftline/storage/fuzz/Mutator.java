package weftline.storage.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import weftline.net.Headers;

/// Makes bad requests of good ones.
record Mutator(RandomGenerator random, List<Seed> seeds) {
  private static final int CHANGES_MAX = 4;

  /// What has broken parsers before: bounds, unfinished things, much of the same.
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "1e999",
          "NaN",
          "-",
          "=",
          "==",
          "'",
          "''",
          "\"",
          "/",
          "//",
          "..",
          "%",
          "%2F",
          "%00",
          "%FF",
          "%C3",
          "%F0%9F%98%80",
          "ü",
          "(",
          ")",
          "()",
          "[",
          "{",
          "}",
          "<",
          "<a>",
          "</a>",
          "&",
          "&amp;",
          "&#0;",
          "&#x110000;",
          "&unknown;",
          "<![CDATA[",
          "<!DOCTYPE a [<!ENTITY b \"c\">]>",
          "\r\n",
          "\r\n\r\n",
          "--",
          "bytes=5-2",
          "bytes=-0",
          "bytes=9223372036854775807-",
          "bytes=0-1,3-4",
          "2026-02-30T25:61:61Z",
          "+292278994-08-17T07:12:55Z",
          "guid'",
          "datetime'x'",
          "X'0'",
          "not ",
          " and ",
          "null",
          "[[[[",
          "@odata.type",
          "x-ms-meta-",
          "$root",
          "$batch");

  private static final List<String> REPEATED =
      List.of("(", "not ", "[", "{\"a\":", "<a>", "a", "%41", "/", "'");
  private static final List<Integer> LENGTHS = List.of(10, 100, 1_100, 9_000, 70_000);
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "HEAD", "MERGE", "PATCH", "OPTIONS", "X");

  /// The next one. The same generator gives the same requests.
  Seed next() {
    Seed seed = seeds.get(random.nextInt(seeds.size()));
    int changes = 1 + random.nextInt(CHANGES_MAX);
    for (int i = 0; i < changes; i++) {
      seed = changed(seed);
    }
    return seed;
  }

  private Seed changed(Seed seed) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> withTarget(seed, "/" + changed(seed.target().substring(1)));
      case 3, 4, 5 -> withHeaders(seed, changed(seed.headers()));
      case 6, 7, 8 -> withBody(seed, changed(seed.body()));
      default -> withMethod(seed, METHODS.get(random.nextInt(METHODS.size())));
    };
  }

  private Headers changed(Headers headers) {
    List<Headers.Field> fields = new ArrayList<>(headers.fields());
    if (fields.isEmpty() || random.nextInt(4) == 0) {
      fields.addAll(seeds.get(random.nextInt(seeds.size())).headers().fields());
      return new Headers(fields);
    }
    int at = random.nextInt(fields.size());
    Headers.Field field = fields.get(at);
    if (random.nextInt(8) == 0) {
      fields.remove(at);
    } else {
      fields.set(at, new Headers.Field(field.name(), printable(changed(field.value()))));
    }
    return new Headers(fields);
  }

  private String changed(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(8));
    return text.substring(0, from) + piece(text) + text.substring(random.nextBoolean() ? from : to);
  }

  private String piece(String text) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> Character.toString(33 + random.nextInt(94));
      case 2 -> REPEATED.get(random.nextInt(REPEATED.size())).repeat(length());
      case 3 -> text.substring(random.nextInt(text.length() + 1));
      default -> ODD.get(random.nextInt(ODD.size()));
    };
  }

  private int length() {
    return LENGTHS.get(random.nextInt(LENGTHS.size()));
  }

  private byte[] changed(byte[] body) {
    int from = random.nextInt(body.length + 1);
    int to = Math.min(body.length, from + random.nextInt(40));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(body, 0, from);
    switch (random.nextInt(4)) {
      case 0 -> out.write(random.nextInt(256));
      case 1 -> out.writeBytes(Arrays.copyOfRange(body, random.nextInt(from + 1), to));
      default ->
          out.writeBytes(
              piece(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }
    int rest = random.nextBoolean() ? from : to;
    out.write(body, rest, body.length - rest);
    return out.toByteArray();
  }

  /// No server lets other characters in.
  private static String printable(String value) {
    return value.replaceAll("\\p{Cntrl}", "").strip();
  }

  private static Seed withMethod(Seed seed, String method) {
    return new Seed(seed.service(), method, seed.target(), seed.headers(), seed.body());
  }

  private static Seed withTarget(Seed seed, String target) {
    String sent = target.replaceAll("[\\s\\p{Cntrl}]", "%20");
    return new Seed(seed.service(), seed.method(), sent, seed.headers(), seed.body());
  }

  private static Seed withHeaders(Seed seed, Headers headers) {
    return new Seed(seed.service(), seed.method(), seed.target(), headers, seed.body());
  }

  private static Seed withBody(Seed seed, byte[] body) {
    return new Seed(seed.service(), seed.method(), seed.target(), seed.headers(), body);
  }
}
