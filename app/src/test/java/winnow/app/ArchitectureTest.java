// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import winnow.schema.TelemetryRecord;

/** The rules of the house; docs/design/architecture.md says why each exists. */
@AnalyzeClasses(packages = "winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "winnow.schema..",
    "winnow.decode..",
    "winnow.topics..",
    "winnow.analysis.word..",
    "winnow.analysis.count..",
    "winnow.analysis.score..",
    "winnow.analysis.share..",
    "winnow.analysis.outlier..",
  };

  @ArchTest static final ArchRule r1SchemaUsesNothingOfOurs = mayUse("schema");

  @ArchTest static final ArchRule r1Decode = mayUse("decode", "schema");
  @ArchTest static final ArchRule r1Lake = mayUse("lake", "schema");
  @ArchTest static final ArchRule r1Topics = mayUse("topics");
  @ArchTest static final ArchRule r1Context = mayUse("context", "schema");
  @ArchTest static final ArchRule r1Casebook = mayUse("casebook", "schema");

  @ArchTest
  static final ArchRule r1Analysis = mayUse("analysis", "schema", "topics", "context", "lake");

  @ArchTest
  static final ArchRule r1OnlyTheEngineSeamOfAnalysisKnowsTheLake =
      noClasses()
          .that()
          .resideInAPackage("winnow.analysis..")
          .and()
          .resideOutsideOfPackage("winnow.analysis.run..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("winnow.lake..");

  @ArchTest static final ArchRule r1Collector = mayUse("collector", "schema", "decode", "lake");

  @ArchTest
  static final ArchRule r1Server = mayUse("server", "schema", "lake", "context", "casebook");

  @ArchTest static final ArchRule r1Synth = mayUse("synth", "schema");

  /**
   * The rules of the module itself are tested there: nothing here may have it on its class path.
   */
  @ArchTest
  static final ArchRule r1NobodyUsesSpark =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("winnow.spark..", "org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule r2NoPackageCycles =
      slices().matching("winnow.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule r3ParquetAndIcebergOnlyInTheLake =
      onlyIn("winnow.lake..", "org.apache.iceberg..", "org.apache.parquet..");

  @ArchTest static final ArchRule r3DuckDbOnlyInTheLake = onlyIn("winnow.lake..", "org.duckdb..");

  @ArchTest
  static final ArchRule r3SqlOnlyInTheLakeAndTheCasebook =
      noClasses()
          .that()
          .resideOutsideOfPackages("winnow.lake..", "winnow.casebook..", "winnow.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule r3TheHttpServerOnlyInServer =
      onlyIn("winnow.server..", "io.javalin..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule r3TheCommandLineOnlyInApp =
      onlyIn("winnow.app..", "picocli..", "me.tongfei..", "ch.qos.logback..");

  @ArchTest
  static final ArchRule r4PureCodeReadsNoClockFileOrSocketAndDoesNotLog =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "org.slf4j..")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random");

  @ArchTest
  static final ArchRule r5TelemetryIsRecords =
      classes().that().implement(TelemetryRecord.class).should().beRecords();

  @ArchTest
  static final ArchRule r6NoMutableStatics =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat(new NotGenerated())
          .should()
          .beFinal()
          .as("no mutable static field");

  @ArchTest
  static final ArchRule r6OnlyAppTalksToTheTerminalOrExits =
      noClasses()
          .that()
          .resideOutsideOfPackages("winnow.app..", "winnow.benchmarks..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule r7NamesSayTheJob =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Base)$")
          .orShould()
          .haveNameMatching(".*\\.Abstract[A-Z].*");

  @ArchTest
  static final ArchRule r8RejectionsAreMadeOnlyByDecoders =
      noClasses()
          .that()
          .resideOutsideOfPackages("winnow.decode..")
          .should()
          .callConstructor(
              winnow.decode.Rejection.class,
              winnow.decode.RejectReason.class,
              long.class,
              String.class);

  @ArchTest
  static final ArchRule r9NoChildProcessesSerializationOrReflectionTricks =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectOutputStream")
          .orShould()
          .callMethod(java.lang.reflect.AccessibleObject.class, "setAccessible", boolean.class);

  @ArchTest
  static final ArchRule r10NoLombokGuavaOrCommonsLang =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("lombok..", "com.google.common..", "org.apache.commons.lang3..");

  @ArchTest
  static final ArchRule packagesStaySmallEnoughToRead =
      classes().should(new SharePackageWithAtMost(25));

  private static ArchRule mayUse(String module, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "winnow." + module + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "winnow." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("winnow." + module + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("winnow..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowed)))
        .as("module " + module + " uses of ours only " + Set.of(others));
  }

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(home, "winnow.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static final class NotGenerated
      extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {
    NotGenerated() {
      super("are written by people");
    }

    @Override
    public boolean test(JavaClass type) {
      return !type.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
  }

  private static final class SharePackageWithAtMost extends ArchCondition<JavaClass> {
    private final int limit;

    SharePackageWithAtMost(int limit) {
      super("share their package with at most " + limit + " types");
      this.limit = limit;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      long types =
          type.getPackage().getClasses().stream()
              .filter(it -> !it.getSimpleName().equals("package-info"))
              .filter(it -> !it.getName().contains("$") && !it.isArray())
              .count();
      if (types > limit) {
        events.add(
            SimpleConditionEvent.violated(
                type, type.getPackageName() + " has " + types + " types, over " + limit));
      }
    }
  }
}
