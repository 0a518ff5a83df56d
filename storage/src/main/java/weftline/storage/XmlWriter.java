package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import weftline.net.Response;

/// Writes the body of an answer, without the library that reads bodies: a list has a hundred
/// thousand elements. Not for sharing between threads.
public final class XmlWriter {
  private static final int START_CHARACTERS = 256;

  private final StringBuilder out = new StringBuilder(START_CHARACTERS);
  private final ArrayDeque<String> open = new ArrayDeque<>();
  private boolean inTag;

  public XmlWriter() {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  }

  public XmlWriter start(String name) {
    endTag();
    out.append('<').append(name);
    open.push(name);
    inTag = true;
    return this;
  }

  /// Of the element that has been started last, before it has anything in it.
  public XmlWriter attribute(String name, String value) {
    if (!inTag) {
      throw new IllegalStateException("no element has just been started");
    }
    out.append(' ').append(name).append("=\"");
    int from = out.length();
    escape(value);
    escapeQuotes(from);
    out.append('"');
    return this;
  }

  public XmlWriter text(String value) {
    endTag();
    escape(value);
    return this;
  }

  public XmlWriter end() {
    endTag();
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  public XmlWriter element(String name, String value) {
    endTag();
    out.append('<').append(name).append('>');
    escape(value);
    out.append("</").append(name).append('>');
    return this;
  }

  public XmlWriter element(String name, long value) {
    endTag();
    out.append('<').append(name).append('>').append(value).append("</").append(name).append('>');
    return this;
  }

  /// One element for each entry, named by its key.
  public XmlWriter elements(String name, Map<String, String> values) {
    start(name);
    values.forEach(this::element);
    return end();
  }

  /// Ends every open element.
  public byte[] toBytes() {
    while (!open.isEmpty()) {
      end();
    }
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  public Response toResponse(int status) {
    return Response.of(status, "application/xml", toBytes());
  }

  private void endTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  /// Most texts have nothing to escape, and are copied in one piece. What XML cannot carry at all
  /// is replaced: a client could read nothing of a document with it.
  private void escape(String text) {
    int done = 0;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (isSpecial(next)) {
        out.append(text, done, at).append(escaped(next));
        done = at + 1;
      }
    }
    out.append(text, done, text.length());
  }

  /// Only within attributes do quotes mean anything.
  private void escapeQuotes(int from) {
    for (int at = out.indexOf("\"", from); at >= 0; at = out.indexOf("\"", at)) {
      out.replace(at, at + 1, "&quot;");
    }
  }

  private static boolean isSpecial(char next) {
    return next < ' '
        ? next != '\n' && next != '\t'
        : next == '<' || next == '>' || next == '&' || next >= '\uFFFE';
  }

  private static String escaped(char special) {
    return switch (special) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      case '\r' -> "&#13;";
      default -> "\uFFFD";
    };
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
