// SPDX-License-Identifier: Apache-2.0
package winnow.server;

/** What stands in for the pages when the product was built without them. */
final class NotBuilt {
  static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Winnow: the pages are not built</title>
      <h1>The pages are not built</h1>
      <p>Winnow runs, but was built without its pages. Build them, then start it again:</p>
      <pre>./winnow build</pre>
      <p>The API is there: <a href="/api/v1/days">/api/v1/days</a>,
      described by <a href="/api/v1/openapi.json">its OpenAPI document</a>.</p>
      </html>
      """;

  private NotBuilt() {}
}
