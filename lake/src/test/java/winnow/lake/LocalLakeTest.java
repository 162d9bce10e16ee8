// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

class LocalLakeTest extends LakeContract {
  @Override
  Lake open(LakeSettings settings) {
    return Lake.open(folder.resolve("lake"), settings);
  }
}
