package io.aula.gateway.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers at the end of each request, or when it is told to. */
final class Application {

    final List<String> seen = new ArrayList<>();
    boolean patient;
    int bodyBytes;
    private @Nullable ChannelHandlerContext context;

    ChannelInboundHandlerAdapter handler() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                context = ctx;
                if (message instanceof HttpRequest request) {
                    seen.add(request.uri() + " at " + request.headers().get(HttpHeaderNames.HOST));
                }
                if (message instanceof HttpContent content) {
                    bodyBytes += content.content().readableBytes();
                }
                ReferenceCountUtil.release(message);
                if (message instanceof LastHttpContent && !patient) {
                    answer("ok");
                }
            }
        };
    }

    void answer(String text) {
        write(HttpResponseStatus.OK, text, false);
    }

    void refuse() {
        write(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "no", true);
    }

    private void write(HttpResponseStatus status, String text, boolean close) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, ascii(text));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length());
        if (close) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var ctx = Objects.requireNonNull(context);
        ctx.writeAndFlush(response);
        ((EmbeddedChannel) ctx.channel()).runPendingTasks();
    }

    void stream(String text) {
        var ctx = Objects.requireNonNull(context);
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        ctx.write(response);
        ctx.write(new DefaultHttpContent(ascii(text)));
        ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    static EmbeddedChannel connect(Door door, Application application) {
        var channel = new EmbeddedChannel();
        door.install(channel.pipeline(), "http", "application", application.handler());
        return channel;
    }

    static void seconds(EmbeddedChannel channel, int count) {
        for (var i = 0; i < count; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    static String read(EmbeddedChannel channel) {
        channel.runPendingTasks();
        var text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return text.toString();
    }

    static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
