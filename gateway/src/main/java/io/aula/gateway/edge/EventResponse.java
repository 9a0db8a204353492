package io.aula.gateway.edge;

import io.aula.gateway.executor.JsonBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream of events as an HTTP response: graphql-sse's distinct connections, or multipart subscriptions. */
final class EventResponse implements EventSink {

    private static final long MAX_PENDING_BYTES = 4L << 20;
    private static final int HEARTBEAT_SECONDS = 12;
    /** A part can be read only when the delimiter behind it has come, so each part brings its own. */
    private static final String DELIMITER = "\r\n--graphql";

    private static final String PART = "\r\ncontent-type: application/json\r\n\r\n";
    private static final Refusal TOKEN_ENDED =
            Refusal.of(401, "UNAUTHENTICATED", "The access token has run out: get a new one and subscribe again");

    private final ChannelHandlerContext ctx;
    private final boolean multipart;
    private final Runnable done;
    private @Nullable SubscriptionRun run;
    private final List<Future<?>> timers = new ArrayList<>();
    private boolean ended;

    EventResponse(ChannelHandlerContext ctx, Accepted accepted, Runnable done) {
        this.ctx = ctx;
        this.multipart = accepted == Accepted.MULTIPART;
        this.done = done;
    }

    void start() {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        multipart
                                ? "multipart/mixed; boundary=graphql; subscriptionSpec=1.0"
                                : "text/event-stream; charset=utf-8")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("x-accel-buffering", "no")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        ctx.writeAndFlush(response);
        if (multipart) {
            write(text(DELIMITER));
        }
        timers.add(ctx.executor()
                .scheduleAtFixedRate(
                        () -> write(text(multipart ? PART + "{}" + DELIMITER : ":\n\n")),
                        HEARTBEAT_SECONDS,
                        HEARTBEAT_SECONDS,
                        TimeUnit.SECONDS));
    }

    /** Nobody listens longer than the token with which they asked is good. */
    void endIn(Duration left) {
        timers.add(ctx.executor().schedule(this::tokenEnded, left.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void tokenEnded() {
        if (run != null) {
            run.cancel();
        }
        if (!ended) {
            failed(TOKEN_ENDED.errors());
        }
    }

    /** The stream may have ended before we heard its name. */
    void follow(SubscriptionRun started) {
        run = started;
        if (ended) {
            started.cancel();
        }
    }

    void cancel() {
        ended = true;
        stopTimers();
        if (run != null) {
            run.cancel();
        }
    }

    @Override
    public void next(JsonBuffer response) {
        var json = Unpooled.wrappedBuffer(response.bytes(), 0, response.length());
        if (multipart) {
            write(Unpooled.wrappedBuffer(text(PART + "{\"payload\":"), json, text("}" + DELIMITER)));
            return;
        }
        write(Unpooled.wrappedBuffer(text("event: next\ndata: "), json, text("\n\n")));
    }

    @Override
    public void failed(byte[] errors) {
        next(new JsonBuffer(errors.length + 16).raw("{\"errors\":").put(errors).put('}'));
        completed();
    }

    @Override
    public void completed() {
        if (ended) {
            return;
        }
        write(text(multipart ? "--\r\n" : "event: complete\ndata:\n\n"));
        ended = true;
        stopTimers();
        ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        done.run();
    }

    /** A client that does not read what it asked for is let go. */
    private void write(ByteBuf part) {
        if (ended) {
            part.release();
            return;
        }
        var buffer = ctx.channel().unsafe().outboundBuffer();
        if (buffer != null && buffer.totalPendingWriteBytes() > MAX_PENDING_BYTES) {
            part.release();
            cancel();
            ctx.close();
            return;
        }
        ctx.writeAndFlush(new DefaultHttpContent(part));
    }

    private void stopTimers() {
        timers.forEach(timer -> timer.cancel(false));
    }

    private static ByteBuf text(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
