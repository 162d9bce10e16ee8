// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class TopicModelFormatTest {
  private static final TopicModel MODEL =
      new MapEmTrainer(new TrainerSettings(3, 1.02, 1.001, 4, 11), 1, "0.1.0")
          .train(Corpora.random(5, 6, 8, 40), TrainingProgress.NONE);

  @Test
  void readsWhatItWrote() throws IOException {
    TopicModel read = read(bytes(MODEL));
    assertThat(read.digest()).isEqualTo(MODEL.digest());
    assertThat(read.provenance()).isEqualTo(MODEL.provenance());
    assertThat(read.probability(3, 4)).isEqualTo(MODEL.probability(3, 4));
    assertThat(bytes(read)).isEqualTo(bytes(MODEL));
  }

  @Test
  void readsAModelLargerThanItsBuffers() throws IOException {
    TopicModel model =
        new MapEmTrainer(new TrainerSettings(7, 1.02, 1.001, 1, 0), 1, "0.1.0")
            .train(Corpora.random(1, 5000, 3000, 20_000), TrainingProgress.NONE);
    assertThat(read(bytes(model)).digest()).isEqualTo(model.digest());
  }

  /** The fixture was written by the first version and is never written again. */
  @Test
  void readsTheModelOfVersionOne() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("model-v1.bin"), "model-v1.bin")) {
      TopicModel model = TopicModelFormat.read(in);
      assertThat(model.provenance().settings())
          .isEqualTo(new TrainerSettings(3, 1.02, 1.001, 4, 11));
      assertThat(model.provenance().codeVersion()).isEqualTo("0.1.0");
      assertThat(model.digest()).isEqualTo("d7bd48ba791f48891681f5dca265146a");
    }
  }

  @Test
  void noticesEveryDamagedByte() throws IOException {
    byte[] good = bytes(MODEL);
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> read(damaged)).isInstanceOf(MalformedModelException.class);
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    byte[] good = bytes(MODEL);
    assertThatThrownBy(() -> read(new byte[100]))
        .hasMessage("not a topic model: it does not begin with WINNOWTM");
    assertThatThrownBy(() -> read(with(good, 8, 9)))
        .hasMessage("topic model of version 9; this program reads version 1");
    assertThatThrownBy(() -> read(with(good, 20, 99)))
        .hasMessageContaining("topic model is damaged: its header gives checksum");
    assertThatThrownBy(() -> read(with(good, good.length - 100, 1)))
        .hasMessageContaining("topic model is damaged: its %d bytes".formatted(good.length - 32));
    assertThatThrownBy(() -> read(Arrays.copyOf(good, good.length - 50)))
        .hasMessageContaining("topic model ends at byte %d".formatted(good.length - 50));
  }

  @Test
  void refusesBytesAfterTheTrailer() throws IOException {
    byte[] good = bytes(MODEL);
    assertThatThrownBy(() -> read(Arrays.copyOf(good, good.length + 1)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage(
            "topic model is damaged: bytes follow its trailer, which begins at byte "
                + (good.length - 32));
  }

  @Test
  void refusesSettingsThatNoModelHas() {
    assertThatThrownBy(() -> read(header(5000, 1, 1, 1.02, 20)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("topic model is damaged: topics 5000 is outside 1..1024");
    assertThatThrownBy(() -> read(header(0, 1, 1, 1.02, 20)))
        .isInstanceOf(MalformedModelException.class);
    assertThatThrownBy(() -> read(header(3, 1, 1, Double.NaN, 20)))
        .isInstanceOf(MalformedModelException.class);
    assertThatThrownBy(() -> read(header(3, 1, 1, 1.02, 0)))
        .isInstanceOf(MalformedModelException.class);
  }

  /** Each of the arrays alone would be gigabytes. */
  @Test
  void takesNoMemoryForWhatAHeaderClaims() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int most = Integer.MAX_VALUE - 16;
    int[][] claims = {
      {3, most, 0}, {3, most / 24, 0}, {3, 0, most}, {3, 0, most / 24}, {1024, most, most}
    };
    for (int[] claim : claims) {
      byte[] header = header(claim[0], claim[1], claim[2], 1.02, 20);
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThatThrownBy(() -> read(header)).isInstanceOf(MalformedModelException.class);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    }
  }

  @Test
  void refusesRowsThatFitNoArray() throws IOException {
    byte[] header = header(1024, 1 << 22, 0, 1.02, 20);
    byte[] keys = new byte[(1 << 22) * Long.BYTES];
    assertThatThrownBy(() ->
            TopicModelFormat.read(
                new SequenceInputStream(
                    new ByteArrayInputStream(header), new ByteArrayInputStream(keys))))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("do not fit an array");
  }

  private static byte[] header(int topics, int documents, int words, double alpha, int iterations) {
    ByteBuffer header = ByteBuffer.allocate(68).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(TopicModelFormat.MAGIC).putInt(TopicModelFormat.VERSION);
    header.putInt(topics).putInt(documents).putInt(words).putDouble(alpha).putDouble(1.001);
    header.putInt(iterations).putLong(11).putInt(0).putInt(0);
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, header.position());
    header.putInt((int) crc.getValue());
    return Arrays.copyOf(header.array(), header.position());
  }

  private static byte[] with(byte[] bytes, int index, int value) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }

  private static byte[] bytes(TopicModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TopicModelFormat.write(model, out);
    return out.toByteArray();
  }

  private static TopicModel read(byte[] bytes) throws IOException {
    return TopicModelFormat.read(new ByteArrayInputStream(bytes));
  }
}
