// SPDX-License-Identifier: Apache-2.0
package winnow.decode.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Json;
import winnow.decode.text.Slice;

/**
 * Reads JSON of a {@link JsonShape} as it streams by: a line that is one object, or a whole input
 * of any number of values, however large. Holds one value at a time.
 *
 * @param <R> the row that takes the values
 */
public final class JsonReader<R> {
  private final JsonShape<R> shape;
  private final R row;
  private final JsonText text = new JsonText();
  private @Nullable JsonParser parser;
  private @Nullable DecodeSink sink;

  /** Values of {@code shape} go to {@code row}. */
  public JsonReader(JsonShape<R> shape, R row) {
    this.shape = shape;
    this.row = row;
  }

  /**
   * Reads the object that {@code line} is.
   *
   * @throws BadValueException the first trouble with it; values after it have been put nevertheless
   */
  public void readLine(Slice line) throws BadValueException {
    try (JsonParser json =
        Json.FACTORY.createParser(
            ObjectReadContext.empty(), line.bytes(), line.start(), line.length())) {
      sink = null;
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadValueException(RejectReason.MALFORMED, "not a JSON object");
      }
      BadValueException trouble = value(json, JsonToken.START_OBJECT, shape);
      if (json.nextToken() != null) {
        throw new BadValueException(RejectReason.MALFORMED, "text after the JSON object");
      }
      if (trouble != null) {
        throw trouble;
      }
    } catch (UnexpectedEndOfInputException e) {
      throw new BadValueException(RejectReason.TRUNCATED, "the JSON object is cut off");
    } catch (JacksonException e) {
      throw new BadValueException(RejectReason.MALFORMED, "not JSON: " + firstLine(e));
    }
  }

  /**
   * Reads {@code input} to its end. Trouble inside a record is rejected; after text that is no
   * JSON, the rest cannot be read and is rejected as one.
   */
  public void readAll(InputStream input, DecodeSink target) throws IOException {
    sink = target;
    WatchedInput watched = new WatchedInput(input);
    try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), watched)) {
      parser = json;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        BadValueException trouble = value(json, token, shape);
        if (trouble != null) {
          reject(trouble);
        }
      }
    } catch (UnexpectedEndOfInputException e) {
      reject(new BadValueException(RejectReason.TRUNCATED, "the JSON is cut off"));
    } catch (JacksonException e) {
      watched.rethrow();
      reject(
          new BadValueException(
              RejectReason.MALFORMED, "not JSON, the rest is not read: " + firstLine(e)));
    } finally {
      parser = null;
    }
  }

  /** Rejects what has just been read, while {@link #readAll} goes on. */
  public void reject(BadValueException trouble) {
    if (sink == null) {
      throw new IllegalStateException("nothing is being read");
    }
    long offset = parser == null ? 0 : parser.currentTokenLocation().getByteOffset();
    sink.reject(new Rejection(trouble.reason(), Math.max(0, offset), trouble.sentence()));
  }

  /** Puts a value that begins with {@code token}; the first trouble with it, null when none. */
  private @Nullable BadValueException value(JsonParser json, JsonToken token, JsonShape<R> meant) {
    if (token == JsonToken.START_ARRAY) {
      return elements(json, meant);
    }
    if (token == JsonToken.START_OBJECT) {
      return object(json, meant);
    }
    JsonShape.Field<R> field = meant.meaning();
    if (field == null || token == JsonToken.VALUE_NULL) {
      return null;
    }
    try {
      field.put(
          row,
          text.over(json.getStringCharacters(), json.getStringOffset(), json.getStringLength()));
      return null;
    } catch (BadValueException e) {
      return new BadValueException(
          e.reason(), "field " + json.streamReadContext().pathAsPointer() + ": " + e.sentence());
    }
  }

  private @Nullable BadValueException elements(JsonParser json, JsonShape<R> meant) {
    BadValueException trouble = null;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = json.nextToken()) {
      BadValueException found = value(json, token, meant);
      trouble = trouble == null ? found : trouble;
    }
    return trouble;
  }

  private @Nullable BadValueException object(JsonParser json, JsonShape<R> meant) {
    if (!meant.hasMembers()) {
      json.skipChildren();
      return null;
    }
    BadValueException trouble = happen(meant.atBegin());
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      JsonShape<R> member = meant.member(json.currentName());
      JsonToken token = json.nextToken();
      if (member == null) {
        json.skipChildren();
      } else {
        BadValueException found = value(json, token, member);
        trouble = trouble == null ? found : trouble;
      }
    }
    return end(meant, trouble);
  }

  private @Nullable BadValueException end(
      JsonShape<R> meant, @Nullable BadValueException troubleInside) {
    BadValueException trouble = troubleInside;
    if (trouble == null || !meant.isRecord()) {
      BadValueException atEnd = happen(meant.atEnd());
      trouble = trouble == null ? atEnd : trouble;
    }
    if (trouble != null && meant.isRecord() && sink != null) {
      reject(trouble);
      return null;
    }
    return trouble;
  }

  private @Nullable BadValueException happen(JsonShape.@Nullable Event<R> event) {
    try {
      if (event != null) {
        event.happen(row);
      }
      return null;
    } catch (BadValueException e) {
      return e;
    }
  }

  /** Tells trouble with the input from trouble with the bytes, which the parser reports alike. */
  private static final class WatchedInput extends FilterInputStream {
    private @Nullable IOException failure;

    WatchedInput(InputStream input) {
      super(input);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static String firstLine(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
