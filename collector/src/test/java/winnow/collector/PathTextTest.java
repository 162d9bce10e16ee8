// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PathTextTest {
  @Test
  void tellsNamesApartThatAreNoTextAndTurnsThemBack() {
    Path[] paths =
        new Path[] {
          Path.of("/in/plain.log"),
          Path.of("/in/a b%FC.log"),
          Path.of("/in/two\nlines.log"),
          Path.of(URI.create("file:///in/%FC.log")),
          Path.of(URI.create("file:///in/%E4.log")),
          Path.of(URI.create("file:///in/%C3%BC.log")),
        };
    assertThat(Arrays.stream(paths).map(PathText::of))
        .doesNotHaveDuplicates()
        .contains("/in/plain.log", "/in/a b%FC.log", "file:///in/%FC.log")
        .noneMatch(text -> text.contains("\n"));
    assertThat(Arrays.stream(paths).map(PathText::of).map(PathText::path)).containsExactly(paths);
  }

  @Test
  void tellsWhatIsInAFolderFromThereOn() {
    Path folder = Path.of(URI.create("file:///in/%FC"));
    assertThat(PathText.of(folder.resolve("a/b"), folder)).isEqualTo("a/b");
    assertThat(PathText.of(Path.of("/elsewhere"), folder)).isEqualTo("/elsewhere");
    assertThat(PathText.of(folder, folder)).isEqualTo("file:///in/%FC");
    assertThat(PathText.of(Path.of(URI.create("file:///in/a/%FC")), Path.of("/in/a")))
        .isEqualTo("file:///in/a/%FC");
  }

  @Test
  void appendsToANameThatIsNoText() {
    assertThat(PathText.withSuffix(Path.of(URI.create("file:///in/%FC.log")), ".1"))
        .isEqualTo(Path.of(URI.create("file:///in/%FC.log.1")));
    assertThat(PathText.withSuffix(Path.of("/tmp"), ".1")).isEqualTo(Path.of("/tmp.1"));
  }

  @Test
  void saysThatATextIsNoPath() {
    assertThatThrownBy(() -> PathText.path("/in/\0.log"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileIsLabelledByItsPathWhateverItsName() {
    assertThat(new InputFile(Path.of("/in/a/b.log"), "a/b.log", 1).label())
        .isEqualTo("/in/a/b.log");
    assertThat(new InputFile(Path.of("/in/a/xb.log"), "b.log", 1).label()).isEqualTo("b.log");
    assertThat(new InputFile(Path.of("/in/stdin-1"), "no\0path", 1).label()).isEqualTo("no\0path");
  }
}
