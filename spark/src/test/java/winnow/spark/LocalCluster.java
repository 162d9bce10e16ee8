// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark on this machine: a master and two workers, each a process, from the
 * jars of Spark that this test was built with. Spark's processes have nothing of ours on their
 * class path; executors get our jars from the driver, as those of users do.
 */
final class LocalCluster implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER = Pattern.compile("Registering worker");
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  /** Libraries that executors get beside our own. */
  private static final List<String> SHIPPED =
      List.of("/org/apache/iceberg/", "/org/apache/parquet/", "/winnow-");

  /** Libraries that only this process has. */
  private static final List<String> LEFT_OUT =
      List.of(
          "/tools/jackson/",
          "/org/xerial/",
          "/org/duckdb/",
          "/com/github/ben-manes/",
          "/org/roaringbitmap/",
          "/org/jspecify/",
          "/org/junit/",
          "/org/assertj/",
          "/org/apiguardian/",
          "/org/opentest4j/",
          "/net/bytebuddy/",
          "surefire");

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String master;
  private final List<String> ourJars = new ArrayList<>();

  /** Starts a cluster that keeps its files in {@code folder}. */
  LocalCluster(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(":")) {
      place(Path.of(entry));
    }
    try {
      Path log = start("master", "org.apache.spark.deploy.master.Master", "--port", "0");
      master = await(log, MASTER, 1);
      for (int worker = 0; worker < WORKERS; worker++) {
        start(
            "worker" + worker,
            "org.apache.spark.deploy.worker.Worker",
            "--cores",
            "1",
            "--memory",
            "600M",
            "--work-dir",
            folder.resolve("work" + worker).toString(),
            master);
      }
      await(log, WORKER, WORKERS);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Settings with which a driver in this process works on this cluster. */
  Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("spark.master", master),
        Map.entry("spark.jars", String.join(",", ourJars)),
        Map.entry("spark.driver.host", "127.0.0.1"),
        Map.entry("spark.driver.bindAddress", "127.0.0.1"),
        Map.entry("spark.local.dir", folder.resolve("local").toString()),
        Map.entry("spark.ui.enabled", "false"),
        Map.entry("spark.executor.cores", "1"),
        Map.entry("spark.executor.memory", "512m"),
        Map.entry("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
  }

  private void place(Path entry) throws IOException {
    String name = entry.toString();
    if (Files.isDirectory(entry)) {
      if (!entry.endsWith("test-classes")) {
        ourJars.add(jar(entry).toString());
      }
    } else if (SHIPPED.stream().anyMatch(name::contains)) {
      ourJars.add(name);
    } else if (LEFT_OUT.stream().noneMatch(name::contains)) {
      Files.createSymbolicLink(folder.resolve("jars").resolve(entry.getFileName()), entry);
    }
  }

  private Path jar(Path classes) throws IOException {
    Path jar = folder.resolve("classes" + ourJars.size() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> entries = Files.walk(classes)) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
      }
    }
    return jar;
  }

  private Path start(String name, String type, String... arguments) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder.resolve("jars") + "/*",
                type,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_HOSTNAME", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    processes.add(builder.start());
    return log;
  }

  /** Waits until the log has {@code times} matches; the first group of the last, if it has one. */
  private static String await(Path log, Pattern pattern, int times) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    String text = "";
    while (System.nanoTime() < end) {
      text = Files.readString(log);
      Matcher matcher = pattern.matcher(text);
      for (int found = 1; matcher.find(); found++) {
        if (found == times) {
          return matcher.group(matcher.groupCount());
        }
      }
      pause();
    }
    throw new IOException(
        "\"" + pattern + "\" is not " + times + " times in " + log + ":\n" + text);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    processes.reversed().forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    try (Stream<Path> links = Files.list(folder.resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }
}
