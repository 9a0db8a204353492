package io.aula.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code /graphql} out of a channel's HTTP traffic. One request at a time: what a client sends before it has its answer waits,
 * so that answers keep their order.
 */
public final class GraphQlHandler extends ChannelInboundHandlerAdapter {

    static final String PATH = "/graphql";
    private static final int MAX_WAITING = 64;

    private final GatewayRuntime runtime;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private @Nullable HttpExchange exchange;
    private byte[] body = {};
    private int length;
    private boolean reading;

    GraphQlHandler(GatewayRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (exchange != null && !reading) {
            queue(ctx, message);
            return;
        }
        if (message instanceof HttpRequest request) {
            if (!isOurs(request.uri())) {
                ctx.fireChannelRead(message);
                return;
            }
            begin(ctx, request);
        }
        if (!reading) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpContent content) {
                append(ctx, content.content(), message instanceof LastHttpContent);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        // Whoever holds this pipeline may read on demand, as Spring's server does.
        ctx.read();
    }

    private static boolean isOurs(String uri) {
        return uri.startsWith(PATH) && (uri.length() == PATH.length() || uri.charAt(PATH.length()) == '?');
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        reading = true;
        length = 0;
        exchange = new HttpExchange(runtime, ctx, request, () -> finished(ctx));
        var declared = HttpUtil.getContentLength(request, 1024L);
        body = new byte
                [(int) Math.clamp(declared, 0, runtime.settings().bounds().bodyBytes())];
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void append(ChannelHandlerContext ctx, ByteBuf content, boolean last) {
        var current = java.util.Objects.requireNonNull(exchange);
        var count = content.readableBytes();
        if (length + count > runtime.settings().bounds().bodyBytes()) {
            reading = false;
            current.tooLarge();
            return;
        }
        if (length + count > body.length) {
            body = java.util.Arrays.copyOf(body, Math.max(length + count, body.length * 2));
        }
        content.readBytes(body, length, count);
        length += count;
        if (last) {
            reading = false;
            current.handle(length == body.length ? body : java.util.Arrays.copyOf(body, length));
        }
    }

    private void queue(ChannelHandlerContext ctx, Object message) {
        if (waiting.size() >= MAX_WAITING) {
            ReferenceCountUtil.release(message);
            ctx.close();
            return;
        }
        waiting.add(message);
    }

    private void finished(ChannelHandlerContext ctx) {
        exchange = null;
        while (exchange == null || reading) {
            var message = waiting.poll();
            if (message == null) {
                break;
            }
            channelRead(ctx, message);
        }
        ctx.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.gone();
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        ctx.fireChannelInactive();
    }

    static String header(HttpRequest request, CharSequence name) {
        var value = request.headers().get(name);
        return value == null ? "" : value;
    }

    static boolean asksForSocket(HttpRequest request) {
        return header(request, HttpHeaderNames.UPGRADE).equalsIgnoreCase("websocket");
    }
}
