package io.aula.gateway.edge;

import io.aula.gateway.edge.GatewaySettings.Endpoints;
import io.aula.gateway.edge.GatewaySettings.Switches;
import io.aula.gateway.edge.GatewaySettings.TokenSettings;
import io.aula.gateway.policy.limit.CostLimit;
import io.aula.gateway.subgraph.SubgraphEndpoint.Streaming;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The stand-alone gateway's settings as a properties file. Keys: {@code subgraph.NAME.url}, {@code subgraph.NAME.stream-url},
 * {@code subgraph.NAME.streaming} (websocket or sse), {@code subgraph.NAME.errors} (masked, or all to pass on what the subgraph says of
 * its faults), {@code introspection}, {@code documents.manifest}, {@code documents.only},
 * {@code subgraphs.sharing}, {@code supergraph.reloading}, {@code origins}, {@code auth.issuer}, {@code auth.keys},
 * {@code auth.audience}, without which no field is protected here, and {@code cost.maximum}, the most an operation may cost by the
 * supergraph's {@code @cost} and {@code @listSize}; lists that say nothing of their size count as {@code cost.list-size}, else 10.
 * A key that is none of these, or a value that means nothing, is an error.
 */
final class SettingsFile {

    private static final String SUBGRAPH = "subgraph.";

    private SettingsFile() {}

    static GatewaySettings read(Path supergraph, Path file) throws BadStartException {
        var settings = Settings.read(file);
        var defaults = GatewaySettings.defaults(supergraph);
        var read = new GatewaySettings(
                supergraph,
                endpoints(settings),
                tokens(settings),
                defaults.authenticator(),
                new Switches(
                        settings.flag("introspection", true),
                        settings.flag("documents.only", false),
                        settings.flag("subgraphs.sharing", false),
                        settings.flag("supergraph.reloading", true)),
                defaults.bounds().withCost(cost(settings)),
                origins(settings),
                settings.file("documents.manifest"));
        settings.requireAllAsked();
        return read;
    }

    private static Optional<CostLimit> cost(Settings settings) throws BadStartException {
        var listSize = settings.number("cost.list-size", 0, Integer.MAX_VALUE);
        var maximum = settings.number("cost.maximum", 0, Long.MAX_VALUE);
        if (listSize.isPresent() && maximum.isEmpty()) {
            throw settings.bad("cost.list-size", "means nothing without cost.maximum");
        }
        return maximum.map(
                most -> new CostLimit(most, listSize.map(Long::intValue).orElse(CostLimit.LIST_SIZE)));
    }

    private static Set<String> origins(Settings settings) throws BadStartException {
        var origins = Arrays.stream(settings.text("origins").orElse("").split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        for (var origin : origins) {
            if (!origin.matches("https?://[^/?#\\s]+")) {
                throw settings.bad("origins", "wants scheme://host:port without a path, not '" + origin + "'");
            }
        }
        return origins;
    }

    private static Optional<TokenSettings> tokens(Settings settings) throws BadStartException {
        var issuer = settings.text("auth.issuer");
        var keys = settings.url("auth.keys");
        var audience = settings.text("auth.audience");
        if (issuer.isPresent() && keys.isPresent()) {
            return Optional.of(new TokenSettings(issuer.get(), keys.get(), audience.orElse("aula-graph")));
        }
        if (issuer.isPresent() || keys.isPresent() || audience.isPresent()) {
            throw settings.bad(issuer.isEmpty() ? "auth.issuer" : "auth.keys", "is missing: tokens need both");
        }
        return Optional.empty();
    }

    private static Endpoints endpoints(Settings settings) throws BadStartException {
        var urls = new HashMap<String, URI>();
        var streamUrls = new HashMap<String, URI>();
        var streaming = new HashMap<String, Streaming>();
        var tellingErrors = new HashSet<String>();
        for (var name : subgraphs(settings)) {
            settings.url(SUBGRAPH + name + ".url").ifPresent(url -> urls.put(name, url));
            settings.url(SUBGRAPH + name + ".stream-url").ifPresent(url -> streamUrls.put(name, url));
            streaming(settings, SUBGRAPH + name + ".streaming").ifPresent(way -> streaming.put(name, way));
            if (tellsErrors(settings, SUBGRAPH + name + ".errors")) {
                tellingErrors.add(name);
            }
        }
        return new Endpoints(urls, streamUrls, streaming, tellingErrors);
    }

    private static Set<String> subgraphs(Settings settings) {
        return settings.names().stream()
                .filter(key -> key.startsWith(SUBGRAPH) && key.lastIndexOf('.') > SUBGRAPH.length())
                .map(key -> key.substring(SUBGRAPH.length(), key.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean tellsErrors(Settings settings, String key) throws BadStartException {
        return switch (settings.text(key).orElse("masked")) {
            case "masked" -> false;
            case "all" -> true;
            default -> throw settings.bad(key, "wants masked or all");
        };
    }

    private static Optional<Streaming> streaming(Settings settings, String key) throws BadStartException {
        var way = settings.text(key);
        if (way.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (way.get()) {
                    case "sse" -> Streaming.SERVER_SENT_EVENTS;
                    case "websocket" -> Streaming.WEBSOCKET;
                    default -> throw settings.bad(key, "wants websocket or sse, not '" + way.get() + "'");
                });
    }
}
