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
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The engine with its edge alone: {@code --supergraph FILE --port N [--config FILE] [--host ADDRESS]}. */
public final class StandaloneGateway implements AutoCloseable {

    private static final int IDLE_SECONDS = 120;

    private final GatewayRuntime runtime;
    private final EventLoopGroup loops;
    private final Channel server;

    private StandaloneGateway(GatewayRuntime runtime, EventLoopGroup loops, Channel server) {
        this.runtime = runtime;
        this.loops = loops;
        this.server = server;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        var supergraph = options.get("--supergraph");
        if (supergraph == null || arguments.length % 2 != 0) {
            System.err.println("Usage: gateway --supergraph FILE [--port N] [--config FILE] [--host ADDRESS]");
            System.exit(2);
            return;
        }
        var config = options.get("--config");
        var file = Path.of(supergraph);
        var settings = config == null ? GatewaySettings.defaults(file) : SettingsFile.read(file, Path.of(config));
        var address = new InetSocketAddress(
                options.getOrDefault("--host", "127.0.0.1"), Integer.parseInt(options.getOrDefault("--port", "4000")));
        StandaloneGateway gateway;
        try {
            gateway = start(settings, address);
        } catch (SupergraphException | UncheckedIOException unusable) {
            System.err.println(supergraph + ": " + unusable.getMessage());
            System.exit(1);
            return;
        }
        System.out.println("Gateway ready on http://" + address.getHostString() + ":" + gateway.port() + "/graphql");
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        gateway.server.closeFuture().sync();
    }

    public static StandaloneGateway start(GatewaySettings settings, InetSocketAddress address) {
        var runtime = GatewayRuntime.start(settings);
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
                        accepted.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                                .addLast("graphql", runtime.newHandler())
                                .addLast(new HealthHandler());
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
        return new StandaloneGateway(runtime, loops, server);
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
        loops.shutdownGracefully(0, 5, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
        runtime.close();
    }
}
