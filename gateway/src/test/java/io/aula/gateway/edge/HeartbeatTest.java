package io.aula.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.JsonBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever listens says nothing for hours, and lives on; whoever is gone is noticed. */
class HeartbeatTest {

    private static final String PING = "\u0089\u0000";
    private static final String MASKED_PONG = "\u008a\u0080\0\0\0\0";
    private static final String UPGRADE = """
            GET /graphql HTTP/1.1\r
            host: a\r
            connection: upgrade\r
            upgrade: websocket\r
            sec-websocket-version: 13\r
            sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r
            sec-websocket-protocol: graphql-transport-ws\r
            \r
            """;

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aSocketThatAnswersPingsOutlivesAnIdleConnectionByFar() {
        try (var runtime = opened()) {
            for (int minutes = 0; minutes < 60; minutes++) {
                pass(25);
                assertThat(said()).isEqualTo(PING);
                say(MASKED_PONG);
                assertThat(channel.isOpen()).isTrue();
            }
            assertThat(runtime.budget().held()).isZero();
        }
    }

    @Test
    void aSocketThatAnswersNoPingEnds() {
        try (var runtime = opened()) {
            pass(25);
            assertThat(said()).isEqualTo(PING);
            pass(24);
            assertThat(channel.isOpen()).isTrue();
            pass(1);
            assertThat(channel.isOpen()).isFalse();
            assertThat(runtime.budget().held()).isZero();
        }
    }

    @Test
    void aStreamOfEventsBeatsEveryTwelveSeconds() {
        var events = response(Accepted.EVENT_STREAM);
        events.start();
        said();
        pass(11);
        assertThat(said()).isEmpty();
        pass(1);
        assertThat(said()).isEqualTo(":\n\n");
        pass(12);
        assertThat(said()).isEqualTo(":\n\n");
        events.completed();
        said();
        pass(60);
        assertThat(said()).isEmpty();
    }

    @Test
    void aStreamOfPartsBeatsWithAnEmptyOne() {
        response(Accepted.MULTIPART).start();
        said();
        pass(12);
        assertThat(said()).isEqualTo("\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql");
    }

    @Test
    void aPartBringsTheDelimiterBehindItAndIsReadableAtOnce() {
        var events = response(Accepted.MULTIPART);
        events.start();
        assertThat(said()).endsWith("\r\n--graphql");
        events.next(new JsonBuffer(16).raw("{\"data\":1}"));
        assertThat(said())
                .isEqualTo("\r\ncontent-type: application/json\r\n\r\n{\"payload\":{\"data\":1}}\r\n--graphql");
        events.completed();
        assertThat(said()).isEqualTo("--\r\n");
    }

    /** A socket over which a client has introduced itself. */
    private GatewayRuntime opened() {
        var runtime = GatewayRuntime.start(
                GatewaySettings.defaults(Path.of("src/test/resources/execution/supergraph.graphql")),
                Clock.systemUTC());
        channel.pipeline().addLast("http", new ChannelInboundHandlerAdapter());
        runtime.install(channel.pipeline(), "http");
        say(UPGRADE);
        assertThat(said()).startsWith("HTTP/1.1 101 ");
        var init = "{\"type\":\"connection_init\"}";
        say("\u0081" + (char) (0x80 | init.length()) + "\0\0\0\0" + init);
        assertThat(said()).contains("connection_ack");
        return runtime;
    }

    private EventResponse response(Accepted accepted) {
        var handler = new ChannelInboundHandlerAdapter();
        channel.pipeline().addLast(handler);
        ChannelHandlerContext ctx = channel.pipeline().context(handler);
        return new EventResponse(ctx, accepted, () -> {});
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private void say(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
        channel.runPendingTasks();
    }

    private String said() {
        var all = new StringBuilder();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            if (next instanceof ByteBuf bytes) {
                all.append(bytes.toString(ISO_8859_1));
                bytes.release();
            } else if (next instanceof HttpContent content) {
                all.append(content.content().toString(ISO_8859_1));
                content.release();
            }
        }
        return all.toString();
    }
}
