package weftline.storage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Signs shared access signatures: the queries that let their holder in without a key.
public record Sas(String account, AccountKey key) {
  private static final String VERSION = "2021-12-02";

  /// For everything in a container, with the permissions as letters, such as `rl`.
  public String forContainer(String container, String permissions, Instant expiry) {
    return forResource("c", container, permissions, expiry);
  }

  /// For one blob.
  public String forBlob(String container, String blob, String permissions, Instant expiry) {
    return forResource("b", container + "/" + blob, permissions, expiry);
  }

  /// For whole services: `b`, `q`, `t`; kinds of resource: `s` the service, `c` containers, `o`
  /// what is in them.
  public String forAccount(
      String services, String resourceTypes, String permissions, Instant expiry) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("sv", VERSION);
    fields.put("ss", services);
    fields.put("srt", resourceTypes);
    fields.put("sp", permissions);
    fields.put("se", WireTimes.iso(expiry));
    return signed(fields, new SasFields(fields).accountText(account));
  }

  private String forResource(String kind, String path, String permissions, Instant expiry) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("sv", VERSION);
    fields.put("sr", kind);
    fields.put("sp", permissions);
    fields.put("se", WireTimes.iso(expiry));
    String text = new SasFields(fields).serviceText(ServiceKind.BLOB, "/" + account + "/" + path);
    return signed(fields, text);
  }

  private String signed(Map<String, String> fields, String text) {
    fields.put("sig", key.sign(text));
    return fields.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
