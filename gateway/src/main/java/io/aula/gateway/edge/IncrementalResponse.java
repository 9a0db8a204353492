package io.aula.gateway.edge;

import io.aula.gateway.executor.IncrementalFormat;
import io.aula.gateway.executor.IncrementalSink;
import io.aula.gateway.executor.JsonBuffer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/** An answer in parts as multipart/mixed: each part leaves when it is there. */
final class IncrementalResponse implements IncrementalSink {

    // A part counts for the client only when the delimiter after it has come, so each part brings the next one's.
    private static final byte[] DELIMITER =
            ascii("\r\n--graphql\r\ncontent-type: application/json; charset=utf-8\r\n\r\n");
    private static final byte[] CLOSING = ascii("\r\n--graphql--\r\n");

    private final ChannelHandlerContext ctx;
    private final IncrementalFormat format;
    private final Runnable done;
    private boolean started;

    IncrementalResponse(ChannelHandlerContext ctx, IncrementalFormat format, Runnable done) {
        this.ctx = ctx;
        this.format = format;
        this.done = done;
    }

    @Override
    public void part(JsonBuffer json, boolean last) {
        if (!started) {
            start();
        }
        ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(json.bytes(), 0, json.length()),
                Unpooled.wrappedBuffer(last ? CLOSING : DELIMITER))));
        if (last) {
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            done.run();
        }
    }

    private void start() {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        var specification = switch (format) {
            case PENDING -> "incrementalSpec=v0.2";
            case PATHS -> "deferSpec=20220824";
        };
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "multipart/mixed; boundary=graphql; " + specification)
                .set(HttpHeaderNames.CACHE_CONTROL, "private, no-store")
                .set("x-content-type-options", "nosniff")
                .set("x-accel-buffering", "no")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        ctx.write(response);
        ctx.write(new DefaultHttpContent(Unpooled.wrappedBuffer(DELIMITER)));
        started = true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
