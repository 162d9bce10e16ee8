// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import winnow.lake.catalog.LakeException;

/** Reads the bytes of data files again. */
final class DataFileCheck {
  private static final int BUFFER = 1 << 20;

  private DataFileCheck() {}

  /** What the file is now; empty when it is gone. */
  static Optional<DataFileInfo> inspect(FileIO files, String location, DataFileInfo file) {
    InputFile input = files.newInputFile(location);
    if (!input.exists()) {
      return Optional.empty();
    }
    try (InputStream bytes = input.newStream()) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sha256.update(buffer, 0, read);
        size += read;
      }
      String digest = HexFormat.of().formatHex(sha256.digest());
      return Optional.of(new DataFileInfo(file.path(), size, file.rows(), digest));
    } catch (IOException e) {
      throw new LakeException("cannot read " + location + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
