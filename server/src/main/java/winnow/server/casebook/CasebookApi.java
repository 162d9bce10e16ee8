// SPDX-License-Identifier: Apache-2.0
package winnow.server.casebook;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.server.api.Route;

/** The routes by which people decide about what is in a lake. */
public final class CasebookApi {
  private final List<Route> routes;

  /** Keeps decisions in the casebook of {@code lake}. */
  public CasebookApi(Lake lake) {
    InstantSource clock = InstantSource.system();
    Casebook casebook = Casebook.of(lake.folder(), clock);
    SuppressionRoutes suppressions = new SuppressionRoutes(lake.runs(), casebook, clock);
    VerdictRoutes verdicts = new VerdictRoutes(lake.runs(), casebook, clock);
    routes =
        List.of(
            new Route("/suppressions", Set.of(), suppressions::list),
            Route.post("/suppressions", suppressions::add),
            Route.post("/suppressions/what-if", suppressions::whatIf),
            Route.post("/suppressions/{id}/remove", suppressions::remove),
            new Route("/verdicts", Set.of(), verdicts::list),
            Route.post("/verdicts", verdicts::set),
            Route.post("/verdicts/withdraw", verdicts::withdraw),
            new Route("/audit", Set.of(), verdicts::audit));
  }

  /** The routes, which read and write. */
  public List<Route> routes() {
    return routes;
  }
}
