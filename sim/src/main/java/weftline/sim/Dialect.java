package weftline.sim;

import weftline.model.NodeGoal;
import weftline.model.NodeReport;
import weftline.net.Json;
import weftline.net.JsonException;

/// What an agent's version understands of a goal, and what of its report gets through.
enum Dialect {
  NEWEST {
    @Override
    NodeGoal heard(NodeGoal goal) {
      return goal;
    }

    @Override
    NodeReport said(NodeReport report) {
      return report;
    }
  },

  /// Goes by the bytes on the wire, which the newest controllers write and read.
  EARLIER {
    @Override
    NodeGoal heard(NodeGoal goal) {
      return passed(goal, EarlierForms.Goal.class).now();
    }

    @Override
    NodeReport said(NodeReport report) {
      return passed(EarlierForms.Report.of(report), NodeReport.class);
    }
  };

  abstract NodeGoal heard(NodeGoal goal);

  abstract NodeReport said(NodeReport report);

  private static <T> T passed(Object written, Class<T> form) {
    try {
      return Json.read(Json.write(written), form);
    } catch (JsonException e) {
      throw new BrokenPromiseException("the versions do not understand each other: " + e);
    }
  }
}
