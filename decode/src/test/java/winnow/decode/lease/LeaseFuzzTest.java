// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import winnow.decode.Fuzzed;
import winnow.decode.SkipReason;

/** Whatever the bytes are, every reader of leases tells of them and throws nothing. */
class LeaseFuzzTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static void reads(LeaseDecoder decoder, byte[] input) {
    Fuzzed.observe(
        input.length,
        sink ->
            decoder.decode(
                new ByteArrayInputStream(input),
                lease -> {
                  assertThat(lease.isHeld() || lease.untilMicros() == null).isTrue();
                  sink.skip(SkipReason.JOINED, 1);
                },
                sink));
  }

  @FuzzTest
  void isc(byte[] input) {
    reads(new IscLeases(), input);
  }

  @FuzzTest
  void kea(byte[] input) {
    reads(new KeaLeases(), input);
  }

  @FuzzTest
  void dnsmasq(byte[] input) {
    reads(new DnsmasqLeases(), input);
  }

  @FuzzTest
  void windows(byte[] input) {
    reads(new WindowsLeases(ZONE), input);
  }

  @FuzzTest
  void plain(byte[] input) {
    reads(new PlainLeases(ZONE), input);
  }

  @FuzzTest
  void anyThatIsRecognized(byte[] input) {
    assertThat(LeaseFormat.refusal(input)).isNotBlank();
    LeaseFormat.detect(input).ifPresent(format -> reads(format.newDecoder().apply(ZONE), input));
  }
}
