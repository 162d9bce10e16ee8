// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import winnow.rules.HouseRules;

/** The rules of the house for the one module that the product does not have on its class path. */
@AnalyzeClasses(packages = "winnow.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class SparkArchitectureTest {
  @ArchTest static final ArchTests ofEveryModule = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule r1UsesOfOursOnlySchemaTopicsAnalysisAndLake =
      HouseRules.mayUse("spark", "schema", "topics", "analysis", "lake");

  @ArchTest
  static final ArchRule r3KnowsNeitherParquetNorIceberg =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..", "org.apache.parquet..", "java.sql..");
}
