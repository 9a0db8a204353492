package io.aula.gateway.edge;

import io.aula.gateway.executor.ByteBudget;
import io.aula.gateway.policy.auth.RequestAuthenticator;
import io.aula.gateway.policy.limit.CostLimit;
import io.aula.gateway.policy.limit.DocumentLimits;
import io.aula.gateway.subgraph.SubgraphEndpoint.Streaming;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that can be set, with what holds if nothing is. */
public record GatewaySettings(
        Path supergraph,
        Endpoints endpoints,
        Optional<TokenSettings> tokens,
        RequestAuthenticator authenticator,
        Switches switches,
        Bounds bounds,
        Set<String> origins,
        Optional<Path> documents) {

    /**
     * Where subgraphs listen, by name, if not where the supergraph says; how they stream; and those whose errors callers get to see
     * as they are told.
     */
    public record Endpoints(
            Map<String, URI> urls,
            Map<String, URI> streamUrls,
            Map<String, Streaming> streaming,
            Set<String> tellingErrors) {

        public Endpoints(Map<String, URI> urls, Map<String, URI> streamUrls, Map<String, Streaming> streaming) {
            this(urls, streamUrls, streaming, Set.of());
        }
    }

    /** Whose tokens count. Without it nothing is enforced here, and subgraphs must see to themselves. */
    public record TokenSettings(String issuer, URI keys, String audience) {}

    /**
     * What may be asked for at all, and how: {@code sharing} answers equal subgraph calls of one caller that are under way at the
     * same time from one of them; {@code reloading} takes the supergraph over when its file changes; {@code tokenToIntrospect} leaves
     * the schema to callers with a token, where {@code introspection} is on at all; {@code labels} says which progressive overrides
     * hold for whom.
     */
    public record Switches(
            boolean introspection,
            boolean onlyTrustedDocuments,
            boolean sharing,
            boolean reloading,
            boolean tokenToIntrospect,
            ActiveLabels labels) {

        public Switches(
                boolean introspection,
                boolean onlyTrustedDocuments,
                boolean sharing,
                boolean reloading,
                boolean tokenToIntrospect) {
            this(introspection, onlyTrustedDocuments, sharing, reloading, tokenToIntrospect, ActiveLabels.NONE);
        }

        /** The same with other overrides. */
        public Switches withLabels(ActiveLabels other) {
            return new Switches(introspection, onlyTrustedDocuments, sharing, reloading, tokenToIntrospect, other);
        }

        public Switches(boolean introspection, boolean onlyTrustedDocuments, boolean sharing, boolean reloading) {
            this(introspection, onlyTrustedDocuments, sharing, reloading, false);
        }

        /** Nothing shared, and reloading. */
        public Switches(boolean introspection, boolean onlyTrustedDocuments) {
            this(introspection, onlyTrustedDocuments, false, true);
        }
    }

    /** How much and how long; {@code heldBytes} is what all requests together may hold. Without a {@code cost} operations may cost whatever their document's limits allow. */
    public record Bounds(
            Duration deadline,
            Duration subgraphTimeout,
            int bodyBytes,
            int answerBytes,
            long responseBytes,
            long heldBytes,
            int subscriptionsPerSocket,
            DocumentLimits document,
            Optional<CostLimit> cost) {

        /** The same with another limit of what operations cost. */
        public Bounds withCost(Optional<CostLimit> limit) {
            return new Bounds(
                    deadline,
                    subgraphTimeout,
                    bodyBytes,
                    answerBytes,
                    responseBytes,
                    heldBytes,
                    subscriptionsPerSocket,
                    document,
                    limit);
        }

        /** The same with another share of the memory. */
        public Bounds withHeldBytes(long bytes) {
            return new Bounds(
                    deadline,
                    subgraphTimeout,
                    bodyBytes,
                    answerBytes,
                    responseBytes,
                    bytes,
                    subscriptionsPerSocket,
                    document,
                    cost);
        }
    }

    public static GatewaySettings defaults(Path supergraph) {
        return new GatewaySettings(
                supergraph,
                new Endpoints(Map.of(), Map.of(), Map.of()),
                Optional.empty(),
                RequestAuthenticator.bearer(),
                new Switches(true, false),
                new Bounds(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(8),
                        1 << 20,
                        8 << 20,
                        32L << 20,
                        ByteBudget.shareOfHeap(),
                        64,
                        DocumentLimits.defaults(),
                        Optional.empty()),
                Set.of(),
                Optional.empty());
    }

    public GatewaySettings withEndpoints(Map<String, URI> urls) {
        return new GatewaySettings(
                supergraph,
                new Endpoints(urls, endpoints.streamUrls(), endpoints.streaming(), endpoints.tellingErrors()),
                tokens,
                authenticator,
                switches,
                bounds,
                origins,
                documents);
    }

    /** Subgraphs whose errors are passed on unmasked, by name. */
    public GatewaySettings withErrorsOf(Set<String> subgraphs) {
        return new GatewaySettings(
                supergraph,
                new Endpoints(endpoints.urls(), endpoints.streamUrls(), endpoints.streaming(), subgraphs),
                tokens,
                authenticator,
                switches,
                bounds,
                origins,
                documents);
    }

    public GatewaySettings withTokens(TokenSettings settings) {
        return new GatewaySettings(
                supergraph, endpoints, Optional.of(settings), authenticator, switches, bounds, origins, documents);
    }

    public GatewaySettings withAuthenticator(RequestAuthenticator port) {
        return new GatewaySettings(supergraph, endpoints, tokens, port, switches, bounds, origins, documents);
    }

    public GatewaySettings withSwitches(Switches settings) {
        return new GatewaySettings(supergraph, endpoints, tokens, authenticator, settings, bounds, origins, documents);
    }

    /** The most an operation may cost. */
    public GatewaySettings withCostLimit(CostLimit limit) {
        return new GatewaySettings(
                supergraph,
                endpoints,
                tokens,
                authenticator,
                switches,
                bounds.withCost(Optional.of(limit)),
                origins,
                documents);
    }

    /** How much and how long. */
    public GatewaySettings withBounds(Bounds settings) {
        return new GatewaySettings(
                supergraph, endpoints, tokens, authenticator, switches, settings, origins, documents);
    }

    /** Pages that may open WebSockets, as {@code scheme://host:port}; a page from our own host always may. */
    public GatewaySettings withOrigins(Set<String> allowed) {
        return new GatewaySettings(supergraph, endpoints, tokens, authenticator, switches, bounds, allowed, documents);
    }
}
