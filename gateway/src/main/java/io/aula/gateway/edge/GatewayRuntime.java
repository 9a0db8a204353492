package io.aula.gateway.edge;

import io.aula.gateway.executor.ExecutionListener;
import io.aula.gateway.executor.PlanExecutor;
import io.aula.gateway.policy.auth.AuthRequirements;
import io.aula.gateway.policy.auth.FieldAuthorizer;
import io.aula.gateway.policy.auth.TokenVerifier;
import io.aula.gateway.policy.document.PersistedDocuments;
import io.aula.gateway.subgraph.HttpSubgraphClient;
import io.aula.gateway.subgraph.SubgraphEndpoint;
import io.aula.gateway.subgraph.SubgraphEndpoints;
import io.aula.gateway.subgraph.SubgraphStreams;
import io.aula.gateway.supergraph.Subgraph;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engine put together from its settings; one for all channels. Put {@link #newHandler()} into each channel's pipeline, behind
 * the HTTP codec and before whatever answers other paths.
 */
public final class GatewayRuntime implements AutoCloseable {

    private final GatewaySettings settings;
    private final SubgraphEndpoints endpoints;
    private final ExecutionListener listener;
    private final RequestPipeline pipeline;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<EventLoop, LoopScope> scopes = new ConcurrentHashMap<>();

    private GatewayRuntime(GatewaySettings settings, ExecutionListener listener) {
        this.settings = settings;
        this.listener = listener;
        var sdl = read(settings.supergraph());
        var supergraph = SupergraphReader.read(sdl);
        this.endpoints = endpoints(supergraph, settings);
        var preparer = new OperationPreparer(
                supergraph, settings.bounds().document(), settings.switches().introspection(), workers);
        var verifier = settings.tokens()
                .map(tokens ->
                        TokenVerifier.remote(tokens.keys(), tokens.issuer(), tokens.audience(), Clock.systemUTC()));
        var authorizer = new FieldAuthorizer(AuthRequirements.read(sdl));
        var documents = settings.documents().map(DocumentManifest::read).orElse(Map.of());
        this.pipeline = new RequestPipeline(
                preparer,
                new VariableCoercion(supergraph.api().graphQl()),
                new Introspection(supergraph.api().graphQl()),
                new PersistedDocuments(documents, settings.switches().onlyTrustedDocuments()),
                new Authorization(verifier, authorizer, workers),
                settings.bounds(),
                workers);
    }

    public static GatewayRuntime start(GatewaySettings settings) {
        return start(settings, ExecutionListener.NONE);
    }

    public static GatewayRuntime start(GatewaySettings settings, ExecutionListener listener) {
        return new GatewayRuntime(settings, listener);
    }

    /** A handler for one channel. */
    public GraphQlHandler newHandler() {
        return new GraphQlHandler(this);
    }

    GatewaySettings settings() {
        return settings;
    }

    RequestPipeline pipeline() {
        return pipeline;
    }

    LoopScope scope(Channel channel) {
        return scopes.computeIfAbsent(channel.eventLoop(), loop -> scope(loop, channel));
    }

    private LoopScope scope(EventLoop loop, Channel channel) {
        ChannelFactory<Channel> channels =
                channel instanceof EpollSocketChannel ? EpollSocketChannel::new : NioSocketChannel::new;
        var client = new HttpSubgraphClient(loop, channels, endpoints);
        return new LoopScope(loop, new PlanExecutor(client, listener), new SubgraphStreams(loop, channels, endpoints));
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

    private static String read(java.nio.file.Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The supergraph cannot be read: " + file, e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
