// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name taken apart as Apache Spot does it: the label before a generic or country top-level
 * domain, and what stands before that label. Case matters; newer top-level domains yield no domain.
 *
 * @param domain the label; null when the name has none by these rules
 * @param subdomain the labels before it, joined with dots; null when there are none
 * @param parts number of labels of the whole name
 */
public record DomainParts(@Nullable String domain, @Nullable String subdomain, int parts) {
  private static final Set<String> GENERIC =
      Set.of("com", "org", "net", "int", "edu", "gov", "mil");
  private static final Set<String> COUNTRIES = countries();

  /** Takes {@code name} apart. */
  public static DomainParts of(String name) {
    List<String> labels = split(name);
    int parts = labels.size();
    if (parts < 2 || parts > 2 && name.endsWith("in-addr.arpa")) {
      return new DomainParts(null, null, parts);
    }
    int end = parts;
    boolean country = COUNTRIES.contains(labels.get(end - 1));
    if (!country && !GENERIC.contains(labels.get(end - 1))) {
      return new DomainParts(null, null, parts);
    }
    if (country) {
      end--;
    }
    if (GENERIC.contains(labels.get(end - 1))) {
      end--;
    }
    if (end == 0) {
      return new DomainParts(null, null, parts);
    }
    String subdomain = end == 1 ? null : String.join(".", labels.subList(0, end - 1));
    return new DomainParts(labels.get(end - 1), subdomain, parts);
  }

  /** Length of the subdomain in characters, 0 when there is none. */
  public int subdomainLength() {
    return subdomain == null ? 0 : subdomain.length();
  }

  /**
   * Labels between dots; empty ones at the end do not count, but a name without dots is one label.
   */
  private static List<String> split(String name) {
    List<String> labels = new ArrayList<>();
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      labels.add(name.substring(start, dot));
      start = dot + 1;
    }
    labels.add(name.substring(start));
    while (labels.size() > (start == 0 ? 1 : 0) && labels.getLast().isEmpty()) {
      labels.removeLast();
    }
    return labels;
  }

  /** The country codes in use about 2013, with some that are no longer, and the empty label. */
  private static Set<String> countries() {
    String codes =
        """
        ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo
        bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk
        dm do dz ec ee eg eh er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq
        gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki
        km kn kp kr krd kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo
        mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk
        pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss
        st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk us uy uz va
        vc ve vg vi vn vu wf ws ye yt za zm zw
        """;
    Set<String> set = new HashSet<>(List.of(codes.strip().split("\\s+")));
    set.add("");
    return Set.copyOf(set);
  }
}
