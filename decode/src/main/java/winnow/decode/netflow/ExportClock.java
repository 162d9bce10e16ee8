// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

/**
 * When a flow began and ended, from whichever of the many ways the exporter chose: absolute times
 * in four units, system uptime, microseconds before export, a duration. Microseconds since the
 * epoch throughout.
 */
final class ExportClock {
  private static final long ABSENT = Long.MIN_VALUE;
  private static final long LATEST_MICROS = 7_258_118_400_000_000L;
  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;
  private static final long NTP_ERA_SECONDS = 1L << 32;

  private long exportMicros;
  private int exportUptimeMillis;
  private boolean headerHasUptime;
  private long bootMillis;

  private long start;
  private long end;
  private long observed;
  private long duration;
  private int startUptime;
  private int endUptime;
  private boolean hasStartUptime;
  private boolean hasEndUptime;

  /** Takes the export time of the records that follow. */
  void begin(Message message) {
    exportMicros = message.exportMicros();
    exportUptimeMillis = message.uptimeMillis();
    headerHasUptime = !message.isIpfix();
    bootMillis = message.domain().bootMillis();
  }

  /** Forgets the times of the record before. */
  void reset() {
    start = ABSENT;
    end = ABSENT;
    observed = ABSENT;
    duration = ABSENT;
    hasStartUptime = false;
    hasEndUptime = false;
  }

  void start(long micros) {
    start = micros;
  }

  void end(long micros) {
    end = micros;
  }

  void observed(long micros) {
    observed = micros;
  }

  void duration(long micros) {
    duration = micros;
  }

  void startUptime(int millis) {
    startUptime = millis;
    hasStartUptime = true;
  }

  void endUptime(int millis) {
    endUptime = millis;
    hasEndUptime = true;
  }

  long beforeExport(long micros) {
    return exportMicros - micros;
  }

  /**
   * The time of an NTP timestamp (RFC 7011 sections 6.1.9, 6.1.10). Some exporters send plain
   * counts since the epoch instead: the reading that lies nearer to the export time is taken.
   *
   * @param plainUnitsPerMicro units of a plain count, per microsecond
   */
  long ntp(long value, int plainUnitsPerMicro) {
    long seconds = value >>> 32;
    long fraction = (value & 0xffff_ffffL) * 1_000_000 >>> 32;
    long era = seconds < NTP_TO_UNIX_SECONDS ? NTP_ERA_SECONDS : 0;
    long micros = (seconds + era - NTP_TO_UNIX_SECONDS) * 1_000_000 + fraction;
    long plain = value / plainUnitsPerMicro;
    return plain > 0 && Math.abs(plain - exportMicros) < Math.abs(micros - exportMicros)
        ? plain
        : micros;
  }

  /**
   * Settles the times of the record.
   *
   * @param recordBootMillis start of the exporter as the record tells, 0 when it does not
   * @return whether the flow began between 1970 and 2200
   */
  boolean settle(long recordBootMillis) {
    if (hasStartUptime || hasEndUptime) {
      settleUptimes(recordBootMillis == 0 ? bootMillis : recordBootMillis);
    }
    if (duration == ABSENT) {
      duration = start != ABSENT && end != ABSENT ? Math.max(0, end - start) : 0;
    }
    if (start == ABSENT) {
      start = end != ABSENT ? end - duration : observed != ABSENT ? observed : exportMicros;
    }
    return start >= 0 && start <= LATEST_MICROS && duration >= 0 && duration <= LATEST_MICROS;
  }

  private void settleUptimes(long boot) {
    if (hasStartUptime && start == ABSENT) {
      start = uptime(startUptime, boot);
    }
    if (hasEndUptime && end == ABSENT) {
      end = uptime(endUptime, boot);
    }
    if (hasStartUptime && hasEndUptime && start == ABSENT) {
      duration = Math.max(0, (endUptime - startUptime) * 1000L);
      end = exportMicros;
    }
  }

  /** Uptimes are 32 bits and wrap every 49.7 days; a flow is never half of that from its export. */
  private long uptime(int millis, long boot) {
    if (headerHasUptime) {
      return exportMicros - (exportUptimeMillis - millis) * 1000L;
    }
    return boot == 0 ? ABSENT : (boot + (millis & 0xffff_ffffL)) * 1000;
  }

  /** When the flow began, once settled. */
  long startMicros() {
    return start;
  }

  /** How long it lasted, once settled. */
  long durationMicros() {
    return duration;
  }
}
