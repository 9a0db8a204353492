package io.aula.gateway.edge;

import io.aula.gateway.policy.auth.AuthRequirements;
import io.aula.gateway.policy.auth.FieldAuthorizer;
import io.aula.gateway.policy.auth.TokenVerifier;
import io.aula.gateway.policy.document.PersistedDocuments;
import io.aula.gateway.subgraph.SubgraphEndpoint;
import io.aula.gateway.subgraph.SubgraphEndpoints;
import io.aula.gateway.supergraph.Subgraph;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is made from one text of the supergraph, and leaves with it. */
record Engine(String sdl, OperationPreparer preparer, RequestPipeline pipeline, SubgraphEndpoints endpoints) {

    /** What outlives a supergraph. */
    record Lasting(
            GatewaySettings settings,
            Optional<TokenVerifier> verifier,
            PersistedDocuments documents,
            Executor workers) {}

    static Engine of(String sdl, Lasting lasting) {
        var settings = lasting.settings();
        var supergraph = SupergraphReader.read(sdl);
        var preparer = new OperationPreparer(
                supergraph, settings.bounds(), settings.switches().introspection(), lasting.workers());
        var pipeline = new RequestPipeline(
                preparer,
                new OverrideLabels(
                        supergraph,
                        settings.switches().labels(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                new VariableCoercion(supergraph.api().graphQl()),
                new Introspection(supergraph.api().graphQl(), settings.bounds().responseBytes()),
                settings.switches().tokenToIntrospect(),
                lasting.documents(),
                new Authorization(
                        lasting.verifier(), new FieldAuthorizer(AuthRequirements.read(sdl)), lasting.workers()),
                settings.bounds(),
                lasting.workers());
        return new Engine(sdl, preparer, pipeline, endpoints(supergraph, settings));
    }

    private static SubgraphEndpoints endpoints(Supergraph supergraph, GatewaySettings settings) {
        var configured = settings.endpoints();
        Function<Subgraph, SubgraphEndpoint> endpoint = subgraph -> {
            var url = byName(configured.urls(), subgraph.name()).orElseGet(() -> URI.create(subgraph.url()));
            return new SubgraphEndpoint(
                    url,
                    byName(configured.streamUrls(), subgraph.name()).orElse(url),
                    byName(configured.streaming(), subgraph.name()).orElse(SubgraphEndpoint.Streaming.WEBSOCKET));
        };
        var byName = supergraph.subgraphs().stream().collect(Collectors.toMap(Subgraph::name, endpoint));
        return new SubgraphEndpoints(
                byName, settings.bounds().subgraphTimeout(), settings.bounds().answerBytes());
    }

    private static <T> Optional<T> byName(Map<String, T> map, String subgraph) {
        @Nullable T exact = map.get(subgraph);
        return Optional.ofNullable(exact);
    }
}
