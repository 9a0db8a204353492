package io.aula.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.ByteBudget;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On real sockets, since only these are reset: clients write all of a body before they look for its answer. */
class EarlyAnswerTest {

    private static final int BODY_BYTES = 20 << 20;
    private static final int ANSWER_BYTES = 100_000;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** What whoever answers at the head does afterwards. */
    enum Then {
        /** Leaves the connection to the door. */
        NOTHING,
        SAYS_CLOSE,
        /** As Spring's server does. */
        CLOSES,
        STOPS_READING
    }

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ParameterizedTest
    @EnumSource
    void whoWritesAWholeBodyStillReadsTheAnswerToItsHead(Then then) throws Exception {
        try (var client = connect(then)) {
            begin(client, BODY_BYTES);
            var piece = new byte[1 << 16];
            for (var sent = 0; sent < BODY_BYTES; sent += piece.length) {
                client.getOutputStream().write(piece);
            }
            var answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith("x".repeat(ANSWER_BYTES));
        }
    }

    @Test
    void whoNeverStopsWritingIsCutOff() throws Exception {
        var begun = Instant.now();
        try (var client = connect(Then.SAYS_CLOSE)) {
            begin(client, Long.MAX_VALUE);
            var piece = new byte[1 << 20];
            var cut = false;
            while (!cut && Duration.between(begun, Instant.now()).toSeconds() < 2 * Farewell.SECONDS) {
                try {
                    client.getOutputStream().write(piece);
                } catch (IOException closed) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
        }
    }

    @Test
    void whoFallsSilentIsCutOff() throws Exception {
        try (var client = connect(Then.SAYS_CLOSE)) {
            begin(client, BODY_BYTES);
            var begun = Instant.now();
            assertThat(client.getInputStream().readAllBytes()).hasSizeGreaterThan(ANSWER_BYTES);
            var out = client.getOutputStream();
            var cut = false;
            while (!cut && Duration.between(begun, Instant.now()).toSeconds() < Farewell.SECONDS) {
                TimeUnit.MILLISECONDS.sleep(500);
                try {
                    out.write('x'); // a byte now and then is no sending
                } catch (IOException closed) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
        }
    }

    @Test
    void oneFarewellTooManyEndsTheOldest() throws Exception {
        var address = serve(Then.SAYS_CLOSE, 2);
        var clients = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 3; i++) {
                var client = connect(address);
                clients.add(client);
                begin(client, BODY_BYTES);
                // To the end: the door has said all it has to say, and listens.
                assertThat(client.getInputStream().readAllBytes()).hasSizeGreaterThan(ANSWER_BYTES);
                // Nobody is cut off for silence.
                clients.forEach(EarlyAnswerTest::writes);
            }
            var begun = Instant.now();
            var cut = false;
            while (!cut && Duration.between(begun, Instant.now()).toSeconds() < Farewell.SECONDS / 3) {
                cut = !writes(clients.getFirst());
                assertThat(writes(clients.get(1)) && writes(clients.get(2))).isTrue();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(cut)
                    .as("the oldest is cut off while the others are listened to")
                    .isTrue();
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    /** Enough to count as sending. */
    private static boolean writes(Socket client) {
        try {
            client.getOutputStream().write(new byte[Pace.BYTES_PER_SECOND]);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void begin(Socket client, long bytes) throws IOException {
        client.getOutputStream()
                .write(("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: " + bytes + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private Socket connect(Then then) throws IOException {
        return connect(serve(then, Farewells.MOST));
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        var client = new Socket(address.getAddress(), address.getPort());
        client.setSoTimeout(60_000);
        return client;
    }

    private InetSocketAddress serve(Then then, int maxFarewells) {
        var door = new Door(new ByteBudget(10_000_000), 10, maxFarewells);
        var server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        door.install(accepted.pipeline(), "http", "application", new Refusing(then));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return (InetSocketAddress) server.localAddress();
    }

    private static final class Refusing extends ChannelInboundHandlerAdapter {

        private final Then then;

        Refusing(Then then) {
            this.then = then;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            if (!(message instanceof HttpRequest)) {
                return;
            }
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    Unpooled.copiedBuffer("x".repeat(ANSWER_BYTES), StandardCharsets.US_ASCII));
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, ANSWER_BYTES);
            if (then == Then.SAYS_CLOSE) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            if (then == Then.STOPS_READING) {
                ctx.channel().config().setAutoRead(false);
            }
            var written = ctx.writeAndFlush(response);
            if (then == Then.CLOSES) {
                written.addListener(ChannelFutureListener.CLOSE);
            }
        }
    }
}
