package io.aula.gateway.subgraph;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens connections on one event loop. */
final class Connector {

    private static final int CONNECT_MILLIS = 2_000;

    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> channels;
    private @Nullable SslContext tls;

    Connector(EventLoop loop, ChannelFactory<? extends Channel> channels) {
        this.loop = loop;
        this.channels = channels;
    }

    EventLoop loop() {
        return loop;
    }

    ChannelFuture connect(URI url, Consumer<Channel> setUp) {
        var context = SubgraphEndpoint.secure(url) ? tls() : null;
        return new Bootstrap()
                .group(loop)
                .channelFactory(channels::newChannel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (context != null) {
                            channel.pipeline()
                                    .addLast(context.newHandler(
                                            channel.alloc(), url.getHost(), SubgraphEndpoint.port(url)));
                        }
                        setUp.accept(channel);
                    }
                })
                .connect(url.getHost(), SubgraphEndpoint.port(url));
    }

    private SslContext tls() {
        var known = tls;
        if (known == null) {
            try {
                known = SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException("TLS to subgraphs cannot be set up", e);
            }
            tls = known;
        }
        return known;
    }
}
