package weftline.storage.blob;

import weftline.storage.XmlWriter;

/// Writes ranges of pages, those that touch as one.
final class PageListWriter {
  private final XmlWriter xml;
  private final int max;
  private String kind = "";
  private long start;
  private long end;
  private int count;

  /// @param max how many ranges are written
  PageListWriter(XmlWriter xml, int max) {
    this.xml = xml;
    this.max = max;
  }

  /// To be called in order.
  void add(String itsKind, long from, long to) {
    if (kind.equals(itsKind) && end == from) {
      end = to;
      return;
    }
    flush();
    kind = itsKind;
    start = from;
    end = to;
  }

  boolean isFull() {
    return count == max;
  }

  /// Returns the offset to go on from; empty when all is written.
  String finish() {
    if (isFull()) {
      return kind.isEmpty() ? "" : Long.toString(start);
    }
    flush();
    return "";
  }

  private void flush() {
    if (!kind.isEmpty() && !isFull()) {
      count++;
      xml.start(kind).element("Start", start).element("End", end - 1).end();
      kind = "";
    }
  }
}
