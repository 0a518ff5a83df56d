package weftline.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a program's own log goes: one line for each thing that happened.
final class Logging {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %msg %kvp [%logger{0}]%n%ex{6}";
  private static final long FILE_BYTES_MAX = 10L << 20;
  private static final int OLD_FILES_MAX = 3;

  private Logging() {}

  /// To a file that is rolled, so that the console stays clean.
  static void toFile(Path file) {
    LoggerContext context = fresh();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setFile(file.toString());

    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(file + ".%i");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(OLD_FILES_MAX);
    rolling.start();
    appender.setRollingPolicy(rolling);

    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(new FileSize(FILE_BYTES_MAX));
    trigger.start();
    appender.setTriggeringPolicy(trigger);
    start(context, appender, Level.INFO);
  }

  /// To the error stream, for programs that a supervisor runs.
  static void toErrorStream() {
    consoleAt(Level.INFO);
  }

  /// Nowhere, for the simulator: what its controllers complain of has been done to them.
  static void quiet() {
    fresh().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
  }

  private static void consoleAt(Level level) {
    LoggerContext context = fresh();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    start(context, appender, level);
  }

  private static LoggerContext fresh() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return context;
  }

  private static void start(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Level level) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(LINE);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(appender);
    for (String library : new String[] {"io.netty", "io.vertx"}) {
      context.getLogger(library).setLevel(Level.WARN);
    }
    context.getLogger("io.microraft").setLevel(Level.ERROR); // elections are everyday life
  }
}
