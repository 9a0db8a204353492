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
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes {@code /graphql} out of a channel's HTTP traffic. The door before it lets one request through at a time. */
final class GraphQlHandler extends ChannelInboundHandlerAdapter {

    static final String PATH = "/graphql";
    /** Room made for a body before it has come, however long it says it is. */
    private static final int FIRST_BYTES = 4_096;

    private static final long UNKNOWN = 1_024;
    private static final byte[] EMPTY = {};

    private final GatewayRuntime runtime;
    private @Nullable HttpExchange exchange;
    private byte[] body = EMPTY;
    private int length;
    private long announced;
    private long taken;
    private boolean reading;

    GraphQlHandler(GatewayRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var ours = message instanceof HttpRequest request ? isOurs(request.uri()) : reading;
        if (!ours) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (reading && message instanceof HttpContent content) {
                append(content.content(), message instanceof LastHttpContent);
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
        length = 0;
        var current = new HttpExchange(runtime, ctx, request, () -> finished(ctx));
        exchange = current;
        announced = HttpUtil.getContentLength(request, UNKNOWN);
        if (announced > limit()) {
            current.tooLarge();
            return;
        }
        reading = true;
        body = new byte[(int) Math.min(announced, FIRST_BYTES)];
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private int limit() {
        return runtime.settings().bounds().bodyBytes();
    }

    private void append(ByteBuf content, boolean last) {
        var current = Objects.requireNonNull(exchange);
        var count = content.readableBytes();
        if (length + count > limit()) {
            reading = false;
            current.tooLarge();
            return;
        }
        if (length + count > body.length && !grow(length + count)) {
            reading = false;
            current.overloaded();
            return;
        }
        content.readBytes(body, length, count);
        length += count;
        if (last) {
            reading = false;
            handle(current);
        }
    }

    /** Doubles the room as bytes come, and never beyond what was announced. */
    private boolean grow(int needed) {
        var doubled = Math.min(body.length * 2L, announced > length ? announced : limit());
        var size = (int) Math.max(needed, doubled);
        if (!take(size - body.length)) {
            return false;
        }
        body = Arrays.copyOf(body, size);
        return true;
    }

    private void handle(HttpExchange current) {
        if (!take(RequestCost.of(length))) {
            current.overloaded();
            return;
        }
        var whole = length == body.length ? body : Arrays.copyOf(body, length);
        body = whole;
        current.handle(whole);
    }

    private boolean take(long bytes) {
        if (!runtime.budget().take(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    private void giveBack() {
        runtime.budget().give(taken);
        taken = 0;
    }

    private void finished(ChannelHandlerContext ctx) {
        exchange = null;
        body = EMPTY;
        giveBack();
        ctx.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.gone();
        }
        giveBack();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        giveBack();
    }

    static String header(HttpRequest request, CharSequence name) {
        var value = request.headers().get(name);
        return value == null ? "" : value;
    }

    static boolean asksForSocket(HttpRequest request) {
        return header(request, HttpHeaderNames.UPGRADE).equalsIgnoreCase("websocket");
    }
}
