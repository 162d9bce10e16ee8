// SPDX-License-Identifier: Apache-2.0
package winnow.decode.join;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.schema.inspection.Certificate;

/**
 * Certificates by the id that logs of handshakes refer to them with; many handshakes may show one.
 * They take a bounded number of bytes; beyond it those give way that were not asked for longest.
 */
public final class Certificates {
  private static final int BYTES_ALONE = 400;

  private final long maxBytes;
  private final LinkedHashMap<String, Known> byId = new LinkedHashMap<>();
  private long bytes;

  /** A certificate, how many rows told of it, and whether anybody asked for it. */
  private record Known(Certificate certificate, long rows, boolean asked) {
    long bytes() {
      return BYTES_ALONE + 2L * (length(certificate.subject()) + length(certificate.issuer()));
    }

    void count(SkipReason unasked, DecodeSink counts) {
      counts.skip(asked ? SkipReason.JOINED : unasked, rows);
    }

    private static int length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }

  /** Keeps certificates of up to about {@code maxBytes}. */
  public Certificates(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Keeps what a row tells of the certificate {@code id}, besides what others told. */
  public void put(String id, Certificate told, DecodeSink counts) {
    Known known = byId.remove(id);
    bytes -= known == null ? 0 : known.bytes();
    keep(
        id,
        known == null
            ? new Known(told, 1, false)
            : new Known(told.and(known.certificate()), known.rows() + 1, known.asked()));
    while (bytes > maxBytes) {
      Known eldest = byId.pollFirstEntry().getValue();
      bytes -= eldest.bytes();
      eldest.count(SkipReason.NO_ROOM, counts);
    }
  }

  /** The certificate {@code id}, null when nothing is known of it. */
  public @Nullable Certificate get(@Nullable String id) {
    Known known = id == null ? null : byId.remove(id);
    if (id == null || known == null) {
      return null;
    }
    bytes -= known.bytes();
    keep(id, new Known(known.certificate(), known.rows(), true));
    return known.certificate();
  }

  /** Counts the rows of all certificates, and forgets them. */
  public void finish(DecodeSink counts) {
    byId.values().forEach(known -> known.count(SkipReason.OTHER_LINE, counts));
    byId.clear();
    bytes = 0;
  }

  private void keep(String id, Known known) {
    byId.put(id, known);
    bytes += known.bytes();
  }
}
