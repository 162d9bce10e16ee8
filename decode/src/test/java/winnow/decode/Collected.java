// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.TelemetryRecord;

/** A sink that keeps what it is given. */
public final class Collected implements DecodeSink {
  public final List<TelemetryRecord> records = new ArrayList<>();
  public final List<Rejection> rejections = new ArrayList<>();
  public final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);

  public static Collected from(Decoder decoder, byte[] input) {
    Collected collected = new Collected();
    try {
      decoder.decode(new ByteArrayInputStream(input), collected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return collected;
  }

  public static Collected from(Decoder decoder, String input) {
    return from(decoder, input.getBytes(StandardCharsets.UTF_8));
  }

  public static Collected from(Decoder decoder, InputStream input) throws IOException {
    Collected collected = new Collected();
    decoder.decode(input, collected);
    return collected;
  }

  @Override
  public void accept(TelemetryRecord record) {
    records.add(record);
  }

  @Override
  public void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  @Override
  public void skip(SkipReason reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  public List<FlowRecord> flows() {
    return records.stream().map(FlowRecord.class::cast).toList();
  }

  public List<DnsRecord> dns() {
    return records.stream().map(DnsRecord.class::cast).toList();
  }

  public List<HttpRecord> https() {
    return records.stream().map(HttpRecord.class::cast).toList();
  }

  public List<RejectReason> reasons() {
    return rejections.stream().map(Rejection::reason).toList();
  }
}
