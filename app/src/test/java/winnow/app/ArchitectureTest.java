// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static winnow.rules.HouseRules.mayUse;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import winnow.rules.HouseRules;
import winnow.schema.TelemetryRecord;

/** The rules of the house; docs/design/architecture.md says why each exists. */
@AnalyzeClasses(packages = "winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests ofEveryModule = ArchTests.in(HouseRules.class);

  private static final String[] PURE = {
    "winnow.schema..", "winnow.decode..", "winnow.topics..", "winnow.analysis..",
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
          .and()
          .resideOutsideOfPackages(
              "winnow.analysis.run..", "winnow.analysis.feedback..", "winnow.analysis.shortlist..")
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

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(home, "winnow.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }
}
