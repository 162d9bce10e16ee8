// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.app.terminal.Amounts;
import winnow.collector.InputFile;
import winnow.context.Leases;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.lease.LeaseFormat;
import winnow.schema.TelemetryRecord;
import winnow.schema.lease.Binding;

/** Where a command finds which host had which address. */
public final class LeaseOptions {
  private static final int SHOWN_REJECTIONS = 3;

  @Option(
      names = "--leases",
      paramLabel = "FILE",
      split = ",",
      description =
          "files of DHCP leases, so that hosts are known by their names and not by addresses that"
              + " change: dhcpd.leases, kea-leases4.csv, dnsmasq.leases, dhcp.log of Zeek, audit log"
              + " of Windows, or CSV address,from,to,host")
  @Nullable List<Path> files;

  @Option(
      names = "--leases-zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "time zone of local times in those files (default: ${DEFAULT-VALUE})")
  ZoneId zone;

  /**
   * The leases of the files; null when none are named.
   *
   * @param err is told what was read of each
   * @throws IllegalArgumentException when a file holds no leases
   */
  public @Nullable Leases read(PrintWriter err) throws IOException {
    List<Path> named = files;
    return named == null ? null : read(named, zone, err);
  }

  /** The leases of {@code files}, told in their order; see {@link #read(PrintWriter)}. */
  public static Leases read(List<Path> files, ZoneId zone, PrintWriter err) throws IOException {
    List<Binding> told = new ArrayList<>();
    for (Path file : files) {
      told.addAll(read(InputFile.of(file), zone, err));
    }
    Leases leases = Leases.of(told);
    err.println("leases: " + Amounts.count(leases.hosts(), "host") + " known by name");
    err.flush();
    return leases;
  }

  private static List<Binding> read(InputFile file, ZoneId zone, PrintWriter err)
      throws IOException {
    byte[] head = file.head();
    LeaseFormat format =
        LeaseFormat.detect(head)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--leases " + file.label() + " " + LeaseFormat.refusal(head)));
    List<Binding> told = new ArrayList<>();
    Others others = new Others();
    try (InputStream input = file.open(bytes -> {})) {
      format.newDecoder().apply(zone).decode(input, told::add, others);
    }
    err.println(
        file.label()
            + ", "
            + format.title()
            + ": "
            + Amounts.count(told.size(), "lease")
            + others.counts());
    others.first.forEach(rejection -> err.println("  " + rejection.detail()));
    if (told.isEmpty()) {
      throw new IllegalArgumentException(
          "--leases " + file.label() + " is read as " + format.title() + " and holds no lease");
    }
    return told;
  }

  /** Counts what is no lease. */
  private static final class Others implements DecodeSink {
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<Rejection> first = new ArrayList<>();

    @Override
    public void accept(TelemetryRecord record) {
      throw new IllegalStateException("a file of leases has no telemetry");
    }

    @Override
    public void reject(Rejection rejection) {
      rejected.merge(rejection.reason().label(), 1L, Long::sum);
      if (first.size() < SHOWN_REJECTIONS) {
        first.add(rejection);
      }
    }

    @Override
    public void skip(SkipReason reason, long count) {
      skipped.merge(reason.label(), count, Long::sum);
    }

    String counts() {
      return (rejected.isEmpty() ? "" : "; rejected: " + Amounts.byReason(rejected))
          + (skipped.isEmpty() ? "" : "; skipped: " + Amounts.byReason(skipped));
    }
  }
}
