// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * Files leave over HTTPS to a rented machine whose address is hard-coded: no name look-up, past the
 * proxy.
 *
 * @param id name in the labels
 * @param victim the host that they leave from
 * @param window when it is active; uploads are spread evenly over it, a little shaken
 * @param uploads connections a day
 * @param uploadOctets octets per connection, log-normal around this
 */
public record Exfiltration(String id, Victim victim, Window window, int uploads, long uploadOctets)
    implements Attack {
  /** Checks the ranges. */
  public Exfiltration {
    if (uploads < 1 || uploadOctets < 1) {
      throw new IllegalArgumentException(
          "exfiltration %s: %d uploads of %d octets out of range"
              .formatted(id, uploads, uploadOctets));
    }
  }

  /** 3 GB in twelve connections. */
  public static Exfiltration loud(String id, Victim victim, Window window) {
    return new Exfiltration(id, victim, window, 12, 250_000_000);
  }

  /** 24 MB a day in eight connections. */
  public static Exfiltration quiet(String id, Victim victim, Window window) {
    return new Exfiltration(id, victim, window, 8, 3_000_000);
  }

  @Override
  public String kind() {
    return "exfiltration";
  }

  @Override
  public String technique() {
    return "T1041";
  }
}
