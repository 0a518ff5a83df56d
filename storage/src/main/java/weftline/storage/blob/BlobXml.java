package weftline.storage.blob;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// Writes the entries of lists of blobs.
record BlobXml(XmlWriter xml, ListPage page) {
  void write(BlobWalk.Entry entry) {
    BlobRow row = entry.row();
    xml.start("Blob");
    writeName(xml, entry.name());
    if (row.state().has(BlobField.DELETION)) {
      xml.element("Deleted", "true");
    }
    if (entry.snapshot()) {
      xml.element("Snapshot", Moments.text(entry.time()));
    }
    row.get(BlobField.VERSION)
        .ifPresent(version -> xml.element("VersionId", Moments.text(version)));
    if (row.state().has(BlobField.VERSION) && !row.state().has(BlobField.HISTORY)) {
      xml.element("IsCurrentVersion", "true");
    }
    xml.start("Properties");
    writeProperties(row);
    xml.end();
    if (page.includes("metadata")) {
      xml.elements("Metadata", row.metadata());
    }
    if (page.includes("tags")) {
      row.get(BlobField.TAGS).ifPresent(tags -> tags.write(xml));
    }
    if (entry.versionsOnly()) {
      xml.element("HasVersionsOnly", "true");
    }
    xml.end();
  }

  private void writeProperties(BlobRow row) {
    xml.element("Creation-Time", WireTimes.http(row.created()))
        .element("Last-Modified", WireTimes.http(row.stamp().modified()))
        .element("Etag", row.stamp().bareEtag())
        .element("Content-Length", row.length());
    for (Map.Entry<String, String> header : row.headers().shown()) {
      xml.element(header.getKey(), header.getValue());
    }
    KindHeaders.write(xml, row, page.includes("copy"));
    xml.element("BlobType", row.body().kind().wireName());
    new StateHeaders(row, page.now()).write(xml, page);
    xml.element("ServerEncrypted", "false");
    row.get(BlobField.DELETION).ifPresent(this::writeDeletion);
  }

  private void writeDeletion(Deletion deletion) {
    xml.element("DeletedTime", WireTimes.http(deletion.at()))
        .element("RemainingRetentionDays", deletion.remainingDays(page.now()));
  }

  /// XML cannot carry every character that a name can have.
  static void writeName(XmlWriter xml, String name) {
    if (isPlain(name)) {
      xml.element("Name", name);
      return;
    }
    xml.start("Name")
        .attribute("Encoded", "true")
        .text(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .end();
  }

  private static boolean isPlain(String name) {
    for (int at = 0; at < name.length(); at++) {
      char next = name.charAt(at);
      if (next < ' ' || next == 0xFFFE || next == 0xFFFF) {
        return false;
      }
    }
    return true;
  }
}
