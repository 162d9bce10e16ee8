// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.Observer;

/** What an exporter has told about one observation domain: templates and options. */
final class Domain {
  /** Most templates that are kept of a domain. */
  static final int MAX_TEMPLATES = 2048;

  private static final int MAX_SAMPLERS = 1024;
  private static final int MAX_APPLICATIONS = 16 * 1024;

  private final Observer observer;
  private final Map<Integer, Template> templates = new HashMap<>();
  private final Map<Long, Long> samplers = new HashMap<>();
  private final Map<Long, String> applications = new HashMap<>();
  private long samplingInterval = 1;
  private long bootMillis;
  private int fields;

  Domain(DomainKey key) {
    String exporter = key.exporter() == null ? null : key.exporter().toString();
    observer = new Observer(exporter, key.number());
  }

  Observer observer() {
    return observer;
  }

  /** Number of template fields held, the measure of its memory. */
  int fields() {
    return fields;
  }

  @Nullable Template template(int id) {
    return templates.get(id);
  }

  /** Keeps a template in place of an earlier one with its id; false when there are too many. */
  boolean put(Template template) {
    if (templates.size() >= MAX_TEMPLATES && !templates.containsKey(template.id())) {
      return false;
    }
    Template before = templates.put(template.id(), template);
    fields += template.fieldCount() - (before == null ? 0 : before.fieldCount());
    return true;
  }

  void withdraw(int id) {
    Template gone = templates.remove(id);
    fields -= gone == null ? 0 : gone.fieldCount();
  }

  void withdrawAll(boolean options) {
    templates.values().removeIf(template -> template.isOptions() == options);
    fields = templates.values().stream().mapToInt(Template::fieldCount).sum();
  }

  /** Learns from an options data record. */
  void learn(FlowFields options) {
    long interval = options.samplingInterval();
    if (interval > 0) {
      if (options.samplerId < 0) {
        samplingInterval = interval;
      } else if (samplers.size() < MAX_SAMPLERS || samplers.containsKey(options.samplerId)) {
        samplers.put(options.samplerId, interval);
      }
    }
    if (options.applicationKey != 0
        && options.applicationName != null
        && applications.size() < MAX_APPLICATIONS) {
      applications.put(options.applicationKey, options.applicationName);
    }
    if (options.bootMillis != 0) {
      bootMillis = options.bootMillis;
    }
  }

  /**
   * One of how many packets was looked at.
   *
   * @param samplerId sampler or selector that the record names, negative when none
   */
  long samplingInterval(long samplerId) {
    Long known = samplerId < 0 ? null : samplers.get(samplerId);
    return known == null ? samplingInterval : known;
  }

  @Nullable String application(long key) {
    return applications.get(key);
  }

  /** Milliseconds since the epoch at which the exporter started, 0 when it has not said. */
  long bootMillis() {
    return bootMillis;
  }
}
