package weftline.storage.compatibility;

import com.azure.core.exception.HttpResponseException;
import com.azure.data.tables.models.TableServiceException;
import java.util.Optional;

/// What a trial has shown.
sealed interface Verdict {
  /// As it stands in the table.
  String word();

  default String why() {
    return "";
  }

  /// As Azure does it.
  record Works() implements Verdict {
    @Override
    public String word() {
      return "works";
    }
  }

  /// In another way, on purpose.
  record Differs(String why) implements Verdict {
    @Override
    public String word() {
      return "differs";
    }
  }

  /// The server says that it cannot.
  record NotSupported(String why) implements Verdict {
    @Override
    public String word() {
      return "not supported";
    }
  }

  /// A trial that went wrong in a way that nobody has foreseen.
  record Fails(Throwable failure) implements Verdict {
    @Override
    public String word() {
      return "fails";
    }

    @Override
    public String why() {
      return status(failure).map(status -> "answered " + status).orElse("a check of it fails");
    }
  }

  static Verdict of(Trial trial, Scene scene) {
    try {
      trial.run(scene);
      return new Works();
    } catch (Trial.DiffersException e) {
      return new Differs(firstLine(e));
    } catch (Exception | AssertionError e) {
      return status(e).filter(status -> status == 501).isPresent()
          ? new NotSupported("answered 501 `NotImplemented`")
          : new Fails(e);
    }
  }

  private static Optional<Integer> status(Throwable failure) {
    return switch (failure) {
      case RawAnswer.UnexpectedException e -> Optional.of(e.status());
      case TableServiceException e -> Optional.of(e.getResponse().getStatusCode());
      case HttpResponseException e -> Optional.of(e.getResponse().getStatusCode());
      case Exception e when e.getCause() instanceof HttpResponseException cause -> status(cause);
      default -> Optional.empty();
    };
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
  }
}
