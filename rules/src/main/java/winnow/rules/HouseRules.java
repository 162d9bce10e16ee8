// SPDX-License-Identifier: Apache-2.0
package winnow.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.AccessibleObject;
import java.util.Set;
import java.util.stream.Stream;

/** The rules that hold in every module; docs/design/architecture.md says why each exists. */
public final class HouseRules {
  @ArchTest
  static final ArchRule r6NoMutableStatics =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat(
              DescribedPredicate.describe(
                  "are written by people",
                  type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC)))
          .should()
          .beFinal()
          .as("no mutable static field")
          .allowEmptyShould(true);

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
  static final ArchRule r9NoChildProcessesSerializationOrReflectionTricks =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo("java.lang.ProcessBuilder")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo("java.io.ObjectOutputStream")
          .orShould()
          .callMethod(AccessibleObject.class, "setAccessible", boolean.class);

  @ArchTest
  static final ArchRule r10NoLombokGuavaOrCommonsLang =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("lombok..", "com.google.common..", "org.apache.commons.lang3..");

  @ArchTest
  static final ArchRule packagesStaySmallEnoughToRead = classes().should(new SmallPackages(25));

  private HouseRules() {}

  /** R1: of our modules, {@code module} uses itself and {@code others}. */
  public static ArchRule mayUse(String module, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(module), Stream.of(others))
            .map(name -> "winnow." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("winnow." + module + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("winnow..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowed)))
        .as("module " + module + " uses of ours only " + Set.of(others));
  }
}
