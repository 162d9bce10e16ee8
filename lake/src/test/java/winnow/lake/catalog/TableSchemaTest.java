// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class TableSchemaTest {
  private static final NestedField ALWAYS =
      NestedField.required(1, "port", Types.IntegerType.get());
  private static final NestedField SOMETIMES =
      NestedField.optional(1, "port", Types.IntegerType.get());
  private static final NestedField ADDED = NestedField.required(2, "size", Types.LongType.get());

  @Test
  void aColumnThatMayNowBeAbsentBecomesOptional() {
    assertThat(TableSchema.evolve(new Schema(ALWAYS), new Schema(SOMETIMES)).findField(1))
        .matches(NestedField::isOptional);
  }

  @Test
  void aColumnThatOlderFilesMayLackStaysOptional() {
    assertThat(TableSchema.evolve(new Schema(SOMETIMES), new Schema(ALWAYS)).findField(1))
        .matches(NestedField::isOptional);
    assertThat(TableSchema.evolve(new Schema(ALWAYS), new Schema(ALWAYS, ADDED)).findField(2))
        .matches(NestedField::isOptional);
  }
}
