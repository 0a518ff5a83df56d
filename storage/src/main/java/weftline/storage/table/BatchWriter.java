package weftline.storage.table;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    StringBuilder out = new StringBuilder();
    out.append("--batchresponse_").append(name);
    out.append("\r\nContent-Type: multipart/mixed; boundary=changesetresponse_").append(name);
    out.append("\r\n\r\n");
    for (Response answer : answers) {
      out.append("--changesetresponse_").append(name).append("\r\n");
      write(out, answer);
    }
    return finished(out.append("--changesetresponse_").append(name).append("--\r\n"));
  }

  Response query(Response answer) {
    StringBuilder out = new StringBuilder("--batchresponse_").append(name).append("\r\n");
    write(out, answer);
    return finished(out);
  }

  private Response finished(StringBuilder out) {
    String text = out.append("--batchresponse_").append(name).append("--\r\n").toString();
    return Response.of(
        202, "multipart/mixed; boundary=batchresponse_" + name, text.getBytes(UTF_8));
  }

  private static void write(StringBuilder out, Response answer) {
    Multipart.write(out.append(PART), answer);
    out.append("\r\n");
  }
}
