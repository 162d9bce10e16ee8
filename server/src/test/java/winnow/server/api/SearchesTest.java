// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.Lake;

class SearchesTest {
  @TempDir Path folder;

  @Test
  void refusesOneMoreThanAllowedAtATimeAndAllowsTheNext() {
    try (Lake lake = Lake.open(folder)) {
      Searches searches = new Searches(lake, 1, Duration.ofMillis(1));
      assertThatThrownBy(() -> searches.run(0, 1, outer -> searches.run(0, 1, inner -> "two")))
          .isInstanceOf(BusyException.class)
          .hasMessage("1 searches are under way, as many as the server runs at a time");
      assertThat(searches.<String>run(0, 1, search -> "one")).isEqualTo("one");
    }
  }
}
