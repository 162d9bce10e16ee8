// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-msdownload",
        "Application/Java-Archive",
        "application/octet-stream; charset=binary",
        "application/x-dosexec ;a=b"
      })
  void programsAndArchivesAre(String type) {
    assertThat(ProgramTypes.contain(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/html", "application/", "application/json", "image/zip", "zip", "-"})
  void pagesAndTheirPartsAreNot(String type) {
    assertThat(ProgramTypes.contain(type)).isFalse();
  }
}
