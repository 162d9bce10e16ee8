// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/** Something bad, planted in the traffic and labelled. Techniques are those of MITRE ATT&CK. */
public sealed interface Attack extends Planted
    permits Beacon,
        BruteForce,
        DnsTunnel,
        Exfiltration,
        GeneratedDomains,
        InsiderAccess,
        LateralMovement,
        Scan,
        StagedDownload {
  /** The host it runs on. */
  Victim victim();

  /** When it is active. */
  Window window();

  /**
   * What it is a part of: its name up to the first full stop. Parts of one attack deal with the
   * same machines.
   */
  default String whole() {
    int stop = id().indexOf('.');
    return stop < 0 ? id() : id().substring(0, stop);
  }

  @Override
  default boolean malicious() {
    return true;
  }
}
