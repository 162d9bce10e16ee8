// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * Lets records of some kinds through; others are skipped and counted.
 *
 * @param decoder finds records of any kind
 * @param kinds those wanted
 */
public record KindFilter(Decoder decoder, Set<TelemetryKind> kinds) implements Decoder {
  /** Copies the set. */
  public KindFilter {
    kinds = Set.copyOf(kinds);
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    decoder.decode(
        input,
        new DecodeSink() {
          @Override
          public void accept(TelemetryRecord record) {
            if (kinds.contains(record.kind())) {
              sink.accept(record);
            } else {
              sink.skip(SkipReason.OTHER_KIND, 1);
            }
          }

          @Override
          public void reject(Rejection rejection) {
            sink.reject(rejection);
          }

          @Override
          public void skip(SkipReason reason, long count) {
            sink.skip(reason, count);
          }
        });
  }
}
