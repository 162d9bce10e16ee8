// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import winnow.decode.Fuzzed;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.text.BadValueException;

class DnstapFuzzTest {
  /** A connection, whose writer wants answers. */
  @FuzzTest
  void answersAndDecodesAnyConnection(byte[] bytes) {
    Fuzzed.observe(
        bytes.length,
        sink -> {
          int[] answered = new int[1];
          FrameStream stream =
              new FrameStream(
                  new ByteArrayInputStream(bytes), reply -> answered[0] += reply.length);
          DnstapFrames frames = new DnstapFrames();
          int framed = 0;
          boolean more = true;
          while (more) {
            try {
              more = stream.next();
              if (more) {
                framed += stream.to() - stream.from();
                frames.decode(stream.bytes(), stream.from(), stream.to(), stream.offset(), sink);
              }
            } catch (BadValueException e) {
              sink.reject(new Rejection(RejectReason.MALFORMED, stream.offset(), e.sentence()));
            }
          }
          frames.finish(sink);
          assertThat(framed).isLessThanOrEqualTo(bytes.length);
          assertThat(answered[0]).isLessThanOrEqualTo(4 * bytes.length);
        });
  }
}
