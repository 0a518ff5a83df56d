package weftline.controller;

import java.io.IOException;

/// Says why bytes are no letter of a controller.
public final class LetterException extends IOException {
  private static final long serialVersionUID = 1;

  LetterException(String message) {
    super(message);
  }
}
