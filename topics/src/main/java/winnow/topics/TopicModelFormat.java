// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes of a {@link TopicModel}, version 1; little-endian throughout.
 *
 * <pre>
 * header    8 bytes  "WINNOWTM"
 *           int      version, 1
 *           int × 3  topics K, documents D, words W
 *           double α, double β, int iterations, long seed
 *           text     corpus digest   (int length, UTF-8 bytes)
 *           text     code version
 *           int      CRC-32C of the header so far
 * body      D × long         document keys
 *           D × K × float    P(topic | document)
 *           W × long         word keys
 *           W × K × long     N_wk in units of 2⁻²⁴ token
 * trailer   32 bytes SHA-256 of header and body
 * </pre>
 *
 * Every version ever written stays readable.
 */
public final class TopicModelFormat {
  static final long MAGIC = 0x4D54574F4E4E4957L; // "WINNOWTM"
  static final int VERSION = 1;

  private TopicModelFormat() {}

  /** Writes a model; neither flushes nor closes the stream. */
  public static void write(TopicModel model, OutputStream out) throws IOException {
    ModelOutput output = new ModelOutput(out);
    Provenance provenance = model.provenance();
    TrainerSettings settings = provenance.settings();
    output.putLong(MAGIC);
    output.putInt(VERSION);
    output.putInt(settings.topics());
    output.putInt(model.documents());
    output.putInt(model.words());
    output.putLong(Double.doubleToLongBits(settings.alpha()));
    output.putLong(Double.doubleToLongBits(settings.beta()));
    output.putInt(settings.iterations());
    output.putLong(settings.seed());
    output.putText(provenance.corpusDigest());
    output.putText(provenance.codeVersion());
    output.putHeaderChecksum();
    for (int document = 0; document < model.documents(); document++) {
      output.putLong(model.documentKey(document));
    }
    for (int document = 0; document < model.documents(); document++) {
      for (int topic = 0; topic < settings.topics(); topic++) {
        output.putInt(Float.floatToIntBits(model.topicInDocument(document, topic)));
      }
    }
    for (int word = 0; word < model.words(); word++) {
      output.putLong(model.wordKey(word));
    }
    for (int word = 0; word < model.words(); word++) {
      for (int topic = 0; topic < settings.topics(); topic++) {
        output.putLong(model.statistic(word, topic));
      }
    }
    output.putTrailer();
  }

  /**
   * Reads a model up to the end of the stream and checks every byte of it; does not close the
   * stream. The memory it takes grows with the bytes that come, not with what the header claims.
   *
   * @throws MalformedModelException if the bytes are no whole, undamaged model of a known version
   */
  public static TopicModel read(InputStream in) throws IOException {
    ModelInput input = new ModelInput(in);
    if (input.getLong() != MAGIC) {
      throw new MalformedModelException("not a topic model: it does not begin with WINNOWTM");
    }
    int version = input.getInt();
    if (version != VERSION) {
      throw new MalformedModelException(
          "topic model of version %d; this program reads version %d".formatted(version, VERSION));
    }
    int topics = input.getSize("topics");
    int documents = input.getSize("documents");
    int words = input.getSize("words");
    double alpha = Double.longBitsToDouble(input.getLong());
    double beta = Double.longBitsToDouble(input.getLong());
    int iterations = input.getInt();
    long seed = input.getLong();
    String corpusDigest = input.getText();
    String codeVersion = input.getText();
    input.checkHeader();
    TrainerSettings settings = settings(topics, alpha, beta, iterations, seed);
    long[] documentKeys = input.getLongs(documents);
    float[] documentRows = input.getFloatRows("documents", documents, topics);
    long[] wordKeys = input.getLongs(words);
    long[] statistics = input.getLongRows("words", words, topics);
    input.checkTrailer();
    input.checkEnd();
    return new TopicModel(
        new Provenance(settings, corpusDigest, codeVersion),
        new TopicModel.Rows(documentKeys, documentRows),
        wordKeys,
        statistics);
  }

  private static TrainerSettings settings(
      int topics, double alpha, double beta, int iterations, long seed)
      throws MalformedModelException {
    try {
      return new TrainerSettings(topics, alpha, beta, iterations, seed);
    } catch (IllegalArgumentException e) {
      throw new MalformedModelException("topic model is damaged: " + e.getMessage());
    }
  }
}
