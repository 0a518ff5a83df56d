package weftline.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// One method on one pattern of paths, such as `/v1/services/{service}`, and what answers it.
public final class Route {
  private final String method;
  private final String pattern;
  private final List<String> segments;
  private final Answer answer;

  private Route(String method, String pattern, Answer answer) {
    this.method = method;
    this.pattern = pattern;
    this.segments = segments(pattern);
    this.answer = answer;
  }

  /// A route that answers on the event loop.
  public static Route of(String method, String pattern, Answer answer) {
    return new Route(method, pattern, answer);
  }

  /// A route whose answer may block; it runs on the executor.
  public static Route blocking(
      Executor executor, String method, String pattern, BlockingAnswer answer) {
    return new Route(
        method,
        pattern,
        (request, path) ->
            Handler.blocking(executor, inner -> answer.answer(inner, path)).handle(request));
  }

  public String method() {
    return method;
  }

  public String pattern() {
    return pattern;
  }

  CompletionStage<Response> answer(Request request, PathParameters path) {
    return answer.answer(request, path);
  }

  Optional<PathParameters> match(List<String> wanted) {
    if (wanted.size() != segments.size()) {
      return Optional.empty();
    }
    List<PathParameters.Parameter> found = new ArrayList<>();
    for (int index = 0; index < segments.size(); index++) {
      var segment = segments.get(index);
      if (segment.startsWith("{")) {
        var name = segment.substring(1, segment.length() - 1);
        found.add(new PathParameters.Parameter(name, Percent.decode(wanted.get(index))));
      } else if (!segment.equals(wanted.get(index))) {
        return Optional.empty();
      }
    }
    return Optional.of(new PathParameters(found));
  }

  static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /// Answers a request without blocking.
  @FunctionalInterface
  public interface Answer {
    CompletionStage<Response> answer(Request request, PathParameters path);
  }

  /// Answers a request and may block while it does.
  @FunctionalInterface
  public interface BlockingAnswer {
    Response answer(Request request, PathParameters path) throws IOException;
  }
}
