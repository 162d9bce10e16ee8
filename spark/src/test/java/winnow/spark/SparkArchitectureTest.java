// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectOutputStream;

/** The rules of the house for the one module that the product does not have on its class path. */
@AnalyzeClasses(packages = "winnow.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class SparkArchitectureTest {
  @ArchTest
  static final ArchRule r1UsesOfOursOnlySchemaTopicsAnalysisAndLake =
      noClasses()
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("winnow..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "winnow.spark..",
                          "winnow.schema..",
                          "winnow.topics..",
                          "winnow.analysis..",
                          "winnow.lake..")));

  @ArchTest
  static final ArchRule r3KnowsNeitherParquetNorIceberg =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..", "org.apache.parquet..", "java.sql..");

  @ArchTest
  static final ArchRule r6NeitherTalksToTheTerminalNorExits =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule r9NoChildProcessesOrSerialization =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectOutputStream.class);
}
