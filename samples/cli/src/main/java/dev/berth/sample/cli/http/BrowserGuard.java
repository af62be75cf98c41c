package dev.berth.sample.cli.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the API. Whoever may use it may run programs, and a browser on this machine would carry any page's
 * requests to the loopback address. Browsers say where a request comes from, command lines and libraries do not. Stateless.
 */
final class BrowserGuard {

    /**
     * Lets a request pass.
     *
     * @throws HttpFailure when a page of another site sent it
     */
    void check(Request request) {
        String site = header(request, "Sec-Fetch-Site");
        boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
        String origin = header(request, HttpHeader.ORIGIN.asString());
        boolean foreignOrigin =
                origin != null && !origin.equals("http://" + header(request, HttpHeader.HOST.asString()));
        if (foreignSite || foreignOrigin) {
            throw new HttpFailure(HttpFailure.FORBIDDEN, "Pages of other sites may not use this API.");
        }
    }

    private static @Nullable String header(Request request, String name) {
        return request.getHeaders().get(name);
    }
}
