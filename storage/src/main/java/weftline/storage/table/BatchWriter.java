package weftline.storage.table;

import java.io.ByteArrayOutputStream;
import java.util.List;
import weftline.net.Response;
import weftline.storage.Multipart;

/// Puts the answers to the parts of a transaction together.
///
/// @param name makes the boundaries differ from anything in the answers
record BatchWriter(String name) {
  private static final String PART =
      "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";

  Response changes(List<Response> answers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "--batchresponse_" + name + "\r\n");
    write(out, "Content-Type: multipart/mixed; boundary=changesetresponse_" + name + "\r\n\r\n");
    for (Response answer : answers) {
      write(out, "--changesetresponse_" + name + "\r\n");
      write(out, answer);
    }
    write(out, "--changesetresponse_" + name + "--\r\n");
    return finished(out);
  }

  Response query(Response answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "--batchresponse_" + name + "\r\n");
    write(out, answer);
    return finished(out);
  }

  private Response finished(ByteArrayOutputStream out) {
    write(out, "--batchresponse_" + name + "--\r\n");
    return Response.of(202, "multipart/mixed; boundary=batchresponse_" + name, out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, Response answer) {
    Multipart.write(out, PART);
    Multipart.write(out, answer);
    Multipart.write(out, "\r\n");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    Multipart.write(out, text);
  }
}
