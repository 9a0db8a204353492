package io.aula.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.ByteBudget;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream goes on for ever, and its client may stop reading. */
class UnreadAnswersTest {

    private static final int HEARTBEAT_SECONDS = 12;

    private final ByteBudget budget = new ByteBudget(1_000_000);
    private final Stream stream = new Stream();
    /** How many bytes the socket takes at a time; the rest stays with us. */
    private int room = Integer.MAX_VALUE;

    private final EmbeddedChannel channel = new EmbeddedChannel() {
        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
            if (room == Integer.MAX_VALUE) {
                super.doWrite(waiting);
            } else if (waiting.current() != null) {
                waiting.progress(room);
            }
        }
    };

    UnreadAnswersTest() {
        new Door(budget, 10).install(channel.pipeline(), "http", "application", stream);
        channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\nhost: a\r\n\r\n", StandardCharsets.US_ASCII));
    }

    @AfterEach
    void giveEverythingBack() {
        channel.finishAndReleaseAll();
        assertThat(budget.held()).isZero();
    }

    @Test
    void aStreamWhoseClientReadsNothingEndsAlthoughMoreAndMoreWaits() {
        room = 0;
        seconds(HeldBytes.SILENT_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();
        seconds(HEARTBEAT_SECONDS + 3);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aStreamWhoseClientReadsALittleNowAndThenGoesOn() {
        room = 0;
        for (var time = 0; time < 5; time++) {
            seconds(HeldBytes.SILENT_SECONDS - 10);
            room = 1;
            channel.flush();
            room = 0;
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aStreamThatIsReadGoesOn() {
        seconds(3 * HeldBytes.SILENT_SECONDS);
        assertThat(channel.isOpen()).isTrue();
    }

    private void seconds(int count) {
        for (var i = 1; i <= count; i++) {
            if (i % HEARTBEAT_SECONDS == 0) {
                stream.heartbeat();
            }
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private static final class Stream extends ChannelInboundHandlerAdapter {

        private @Nullable ChannelHandlerContext context;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (context == null) {
                context = ctx;
                var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
                ctx.writeAndFlush(head);
            }
            io.netty.util.ReferenceCountUtil.release(message);
        }

        void heartbeat() {
            Objects.requireNonNull(context)
                    .writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(":\n\n", StandardCharsets.US_ASCII)));
        }
    }
}
