package io.aula.gateway.subgraph;

import java.net.URI;

/** Where a subgraph listens, and how it streams. */
public record SubgraphEndpoint(URI url, URI streamUrl, Streaming streaming) {

    /** How a subgraph sends subscription events. */
    public enum Streaming {
        WEBSOCKET,
        SERVER_SENT_EVENTS
    }

    public SubgraphEndpoint {
        requireHttp(url);
        requireHttp(streamUrl);
    }

    public static SubgraphEndpoint at(URI url) {
        return new SubgraphEndpoint(url, url, Streaming.WEBSOCKET);
    }

    private static void requireHttp(URI url) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("A subgraph needs an http or https URL, not '" + url + "'");
        }
    }

    static boolean secure(URI url) {
        return "https".equals(url.getScheme());
    }

    static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : secure(url) ? 443 : 80;
    }

    static String target(URI url) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    static String host(URI url) {
        return url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }
}
