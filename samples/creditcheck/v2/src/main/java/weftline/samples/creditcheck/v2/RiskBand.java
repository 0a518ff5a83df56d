package weftline.samples.creditcheck.v2;

import weftline.samples.creditcheck.Order;

/// How likely it is that the rent stays away.
enum RiskBand {
  LOW,
  MEDIUM,
  HIGH;

  private static final int LOW_MAX_PERCENT = 33;
  private static final int MEDIUM_MAX_PERCENT = 50;

  static RiskBand of(Order.Application application) {
    long percent = 100 * application.rent() / Math.max(1, application.income());
    if (percent <= LOW_MAX_PERCENT) {
      return LOW;
    }
    return percent <= MEDIUM_MAX_PERCENT ? MEDIUM : HIGH;
  }
}
