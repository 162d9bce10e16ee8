// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Measures processor time since it was made. */
final class CpuClock {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS = 1000;

  private final LongSupplier nanos;
  private final long start;

  private CpuClock(LongSupplier nanos) {
    this.nanos = nanos;
    start = nanos.getAsLong();
  }

  /** Of all threads. */
  static CpuClock ofProcess() {
    return new CpuClock(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime);
  }

  /** Of the thread that asks. */
  static CpuClock ofThread() {
    return new CpuClock(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  /** What a stage that began with the clock took so far, to milliseconds. */
  RunManifest.StageTime stage(String name) {
    double seconds = (nanos.getAsLong() - start) / NANOS_PER_SECOND;
    return new RunManifest.StageTime(name, Math.round(seconds * MILLIS) / MILLIS);
  }
}
