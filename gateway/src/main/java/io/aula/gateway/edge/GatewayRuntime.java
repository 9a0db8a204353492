package io.aula.gateway.edge;

import io.aula.gateway.door.Door;
import io.aula.gateway.executor.ByteBudget;
import io.aula.gateway.executor.ErrorPolicy;
import io.aula.gateway.executor.ExecutionListener;
import io.aula.gateway.executor.PlanExecutor;
import io.aula.gateway.policy.auth.TokenVerifier;
import io.aula.gateway.policy.document.PersistedDocuments;
import io.aula.gateway.subgraph.HttpSubgraphClient;
import io.aula.gateway.subgraph.InFlightRequests;
import io.aula.gateway.subgraph.SubgraphStreams;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The engine put together from its settings; one for all channels. {@link #install} puts the door and the engine into a channel's
 * pipeline, before whatever answers other paths.
 */
public final class GatewayRuntime implements AutoCloseable {

    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(2);
    private static final Duration WARMING = Duration.ofSeconds(20);
    private static final int WARMED_DOCUMENTS = 500;
    private static final System.Logger LOG = System.getLogger(GatewayRuntime.class.getName());

    private final GatewaySettings settings;
    private final Clock clock;
    private final ExecutionListener listener;
    private final ByteBudget budget;
    private final Door door;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Engine.Lasting lasting;
    private final Map<EventLoop, LoopScope> scopes = new ConcurrentHashMap<>();
    private final Optional<SupergraphWatch> watch;
    private volatile Engine engine;

    private GatewayRuntime(GatewaySettings settings, Clock clock, ExecutionListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.budget = new ByteBudget(settings.bounds().heldBytes());
        this.door = new Door(budget);
        var verifier = settings.tokens()
                .map(tokens -> TokenVerifier.remote(tokens.keys(), tokens.issuer(), tokens.audience(), clock));
        var documents = settings.documents().map(DocumentManifest::read).orElse(Map.of());
        this.lasting = new Engine.Lasting(
                settings,
                verifier,
                new PersistedDocuments(documents, settings.switches().onlyTrustedDocuments()),
                workers);
        this.watch = settings.switches().reloading()
                ? Optional.of(new SupergraphWatch(settings.supergraph(), WATCH_INTERVAL, this::reload))
                : Optional.empty();
        this.engine = Engine.of(read(settings.supergraph()), lasting);
        watch.ifPresent(SupergraphWatch::start);
    }

    /** @param clock by which tokens end */
    public static GatewayRuntime start(GatewaySettings settings, Clock clock) {
        return start(settings, clock, ExecutionListener.NONE);
    }

    public static GatewayRuntime start(GatewaySettings settings, Clock clock, ExecutionListener listener) {
        return new GatewayRuntime(settings, clock, listener);
    }

    /** Makes {@code codec} ours, or puts one there, and behind it the checks of the door and {@code /graphql}. */
    public void install(ChannelPipeline pipeline, String codec) {
        door.install(pipeline, codec, "graphql", new GraphQlHandler(this));
    }

    ByteBudget budget() {
        return budget;
    }

    /** The names of those that are in the graph. */
    Set<String> subgraphs() {
        return engine.endpoints().byName().keySet();
    }

    Clock clock() {
        return clock;
    }

    GatewaySettings settings() {
        return settings;
    }

    RequestPipeline pipeline() {
        return engine.pipeline();
    }

    LoopScope scope(Channel channel) {
        return scopes.computeIfAbsent(channel.eventLoop(), loop -> scope(loop, channel));
    }

    private LoopScope scope(EventLoop loop, Channel channel) {
        ChannelFactory<Channel> channels =
                channel instanceof EpollSocketChannel ? EpollSocketChannel::new : NioSocketChannel::new;
        var http = new HttpSubgraphClient(loop, channels, () -> engine.endpoints(), budget);
        var client = settings.switches().sharing() ? new InFlightRequests(http) : http;
        return new LoopScope(
                loop,
                new PlanExecutor(
                        client, listener, new ErrorPolicy(settings.endpoints().tellingErrors()), budget),
                new SubgraphStreams(loop, channels, () -> engine.endpoints()));
    }

    /**
     * Takes over what the supergraph's file says now. Documents in use are prepared for the new graph before it answers, so that
     * nobody waits for a plan; requests under way end as they began.
     */
    synchronized Reload reload() {
        var outcome = replace();
        switch (outcome) {
            case Reload.Unchanged _ -> {}
            case Reload.Replaced(var warmed) ->
                LOG.log(
                        System.Logger.Level.INFO,
                        "The supergraph was taken over from {0}; {1} operations are prepared",
                        settings.supergraph(),
                        warmed);
            case Reload.Kept(var reason) ->
                LOG.log(
                        System.Logger.Level.ERROR,
                        "The supergraph in {0} cannot be used, the one before stays: {1}",
                        settings.supergraph(),
                        reason);
        }
        return outcome;
    }

    private Reload replace() {
        var old = engine;
        try {
            var sdl = read(settings.supergraph());
            if (sdl.equals(old.sdl())) {
                return new Reload.Unchanged();
            }
            var fresh = Engine.of(sdl, lasting);
            var inUse = old.preparer().inUse(WARMED_DOCUMENTS);
            var warmed = fresh.preparer().warm(inUse, System.nanoTime() + WARMING.toNanos());
            engine = fresh;
            return new Reload.Replaced(warmed);
        } catch (RuntimeException unusable) {
            return new Reload.Kept(String.valueOf(unusable.getMessage()));
        }
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
        watch.ifPresent(SupergraphWatch::close);
        workers.shutdownNow();
    }
}
