// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.schema.Finding;

/** The routes of the API over one lake. */
public final class Api {
  /** Where all routes are. */
  public static final String ROOT = "/api/v1";

  private static final int MOST_SEARCHES = 2;
  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_FINDINGS = 50_000;
  private static final int MOST_CASES = 10_000;

  private final List<Route> routes;

  /** Answers from {@code lake}, with what {@code context} adds. */
  public Api(Lake lake, HostContext context, String version) {
    Path folder = context.folder();
    Health health =
        new Health(
            "ok",
            version,
            lake.folder().toString(),
            folder == null ? null : folder.toAbsolutePath().normalize().toString());
    Casebook casebook = Casebook.of(lake.folder());
    Searches searches = new Searches(lake, MOST_SEARCHES, SEARCH_PATIENCE);
    RankedLists<Finding, SearchableFinding> lists =
        SearchableFinding.lists(lake.runs(), MOST_FINDINGS);
    FindingRoutes findings =
        new FindingRoutes(lake.runs(), lists, new FindingViews(context), casebook);
    CaseLists caseLists = new CaseLists(lake.runs(), MOST_CASES);
    CaseRoutes cases =
        new CaseRoutes(lake.runs(), caseLists, new CaseViews(context), casebook, searches);
    NeighbourRoute neighbours = new NeighbourRoute(searches, lists, caseLists);
    IngestSummaryRoute summary = new IngestSummaryRoute(lake, searches);
    LedgerRoutes ledger = new LedgerRoutes(lake);
    routes =
        List.of(
            new Route("/health", Set.of(), request -> health),
            new Route("/days", Set.of(), findings::days),
            new Route("/findings", FindingRoutes.PARAMETERS, findings::list),
            new Route("/findings/{run}/{rank}", Set.of(), findings::one),
            new Route(
                "/findings/{run}/{rank}/neighbours", NeighbourRoute.PARAMETERS, neighbours::around),
            new Route("/case-days", Set.of(), cases::days),
            new Route("/cases", CaseRoutes.PARAMETERS, cases::list),
            new Route("/cases/{run}/{rank}", Set.of(), cases::one),
            new Route("/cases/{run}/{rank}/days", Set.of(), cases::aroundDays),
            new Route(
                "/cases/{run}/{rank}/rows", NeighbourRoute.CASE_PARAMETERS, neighbours::ofCase),
            new Route("/ingest-summary", IngestSummaryRoute.PARAMETERS, summary::answer),
            new Route("/inputs", Page.PARAMETERS, ledger::inputs),
            new Route("/runs", Page.PARAMETERS, ledger::runs),
            new Route("/runs/{id}", Set.of(), ledger::run));
  }

  /** The routes; each reads. */
  public List<Route> routes() {
    return routes;
  }

  record Health(String status, String version, String lake, @Nullable String context) {}
}
