package io.aula.gateway.edge;

import io.aula.gateway.edge.GatewaySettings.Endpoints;
import io.aula.gateway.edge.GatewaySettings.Switches;
import io.aula.gateway.edge.GatewaySettings.TokenSettings;
import io.aula.gateway.policy.limit.CostLimit;
import io.aula.gateway.subgraph.SubgraphEndpoint.Streaming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stand-alone gateway's settings as a properties file. Keys: {@code subgraph.NAME.url}, {@code subgraph.NAME.stream-url},
 * {@code subgraph.NAME.streaming} (websocket or sse), {@code subgraph.NAME.errors} (masked, or all to pass on what the subgraph says of
 * its faults), {@code introspection}, {@code documents.manifest}, {@code documents.only},
 * {@code subgraphs.sharing}, {@code supergraph.reloading}, {@code origins}, {@code auth.issuer}, {@code auth.keys},
 * {@code auth.audience}, without which no field is protected here, and {@code cost.maximum}, the most an operation may cost by the
 * supergraph's {@code @cost} and {@code @listSize}; lists that say nothing of their size count as {@code cost.list-size}, else 10.
 */
final class SettingsFile {

    private SettingsFile() {}

    static GatewaySettings read(Path supergraph, Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The settings cannot be read: " + file, e);
        }
        var defaults = GatewaySettings.defaults(supergraph);
        return new GatewaySettings(
                supergraph,
                endpoints(properties),
                tokens(properties),
                defaults.authenticator(),
                new Switches(
                        flag(properties, "introspection", true),
                        flag(properties, "documents.only", false),
                        flag(properties, "subgraphs.sharing", false),
                        flag(properties, "supergraph.reloading", true)),
                defaults.bounds().withCost(cost(properties)),
                origins(properties),
                Optional.ofNullable(properties.getProperty("documents.manifest"))
                        .map(Path::of));
    }

    private static boolean flag(Properties properties, String key, boolean otherwise) {
        return Boolean.parseBoolean(properties.getProperty(key, Boolean.toString(otherwise)));
    }

    private static Optional<CostLimit> cost(Properties properties) {
        var listSize = properties.getProperty("cost.list-size", Integer.toString(CostLimit.LIST_SIZE));
        return Optional.ofNullable(properties.getProperty("cost.maximum"))
                .map(maximum -> new CostLimit(Long.parseLong(maximum), Integer.parseInt(listSize)));
    }

    private static Set<String> origins(Properties properties) {
        return Arrays.stream(properties.getProperty("origins", "").split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Optional<TokenSettings> tokens(Properties properties) {
        var issuer = properties.getProperty("auth.issuer");
        var keys = properties.getProperty("auth.keys");
        if (issuer == null || keys == null) {
            return Optional.empty();
        }
        var audience = properties.getProperty("auth.audience", "aula-graph");
        return Optional.of(new TokenSettings(issuer, URI.create(keys), audience));
    }

    private static Endpoints endpoints(Properties properties) {
        var urls = new HashMap<String, URI>();
        var streamUrls = new HashMap<String, URI>();
        var streaming = new HashMap<String, Streaming>();
        var tellingErrors = new HashSet<String>();
        for (var key : properties.stringPropertyNames()) {
            var dot = key.lastIndexOf('.');
            if (!key.startsWith("subgraph.") || dot < 10) {
                continue;
            }
            var name = key.substring(9, dot);
            var value = properties.getProperty(key, "");
            switch (key.substring(dot + 1)) {
                case "url" -> urls.put(name, URI.create(value));
                case "stream-url" -> streamUrls.put(name, URI.create(value));
                case "streaming" ->
                    streaming.put(name, value.equals("sse") ? Streaming.SERVER_SENT_EVENTS : Streaming.WEBSOCKET);
                case "errors" -> {
                    switch (value) {
                        case "all" -> tellingErrors.add(name);
                        case "masked" -> tellingErrors.remove(name);
                        default -> throw new IllegalArgumentException(key + " is masked or all, not '" + value + "'");
                    }
                }
                default -> throw new IllegalArgumentException("Unknown setting " + key);
            }
        }
        return new Endpoints(urls, streamUrls, streaming, tellingErrors);
    }
}
