package io.aula.gateway.edge;

import io.aula.gateway.supergraph.SupergraphException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The engine with its edge alone: {@code --supergraph FILE --port N [--config FILE] [--host ADDRESS]}. */
public final class StandaloneGateway implements AutoCloseable {

    private static final int UNUSABLE = 2;

    private final GatewayRuntime runtime;
    private final EventLoopGroup loops;
    private final Channel server;

    private StandaloneGateway(GatewayRuntime runtime, EventLoopGroup loops, Channel server) {
        this.runtime = runtime;
        this.loops = loops;
        this.server = server;
    }

    public static void main(String[] arguments) throws InterruptedException {
        StandaloneGateway gateway;
        try {
            gateway = start(CommandLine.parse(arguments));
        } catch (BadStartException e) {
            System.err.println("gateway: " + e.getMessage());
            System.exit(UNUSABLE);
            return;
        }
        System.out.println("Gateway ready on http://" + gateway.host() + ":" + gateway.port() + GraphQlHandler.PATH);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        gateway.server.closeFuture().sync();
    }

    static StandaloneGateway start(CommandLine line) throws BadStartException {
        var settings = line.config().isEmpty()
                ? GatewaySettings.defaults(line.supergraph())
                : SettingsFile.read(line.supergraph(), line.config().get());
        var runtime = runtime(settings);
        try {
            requireKnown(runtime, settings.endpoints());
            return listen(runtime, line.address());
        } catch (BadStartException e) {
            runtime.close();
            throw e;
        }
    }

    private static GatewayRuntime runtime(GatewaySettings settings) throws BadStartException {
        try {
            return GatewayRuntime.start(settings, Clock.systemUTC());
        } catch (SupergraphException e) {
            throw new BadStartException(settings.supergraph() + " is no supergraph", e);
        } catch (RuntimeException e) {
            // Its files, an address in it, a manifest: whoever started us reads the reason, not where we noticed.
            throw new BadStartException(settings.supergraph() + " cannot be used", e);
        }
    }

    /** A slip in a name would leave the subgraph where the supergraph says it is. */
    private static void requireKnown(GatewayRuntime runtime, GatewaySettings.Endpoints endpoints)
            throws BadStartException {
        var known = new TreeSet<>(runtime.subgraphs());
        for (var names : List.of(
                endpoints.urls().keySet(),
                endpoints.streamUrls().keySet(),
                endpoints.streaming().keySet(),
                endpoints.tellingErrors())) {
            for (var name : names) {
                if (!known.contains(name)) {
                    throw new BadStartException(
                            "subgraph." + name + " is no subgraph: there are " + String.join(", ", known));
                }
            }
        }
    }

    public static StandaloneGateway start(GatewaySettings settings, InetSocketAddress address) {
        try {
            return listen(GatewayRuntime.start(settings, Clock.systemUTC()), address);
        } catch (BadStartException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StandaloneGateway listen(GatewayRuntime runtime, InetSocketAddress address)
            throws BadStartException {
        var epoll = Epoll.isAvailable();
        var loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        Class<? extends ServerChannel> channel = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var server = new ServerBootstrap()
                .group(loops)
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        runtime.install(accepted.pipeline(), "http");
                        accepted.pipeline().addLast(new HealthHandler());
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!server.isSuccess()) {
            stop(loops);
            throw new BadStartException(address.getHostString() + ":" + address.getPort()
                    + " cannot be listened on, choose another --port or --host: " + reason(server.cause()));
        }
        return new StandaloneGateway(runtime, loops, server.channel());
    }

    private static String reason(Throwable cause) {
        var reason = String.valueOf(cause.getMessage());
        return reason.contains("already in use") ? "something listens there already" : reason;
    }

    private String host() {
        return ((InetSocketAddress) server.localAddress()).getHostString();
    }

    GatewayRuntime runtime() {
        return runtime;
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        stop(loops);
        runtime.close();
    }

    private static void stop(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
