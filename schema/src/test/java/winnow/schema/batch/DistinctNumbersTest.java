// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;

class DistinctNumbersTest {
  private static final int BLOCK = 128;
  private static final int BLOCKS = 200;

  @Test
  void textsOfABlockGetTheNumbersThatAMapGives() {
    Random random = new Random(1);
    DistinctTexts distinct = new DistinctTexts();
    DistinctTexts.Block block = new DistinctTexts.Block(BLOCK);
    Map<String, Integer> expected = new LinkedHashMap<>();
    int[] ids = new int[BLOCK + 1];
    for (int b = 0; b < BLOCKS; b++) {
      for (int i = 0; i < BLOCK; i++) {
        int value = random.nextInt(1 << random.nextInt(1, 20));
        block.values[i] = value % 7 == 6 ? null : "text " + value;
      }
      distinct.number(block, BLOCK, ids, 1);
      for (int i = 0; i < BLOCK; i++) {
        String text = block.values[i];
        assertThat(ids[i + 1]).isEqualTo(text == null ? TextVector.ABSENT : id(expected, text));
      }
    }
    assertThat(distinct.texts().strings())
        .containsExactly(expected.keySet().toArray(String[]::new));
  }

  @Test
  void addressesOfABlockGetTheNumbersThatAMapGives() {
    Random random = new Random(2);
    DistinctAddresses distinct = new DistinctAddresses();
    DistinctTexts.Block block = new DistinctTexts.Block(BLOCK);
    Map<String, Integer> expected = new LinkedHashMap<>();
    int[] ids = new int[BLOCK + 1];
    for (int b = 0; b < BLOCKS; b++) {
      for (int i = 0; i < BLOCK; i++) {
        int value = random.nextInt(1 << random.nextInt(1, 20));
        block.addresses[i] = value % 7 == 6 ? null : new IpAddress(value & 3, value);
      }
      distinct.number(block.addresses, block, BLOCK, ids, 1);
      for (int i = 0; i < BLOCK; i++) {
        IpAddress address = block.addresses[i];
        assertThat(ids[i + 1])
            .isEqualTo(address == null ? TextVector.ABSENT : id(expected, address.toString()));
      }
    }
    assertThat(distinct.texts().strings())
        .containsExactly(expected.keySet().toArray(String[]::new));
  }

  @Test
  void textsAreEqualWhenTheirBytesInUtf8Are() {
    DistinctTexts distinct = new DistinctTexts();
    String kept = "münchen.example";
    int id = distinct.id(kept);
    assertThat(distinct.id("munchen.example")).isNotEqualTo(id);
    assertThat(distinct.id("")).isEqualTo(2);
    assertThat(distinct.id("m\u00fcnchen.example")).isEqualTo(id);
    assertThat(distinct.id(kept)).isEqualTo(id);
    assertThat(distinct.id("\ud83d\ude00".repeat(100))).isEqualTo(3);
    TextVector.Dictionary texts = distinct.texts();
    assertThat(texts.strings())
        .containsExactly(kept, "munchen.example", "", "\ud83d\ude00".repeat(100));
    assertThat(texts.strings()).isSameAs(texts.strings());
    assertThat(new TextVector.Dictionary(texts.strings()).utf8().offsets())
        .isEqualTo(texts.utf8().offsets());
  }

  private static int id(Map<String, Integer> numbers, String text) {
    numbers.putIfAbsent(text, numbers.size());
    return numbers.get(text);
  }
}
