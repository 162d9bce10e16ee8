// SPDX-License-Identifier: Apache-2.0
package winnow.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Types share their package with few others, so that its listing can be read. */
final class SmallPackages extends ArchCondition<JavaClass> {
  private final int limit;

  SmallPackages(int limit) {
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
