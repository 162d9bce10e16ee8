// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MAX_README_LINES = 100;
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK =
      Pattern.compile("\\[[^\\]]*]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern TYPE = Pattern.compile("(?:[A-Z][a-z0-9]+){2,}");
  private static final Pattern METHOD = Pattern.compile("([A-Z]\\w+)\\.(\\w+)\\(\\)");
  private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", "dist", ".git");

  @Test
  void everyDocumentHasATitle() throws IOException {
    for (Path document : documents()) {
      assertThat(Files.readString(document)).as(name(document)).startsWith("# ");
    }
  }

  @Test
  void readmeIsShort() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(MAX_README_LINES);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      for (MatchResult link : matches(LINK, prose(document))) {
        if (!link.group(1).contains(":")) {
          links++;
          if (!leadsSomewhere(document, link)) {
            broken.add(name(document) + ": " + link.group());
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).as("links looked at").isGreaterThan(20);
  }

  @Test
  void everyPathThatIsNamedExists() throws IOException {
    Set<String> files = files();
    List<String> missing = new ArrayList<>();
    int paths = 0;
    for (Path document : documents()) {
      for (MatchResult code : matches(CODE, prose(document))) {
        String text = code.group(1);
        if (isPath(text)) {
          paths++;
          Pattern pattern = pattern(text);
          if (files.stream().noneMatch(file -> pattern.matcher(file).matches())) {
            missing.add(name(document) + ": " + text);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(paths).as("paths looked at").isGreaterThan(10);
  }

  @Test
  void everyTypeThatIsNamedExists() throws IOException {
    Set<String> types = new HashSet<>();
    files().stream()
        .filter(file -> file.endsWith(".java"))
        .forEach(file ->
            types.add(file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length())));
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path document : documents()) {
      for (MatchResult code : matches(CODE, prose(document))) {
        MatchResult method = METHOD.matcher(code.group(1)).results().findFirst().orElse(null);
        boolean isType = TYPE.matcher(code.group(1)).matches();
        if (!explainsTheCode(document) || (!isType && method == null)) {
          continue;
        }
        named++;
        String type = method == null ? code.group(1) : method.group(1);
        if (!types.contains(type)) {
          missing.add(name(document) + ": " + type);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).as("types looked at").isGreaterThan(10);
  }

  private static boolean explainsTheCode(Path document) {
    String name = name(document);
    return name.startsWith("docs/design/") || name.startsWith("docs/explanation/");
  }

  private static boolean leadsSomewhere(Path document, MatchResult link) throws IOException {
    Path target =
        link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
    return Files.exists(target)
        && (link.group(2) == null || anchors(target).contains(link.group(2)));
  }

  /** The anchors that a Markdown reader gives to the headings of a document. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading : matches(HEADING, prose(document))) {
      String bare = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
      anchors.add(bare.replace(' ', '-'));
    }
    return anchors;
  }

  /** Whether a text names something in the source tree: its first part lies at the top of it. */
  private static boolean isPath(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && !text.contains(" ")
        && !text.startsWith("./")
        && Files.isDirectory(ROOT.resolve(text.substring(0, slash)));
  }

  /** What matches the paths that a text means: `…` is any folders, `<name>` and `*` one name. */
  private static Pattern pattern(String path) {
    StringBuilder regex = new StringBuilder();
    for (String part : path.split("(?<=…|\\*|>)|(?=…|\\*|<)")) {
      if (part.equals("…")) {
        regex.append(".*");
      } else if (part.equals("*") || part.startsWith("<")) {
        regex.append("[^/]+");
      } else {
        regex.append(Pattern.quote(part));
      }
    }
    return Pattern.compile(regex + (path.endsWith("/") ? ".+" : "(/.+)?"));
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** A document without its fenced blocks. */
  private static String prose(Path document) throws IOException {
    return FENCED.matcher(Files.readString(document)).replaceAll("");
  }

  private static String name(Path document) {
    return ROOT.relativize(document).toString().replace('\\', '/');
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    documents.add(ROOT.resolve("README.md"));
    documents.add(ROOT.resolve("CONTRIBUTING.md"));
    documents.add(ROOT.resolve("CHANGELOG.md"));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  /** The files of the source tree. */
  private static Set<String> files() throws IOException {
    Set<String> files = new TreeSet<>();
    List<Path> folders = new ArrayList<>(List.of(ROOT));
    while (!folders.isEmpty()) {
      try (Stream<Path> entries = Files.list(folders.removeLast())) {
        for (Path entry : entries.toList()) {
          if (!Files.isDirectory(entry)) {
            files.add(name(entry));
          } else if (!NOT_SOURCES.contains(entry.getFileName().toString())) {
            folders.add(entry);
          }
        }
      }
    }
    return files;
  }
}
