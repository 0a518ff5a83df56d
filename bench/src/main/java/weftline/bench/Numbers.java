package weftline.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Writes figures with as many digits as they are worth.
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  public static String text(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.toPlainString();
  }

  /// The middle one, or the upper of the two in the middle.
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
