// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import picocli.CommandLine.IVersionProvider;

/** The version of the product, as built. */
final class Version implements IVersionProvider {
  /** Version of the code, recorded in manifests. */
  static String current() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"winnow " + current(), "Java " + System.getProperty("java.version")};
  }
}
