// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/** Something bad, planted in the traffic and labelled. Techniques are those of MITRE ATT&CK. */
public sealed interface Attack
    permits Beacon,
        BruteForce,
        DnsTunnel,
        Exfiltration,
        GeneratedDomains,
        InsiderAccess,
        LateralMovement,
        Scan,
        StagedDownload {
  /** Its name in the labels, unique in a scenario. */
  String id();

  /** The host it runs on. */
  Victim victim();

  /** When it is active. */
  Window window();

  /** What it is, in one lower-case word. */
  String kind();

  /** ATT&CK technique id. */
  String technique();
}
