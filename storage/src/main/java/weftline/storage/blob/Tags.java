package weftline.storage.blob;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import weftline.storage.Parameters;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.XmlElement;
import weftline.storage.XmlWriter;

/// The words by which a blob can be found.
record Tags(SortedMap<String, String> values) {
  static final Tags NONE = new Tags(Collections.emptySortedMap());
  static final int COUNT_MAX = 10;
  static final int KEY_MAX = 128;
  static final int VALUE_MAX = 256;

  private static final String HEADER = "x-ms-tags";
  private static final int BODY_MAX = 64 * 1024;
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9 +\\-./:=_]*");

  Tags {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /// Those that a header gives as `key=value&key=value`, encoded as in a query.
  static Tags ofHeader(StorageRequest request) {
    String text = request.header(HEADER).orElse("");
    if (text.isEmpty()) {
      return NONE;
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (String pair : text.split("&", COUNT_MAX + 2)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw invalidHeader(text, "A tag has a key, an equals sign and a value.");
      }
      String key = Parameters.decodeQuery(pair.substring(0, equals));
      if (values.put(key, Parameters.decodeQuery(pair.substring(equals + 1))) != null) {
        throw invalidHeader(text, "The key '" + key + "' is there twice.");
      }
    }
    String problem = problem(values);
    if (!problem.isEmpty()) {
      throw invalidHeader(text, problem);
    }
    return new Tags(values);
  }

  /// Those in the body of a request.
  static Tags ofBody(byte[] body) {
    XmlElement root = XmlElement.parse(body);
    if (!root.name().equals("Tags") || root.children().size() > 1) {
      throw new StorageException(StorageError.INVALID_XML_DOCUMENT);
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (XmlElement set : root.children()) {
      for (XmlElement tag : set.children()) {
        String key = tag.childText("Key").orElseThrow(() -> missing("Key"));
        String value = tag.childText("Value").orElseThrow(() -> missing("Value"));
        if (values.put(key, value) != null) {
          throw invalidNode("Key", key, "The key is there twice.");
        }
      }
    }
    String problem = problem(values);
    if (!problem.isEmpty()) {
      throw invalidNode("TagSet", "", problem);
    }
    return new Tags(values);
  }

  static Tags ofBody(StorageRequest request) {
    byte[] body = request.body(BODY_MAX);
    Digests.ofPart(request).update(body, 0, body.length).finish();
    return ofBody(body);
  }

  static Tags read(RowReader row) {
    return new Tags(row.texts());
  }

  void write(RowWriter row) {
    row.texts(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// As an element `Tags` of a list, or the whole of a document.
  void write(XmlWriter xml) {
    xml.start("Tags").start("TagSet");
    for (Map.Entry<String, String> tag : values.entrySet()) {
      xml.start("Tag").element("Key", tag.getKey()).element("Value", tag.getValue()).end();
    }
    xml.end().end();
  }

  private static String problem(Map<String, String> values) {
    if (values.size() > COUNT_MAX) {
      return "A blob has at most " + COUNT_MAX + " tags.";
    }
    for (Map.Entry<String, String> tag : values.entrySet()) {
      String key = tag.getKey();
      String value = tag.getValue();
      if (key.isEmpty() || key.length() > KEY_MAX || value.length() > VALUE_MAX) {
        return "The key '" + key + "' or its value is too long or empty.";
      }
      if (!ALLOWED.matcher(key).matches() || !ALLOWED.matcher(value).matches()) {
        return "The key '" + key + "' or its value has a character that tags cannot have.";
      }
    }
    return "";
  }

  private static StorageException invalidHeader(String value, String reason) {
    return new StorageException(StorageError.INVALID_HEADER_VALUE)
        .withDetail("HeaderName", HEADER)
        .withDetail("HeaderValue", value)
        .withDetail("Reason", reason);
  }

  private static StorageException missing(String node) {
    return new StorageException(StorageError.MISSING_REQUIRED_XML_NODE)
        .withDetail("XmlNodeName", node);
  }

  private static StorageException invalidNode(String node, String value, String reason) {
    return new StorageException(StorageError.INVALID_XML_NODE_VALUE)
        .withDetail("XmlNodeName", node)
        .withDetail("XmlNodeValue", value)
        .withDetail("Reason", reason);
  }
}
