package io.aula.gateway.subgraph;

import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.executor.JsonValues;
import io.aula.gateway.executor.MalformedJsonException;
import io.aula.gateway.executor.Records;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.TapeReader;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's side of graphql-transport-ws, for one subscription. */
final class WebSocketStream extends SimpleChannelInboundHandler<WebSocketFrame> implements SubgraphStreams.Stream {

    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);
    private static final int PING_SECONDS = 25;

    private final SubgraphCall call;
    private final StreamListener listener;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> ackDue;
    private @Nullable Future<?> pings;
    private boolean ended;
    private boolean heard = true;

    WebSocketStream(SubgraphCall call, StreamListener listener) {
        this.call = call;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ended) {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            var init = new JsonBuffer(256).raw("{\"type\":\"connection_init\",\"payload\":{");
            call.headers()
                    .authorization()
                    .ifPresent(value -> init.raw("\"authorization\":").string(value));
            send(ctx, init.raw("}}"));
            ackDue = ctx.executor()
                    .schedule(
                            () -> fail(SubgraphFailure.TIMEOUT),
                            SubgraphStreams.HANDSHAKE_MILLIS,
                            TimeUnit.MILLISECONDS);
            pings = ctx.executor().scheduleAtFixedRate(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            fail(SubgraphFailure.TIMEOUT);
        }
        super.userEventTriggered(ctx, event);
    }

    /** A subgraph that went away without a word is noticed by its silence. */
    private void ping() {
        var ctx = context;
        if (ctx == null) {
            return;
        }
        if (!heard) {
            fail(SubgraphFailure.UNREACHABLE);
            return;
        }
        heard = false;
        send(ctx, new JsonBuffer(16).raw("{\"type\":\"ping\"}"));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        heard = true;
        if (!(frame instanceof TextWebSocketFrame) || ended) {
            return;
        }
        var bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        var records = new Records();
        try {
            var message = new TapeReader(records).read(bytes, bytes.length);
            if (!Records.isObject(message)) {
                fail(SubgraphFailure.MALFORMED);
                return;
            }
            var type = records.get(message, TYPE);
            handle(
                    ctx,
                    Records.isString(type) ? JsonValues.text(records, type) : "",
                    records,
                    records.get(message, PAYLOAD));
        } catch (MalformedJsonException e) {
            fail(SubgraphFailure.MALFORMED);
        }
    }

    private void handle(ChannelHandlerContext ctx, String type, Records records, long payload) {
        switch (type) {
            case "connection_ack" -> {
                stop(ackDue);
                var subscribe = new JsonBuffer(512).raw("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":");
                send(
                        ctx,
                        subscribe
                                .put(call.body().bytes(), 0, call.body().length())
                                .put('}'));
            }
            case "ping" -> send(ctx, new JsonBuffer(16).raw("{\"type\":\"pong\"}"));
            case "next" -> {
                var event = new JsonBuffer(512).value(records, payload);
                listener.event(event.bytes(), event.length());
            }
            case "error" -> {
                if (end()) {
                    listener.refused(new JsonBuffer(256).value(records, payload).toByteArray());
                }
            }
            case "complete" -> {
                if (end()) {
                    listener.completed();
                }
            }
            default -> {}
        }
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private static void send(ChannelHandlerContext ctx, JsonBuffer json) {
        ctx.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json.bytes(), 0, json.length())));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(SubgraphFailure.UNREACHABLE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(SubgraphFailure.UNREACHABLE);
    }

    @Override
    public void cancel() {
        end();
    }

    private void fail(SubgraphFailure failure) {
        if (end()) {
            listener.failed(failure);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        stop(ackDue);
        stop(pings);
        if (context != null) {
            context.close();
        }
        return true;
    }
}
