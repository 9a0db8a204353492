package io.aula.gateway.edge;

import io.aula.gateway.door.HeldBytes;
import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.executor.JsonValues;
import io.aula.gateway.executor.MalformedJsonException;
import io.aula.gateway.executor.Records;
import io.aula.gateway.executor.TapeReader;
import io.aula.gateway.policy.auth.Caller;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server's side of graphql-transport-ws: operations of any kind, many at a time, under the limits that HTTP has too. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final long MAX_PENDING_BYTES = 4L << 20;
    private static final int INIT_SECONDS = 10;
    private static final int PING_SECONDS = 25;
    private static final int MAX_ID = 128;
    /** A control frame's two bytes and a client's mask (RFC 6455, section 5.2). */
    private static final int CONTROL_HEAD = 6;

    private static final long NONE = -1;

    private final GatewayRuntime runtime;
    private final Map<String, SocketOperation> operations = new HashMap<>();
    private final List<Future<?>> timers = new ArrayList<>();
    private CallerHeaders headers;
    private boolean initialised;
    private boolean acknowledged;
    private boolean heard = true;
    private long messages;
    /** How many messages there were when only a part of the next had come. */
    private long partBehind = NONE;

    SocketHandler(GatewayRuntime runtime, CallerHeaders headers) {
        this.runtime = runtime;
        this.headers = headers;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timers.add(ctx.executor().schedule(() -> requireInit(ctx), INIT_SECONDS, TimeUnit.SECONDS));
        timers.add(ctx.executor().scheduleAtFixedRate(() -> ping(ctx), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS));
        ctx.read();
    }

    private void requireInit(ChannelHandlerContext ctx) {
        if (!initialised) {
            close(ctx, 4408, "Connection initialisation timeout");
        }
    }

    private void ping(ChannelHandlerContext ctx) {
        var part = held(ctx).isWaiting() ? messages : NONE;
        var reads = held(ctx).isRead(ctx.channel(), PING_SECONDS);
        if (!heard || !reads || part != NONE && part == partBehind) {
            ctx.close();
            return;
        }
        partBehind = part;
        heard = false;
        ctx.writeAndFlush(new PingWebSocketFrame());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        heard = true;
        switch (frame) {
            case TextWebSocketFrame text -> read(ctx, text);
            case PingWebSocketFrame ping -> {
                held(ctx).frameRead(CONTROL_HEAD + ping.content().readableBytes());
                ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
            case CloseWebSocketFrame closing ->
                ctx.writeAndFlush(closing.retain()).addListener(ChannelFutureListener.CLOSE);
            case PongWebSocketFrame pong ->
                held(ctx).frameRead(CONTROL_HEAD + pong.content().readableBytes());
            default -> close(ctx, 4400, "Only text is understood");
        }
        ctx.read();
    }

    private static HeldBytes held(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(HeldBytes.class);
    }

    private void read(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
        messages++;
        held(ctx).messageRead();
        var bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        var records = new Records();
        try {
            var message = new TapeReader(records).read(bytes, bytes.length);
            if (Records.isObject(message)) {
                handle(ctx, records, message, bytes.length);
                return;
            }
        } catch (MalformedJsonException e) {
            // Falls through to the same refusal.
        }
        close(ctx, 4400, "Invalid message");
    }

    private void handle(ChannelHandlerContext ctx, Records records, long message, int length) {
        var id = text(records, message, "id");
        var payload = records.get(message, "payload".getBytes(StandardCharsets.US_ASCII));
        if (id.length() > MAX_ID) {
            close(ctx, 4400, "The id is longer than " + MAX_ID + " characters");
            return;
        }
        switch (text(records, message, "type")) {
            case "connection_init" -> init(ctx, records, payload);
            case "ping" -> send(ctx, new JsonBuffer(16).raw("{\"type\":\"pong\"}"));
            case "pong" -> {}
            case "subscribe" -> subscribe(ctx, id, records, payload, length);
            case "complete" -> Optional.ofNullable(operations.remove(id)).ifPresent(SocketOperation::cancel);
            default -> close(ctx, 4400, "Invalid message");
        }
    }

    private static String text(Records records, long object, String name) {
        var value = records.get(object, name.getBytes(StandardCharsets.US_ASCII));
        return Records.isString(value) ? JsonValues.text(records, value) : "";
    }

    private void init(ChannelHandlerContext ctx, Records records, long payload) {
        if (initialised) {
            close(ctx, 4429, "Too many initialisation requests");
            return;
        }
        initialised = true;
        try {
            headers = ConnectionInit.read(records, payload).over(headers);
        } catch (ConnectionInit.BadInitException e) {
            close(ctx, 4400, String.valueOf(e.getMessage()));
            return;
        }
        runtime.pipeline().identify(headers.authorization(), runtime.scope(ctx.channel()), identified -> {
            if (identified.refusal().isPresent()) {
                var away = identified.refusal().get().status() == 503;
                close(ctx, away ? 1013 : 4401, away ? "Try again later" : "Unauthorized");
                return;
            }
            acknowledged = true;
            endWith(ctx, identified.caller());
            send(ctx, new JsonBuffer(32).raw("{\"type\":\"connection_ack\"}"));
        });
    }

    private void endWith(ChannelHandlerContext ctx, Caller caller) {
        if (caller.isAnonymous()) {
            return;
        }
        var left = caller.left(runtime.clock().instant()).toMillis();
        timers.add(ctx.executor().schedule(() -> close(ctx, 4401, "Token expired"), left, TimeUnit.MILLISECONDS));
    }

    private void subscribe(ChannelHandlerContext ctx, String id, Records records, long payload, int length) {
        if (!acknowledged) {
            close(ctx, 4401, "Unauthorized");
            return;
        }
        if (id.isEmpty()) {
            close(ctx, 4400, "Invalid message");
            return;
        }
        if (operations.containsKey(id)) {
            close(ctx, 4409, "Subscriber for " + id.substring(0, Math.min(64, id.length())) + " already exists");
            return;
        }
        var operation = new SocketOperation(this, ctx, id);
        if (operations.size() >= runtime.settings().bounds().subscriptionsPerSocket()) {
            operation.refused(Refusal.of(200, "TOO_MANY_OPERATIONS", "This connection has enough open operations"));
            return;
        }
        if (!operation.takeRoom(runtime.budget(), RequestCost.of(length))) {
            operation.refused(
                    Refusal.of(200, "OVERLOADED", "There is too much to do at the moment: try again shortly"));
            return;
        }
        operations.put(id, operation);
        try {
            var request = RequestDecoder.request(records, payload, true);
            runtime.pipeline().run(request, headers, runtime.scope(ctx.channel()), operation);
        } catch (RequestDecoder.BadRequestException e) {
            operation.refused(Refusal.malformed(400, String.valueOf(e.getMessage())));
        }
    }

    void ended(String id, SocketOperation operation) {
        operations.remove(id, operation);
    }

    boolean isOpen(String id, SocketOperation operation) {
        return operations.get(id) == operation;
    }

    /** A client that does not read what it asked for is let go. */
    void send(ChannelHandlerContext ctx, JsonBuffer json) {
        var buffer = ctx.channel().unsafe().outboundBuffer();
        if (buffer != null && buffer.totalPendingWriteBytes() > MAX_PENDING_BYTES) {
            ctx.close();
            return;
        }
        ctx.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json.bytes(), 0, json.length())));
    }

    private void close(ChannelHandlerContext ctx, int code, String reason) {
        ctx.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timers.forEach(timer -> timer.cancel(false));
        List.copyOf(operations.values()).forEach(SocketOperation::cancel);
        operations.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, @Nullable Throwable cause) {
        ctx.close();
    }
}
