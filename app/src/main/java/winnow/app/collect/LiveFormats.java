// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.collector.capture.PacketMessages;
import winnow.collector.live.Collector;
import winnow.collector.live.SegmentFormat;
import winnow.collector.stream.DnstapMessages;
import winnow.collector.syslog.SyslogMessages;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.format.Format;
import winnow.schema.TelemetryKind;

/** Segments of the spool, and what was rejected of them, as inputs. */
public final class LiveFormats {
  private LiveFormats() {}

  /**
   * All of them.
   *
   * @param zone time zone of local times; null for UTC
   */
  public static List<Format> of(@Nullable ZoneId zone) {
    return Stream.of(
            Collector.flowDatagrams(ExporterSettings.DEFAULT),
            DnstapMessages.KIND,
            SyslogMessages.kind(zone == null ? ZoneOffset.UTC : zone),
            PacketMessages.kind(EnumSet.allOf(TelemetryKind.class)))
        .map(SegmentFormat::of)
        .toList();
  }
}
