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

  @Override
  default boolean malicious() {
    return true;
  }
}
