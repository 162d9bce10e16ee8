// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.InstantSource;
import java.util.ServiceLoader;

/**
 * Makes an engine that is beside this program, such as that of a cluster. Found on the class path
 * by a {@link ServiceLoader}.
 */
public interface AnalysisEngineProvider {
  /**
   * An engine.
   *
   * @param threads how many work at once in this process
   * @param codeVersion version of the program, noted in manifests
   * @param clock tells when a run ended
   */
  AnalysisEngine create(int threads, String codeVersion, InstantSource clock);

  /** Reads days where the engine reads them. */
  DayReader dayReader();

  /** The engine of the first provider there is, else one that works in this process. */
  static AnalysisEngine engine(int threads, String codeVersion, InstantSource clock) {
    return ServiceLoader.load(AnalysisEngineProvider.class)
        .findFirst()
        .map(provider -> provider.create(threads, codeVersion, clock))
        .orElseGet(() -> new LocalEngine(threads, codeVersion, clock));
  }

  /** The reader of the first provider there is, else one that works in this process. */
  static DayReader dayReader(int threads) {
    return ServiceLoader.load(AnalysisEngineProvider.class)
        .findFirst()
        .map(AnalysisEngineProvider::dayReader)
        .orElseGet(() -> DayReader.local(threads));
  }
}
