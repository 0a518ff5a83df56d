package weftline.controller;

import java.io.IOException;
import java.util.List;
import weftline.model.LogLine;

/// Takes the lines that roles write.
@FunctionalInterface
public interface LogSink {
  void append(List<LogLine> lines) throws IOException;
}
