package weftline.storage.table;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.List;
import weftline.net.Headers;
import weftline.net.Response;

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
    write(out, PART + "HTTP/1.1 " + answer.status() + " " + reason(answer.status()) + "\r\n");
    for (Headers.Field field : answer.headers().fields()) {
      write(out, field.name() + ": " + field.value() + "\r\n");
    }
    write(out, "\r\n");
    if (answer.body() instanceof Response.Body.Bytes(var bytes)) {
      out.writeBytes(bytes);
    }
    write(out, "\r\n");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(US_ASCII));
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 413 -> "Request Entity Too Large";
      default -> "Error";
    };
  }
}
