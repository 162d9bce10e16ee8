// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.List;
import java.util.Set;
import winnow.lake.Lake;

/** The routes of the API over one lake. */
public final class Api {
  /** Where all routes are. */
  public static final String ROOT = "/api/v1";

  private final List<Route> routes;

  /** Answers from {@code lake}, with what {@code context} adds. */
  public Api(Lake lake, HostContext context, String version) {
    FindingLists lists = new FindingLists(lake.runs());
    FindingRoutes findings = new FindingRoutes(lake.runs(), lists, new FindingViews(context));
    NeighbourRoute neighbours = new NeighbourRoute(lake, lists);
    IngestSummaryRoute summary = new IngestSummaryRoute(lake);
    LedgerRoutes ledger = new LedgerRoutes(lake);
    routes =
        List.of(
            new Route("/health", Set.of(), request -> new Health("ok", version)),
            new Route("/days", Set.of(), findings::days),
            new Route("/findings", FindingRoutes.PARAMETERS, findings::list),
            new Route("/findings/{run}/{rank}", Set.of(), findings::one),
            new Route(
                "/findings/{run}/{rank}/neighbours", NeighbourRoute.PARAMETERS, neighbours::answer),
            new Route("/ingest-summary", IngestSummaryRoute.PARAMETERS, summary::answer),
            new Route("/inputs", Page.PARAMETERS, ledger::inputs),
            new Route("/runs", Page.PARAMETERS, ledger::runs),
            new Route("/runs/{id}", Set.of(), ledger::run));
  }

  /** The routes; each is read with GET. */
  public List<Route> routes() {
    return routes;
  }

  record Health(String status, String version) {}
}
