// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.exporter.ConfiguredSampling;
import winnow.decode.exporter.DomainMonitor;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportDomain;
import winnow.decode.exporter.ExportProtocol;
import winnow.schema.Observer;

/** What an exporter has told about one observation domain: templates and options. */
final class Domain {
  /** Most templates that are kept of a domain. */
  static final int MAX_TEMPLATES = 2048;

  /** Most that is kept of a domain, in template fields. */
  static final int MAX_FIELDS = NetflowDecoder.MAX_FIELDS / 2;

  /** Most characters that are kept of the name of an application. */
  static final int MAX_NAME = 128;

  private static final int MAX_SAMPLERS = 1024;
  private static final int MAX_APPLICATIONS = 16 * 1024;
  private static final int FIELDS_PER_SAMPLER = 2;
  private static final int FIELDS_PER_NAME = 3;
  private static final int CHARACTERS_PER_FIELD = 16;

  private final DomainMonitor monitor;
  private final ConfiguredSampling configured;
  private final Observer observer;
  private final Map<Integer, Template> templates = new HashMap<>();
  private final List<Integer> newTemplates = new ArrayList<>();
  private final Map<Long, Long> samplers = new HashMap<>();
  private final Map<Long, String> applications = new HashMap<>();
  private long samplingInterval;
  private long bootMillis;
  private int fields;

  Domain(ExportDomain key, ConfiguredSampling configured) {
    this.configured = configured;
    monitor = new DomainMonitor(key);
    String exporter = key.exporter() == null ? null : key.exporter().toString();
    observer = new Observer(exporter, key.number());
  }

  ExportDomain key() {
    return monitor.domain();
  }

  /** Counts what comes. */
  DomainMonitor monitor() {
    return monitor;
  }

  Observer observer() {
    return observer;
  }

  /** The measure of its memory: template fields held, and as many as options take the room of. */
  int fields() {
    return fields;
  }

  @Nullable Template template(int id) {
    return templates.get(id);
  }

  /** Keeps a template in place of an earlier one with its id; false when there are too many. */
  boolean put(Template template) {
    Template before = templates.get(template.id());
    int more = template.weight() - (before == null ? 0 : before.weight());
    if (before == null && templates.size() >= MAX_TEMPLATES || fields + more > MAX_FIELDS) {
      return false;
    }
    templates.put(template.id(), template);
    newTemplates.add(template.id());
    fields += more;
    return true;
  }

  /** Ids of the templates that have come since this was asked last. */
  List<Integer> takeNewTemplates() {
    if (newTemplates.isEmpty()) {
      return List.of();
    }
    List<Integer> taken = List.copyOf(newTemplates);
    newTemplates.clear();
    return taken;
  }

  void withdraw(int id) {
    Template gone = templates.remove(id);
    fields -= gone == null ? 0 : gone.weight();
  }

  void withdrawAll(boolean options) {
    fields -= templateFields();
    templates.values().removeIf(template -> template.isOptions() == options);
    fields += templateFields();
  }

  private int templateFields() {
    return templates.values().stream().mapToInt(Template::weight).sum();
  }

  /** Learns from an options data record, as far as there is room. */
  void learn(FlowFields options) {
    long interval = options.samplingInterval();
    if (interval > 0 && options.samplerId < 0) {
      samplingInterval = interval;
    } else if (interval > 0) {
      learnSampler(options.samplerId, interval);
    }
    if (options.applicationKey != 0 && options.applicationName != null) {
      learnApplication(options.applicationKey, options.applicationName);
    }
    if (options.bootMillis != 0) {
      bootMillis = options.bootMillis;
    }
  }

  private void learnSampler(long id, long interval) {
    if (samplers.containsKey(id)) {
      samplers.put(id, interval);
    } else if (samplers.size() < MAX_SAMPLERS && fields + FIELDS_PER_SAMPLER <= MAX_FIELDS) {
      samplers.put(id, interval);
      fields += FIELDS_PER_SAMPLER;
    }
  }

  private void learnApplication(long key, String name) {
    String kept = cut(name);
    String before = applications.get(key);
    int more = fieldsOf(kept) - (before == null ? 0 : fieldsOf(before));
    if ((before != null || applications.size() < MAX_APPLICATIONS) && fields + more <= MAX_FIELDS) {
      applications.put(key, kept);
      fields += more;
    }
  }

  private static int fieldsOf(String name) {
    return FIELDS_PER_NAME + name.length() / CHARACTERS_PER_FIELD;
  }

  private static String cut(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    boolean inPair = Character.isHighSurrogate(name.charAt(MAX_NAME - 1));
    return name.substring(0, inPair ? MAX_NAME - 1 : MAX_NAME);
  }

  /**
   * One of how many packets was looked at, at least 1.
   *
   * @param own what the record says itself, 0 when it is silent
   * @param samplerId sampler or selector that the record names, negative when none
   */
  long samplingInterval(long own, long samplerId) {
    Long known = own > 0 || samplerId < 0 ? null : samplers.get(samplerId);
    return configured.settle(own > 0 ? own : known == null ? samplingInterval : known);
  }

  /** What has come so far. */
  DomainStatistics statistics(DomainStatistics.Waiting waiting) {
    return monitor.statistics(templates.size(), samplingInterval(0, -1), waiting);
  }

  @Nullable String application(long key) {
    return applications.get(key);
  }

  /** Milliseconds since the epoch at which the exporter started, 0 when it has not said. */
  long bootMillis() {
    return bootMillis;
  }

  /** Writes what {@link #read} reads. */
  void write(DataOutput out) throws IOException {
    monitor.write(out);
    out.writeLong(samplingInterval);
    out.writeLong(bootMillis);
    out.writeInt(samplers.size());
    for (Map.Entry<Long, Long> sampler : samplers.entrySet()) {
      out.writeLong(sampler.getKey());
      out.writeLong(sampler.getValue());
    }
    out.writeInt(applications.size());
    for (Map.Entry<Long, String> application : applications.entrySet()) {
      out.writeLong(application.getKey());
      out.writeUTF(application.getValue());
    }
    out.writeInt(templates.size());
    for (Template template : templates.values()) {
      template.write(out);
    }
  }

  /** Takes over what another domain has written, as far as there is room. */
  void read(DataInput in) throws IOException {
    monitor.read(in);
    samplingInterval = Math.max(0, in.readLong());
    bootMillis = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      learnSampler(in.readLong(), in.readLong());
    }
    for (int left = in.readInt(); left > 0; left--) {
      learnApplication(in.readLong(), in.readUTF());
    }
    for (int left = in.readInt(); left > 0; left--) {
      Template template = Template.read(in, key().protocol() == ExportProtocol.IPFIX);
      if (template != null) {
        put(template);
      }
    }
  }
}
