// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.analysis.day.HostAddresses;
import winnow.analysis.detect.Evidence;
import winnow.schema.Case;

/** Cases as they are kept and shown. */
public final class Cases {
  /** The name of the method. */
  public static final String METHOD = "cases";

  private static final JsonMapper MAPPER = new JsonMapper();

  private Cases() {}

  /**
   * A row for each of {@code cases}, ranked from 1. A host that is known by a name is the address
   * where it was last seen, with its name and its other addresses.
   *
   * @param addresses where those hosts were on the day
   */
  public static List<Case> of(
      List<HostCase> cases, String runId, LocalDate day, HostAddresses addresses) {
    List<Case> rows = new ArrayList<>(cases.size());
    for (HostCase known : cases) {
      HostCase one = known.at(addresses);
      NamedHost name = NamedHost.of(known.host(), addresses);
      Evidence best = one.headline();
      rows.add(
          new Case(
              runId,
              day,
              rows.size() + 1,
              one.host(),
              one.p(),
              one.score(),
              one.notable(),
              one.provisional(),
              one.shares().stream().map(HostCase.Share::family).toList(),
              best.technique(),
              one.evidence().stream().mapToLong(it -> it.evidence().firstMicros()).min().orElse(0),
              one.evidence().stream().mapToLong(it -> it.evidence().lastMicros()).max().orElse(0),
              one.host() + name.text() + " " + EvidenceText.sentence(best),
              explanation(one, name)));
    }
    return rows;
  }

  /** SHA-256 of everything in a list but the name of its run, hexadecimal. */
  public static String digest(List<Case> cases) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Case one : cases) {
        String text =
            String.join(
                "\t",
                one.day().toString(),
                Integer.toString(one.rank()),
                one.host(),
                Double.toHexString(one.p()),
                one.sentence(),
                one.explanation(),
                one.notable() + " " + one.provisional() + "\n");
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static String explanation(HostCase one, NamedHost name) {
    ObjectNode json = MAPPER.createObjectNode();
    name.put(json);
    ArrayNode shares = json.putArray("parts");
    one.shares()
        .forEach(
            share -> shares.addObject().put("family", share.family()).put("bits", share.score()));
    json.put("expectedFalse", one.expectedFalse());
    json.put("normalIf", EvidenceText.normalIf(one.headline()));
    ArrayNode evidence = json.putArray("evidence");
    one.evidence().forEach(it -> put(evidence.addObject(), it));
    return MAPPER.writeValueAsString(json);
  }

  private static void put(ObjectNode json, HostCase.Judged judged) {
    Evidence evidence = judged.evidence();
    json.put("family", evidence.family());
    json.put("peer", evidence.peer());
    json.put("technique", evidence.technique());
    json.put("p", evidence.p());
    if (judged.weight() != 1) {
      json.put("weight", judged.weight());
    }
    json.put("score", evidence.score());
    json.put("first", time(evidence.firstMicros()));
    json.put("last", time(evidence.lastMicros()));
    json.put("sentence", EvidenceText.sentence(evidence));
    EvidenceText.Columns columns = EvidenceText.columns(evidence.family());
    json.putObject("columns")
        .put("value", columns.value())
        .put("usual", columns.usual())
        .put("fleet", columns.fleet());
    ArrayNode parts = json.putArray("parts");
    for (Evidence.Part part : evidence.parts()) {
      ObjectNode node = parts.addObject();
      node.put("fact", part.fact());
      node.put("value", part.value());
      node.put("usual", part.usual());
      node.put("fleet", part.fleet());
      node.put("bits", part.bits());
    }
  }

  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
