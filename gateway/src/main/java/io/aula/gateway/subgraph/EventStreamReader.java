package io.aula.gateway.subgraph;

import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a subscription as server-sent events in graphql-sse's distinct connections mode. */
final class EventStreamReader extends ChannelInboundHandlerAdapter implements SubgraphStreams.Stream {

    private final SubgraphCall call;
    private final URI url;
    private final StreamListener listener;
    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private @Nullable Future<?> headDue;
    private String event = "";
    private @Nullable ChannelHandlerContext context;
    private boolean ended;

    EventStreamReader(SubgraphCall call, URI url, StreamListener listener, int maxEventBytes) {
        this.call = call;
        this.url = url;
        this.listener = listener;
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ended) {
            ctx.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var body = Unpooled.wrappedBuffer(call.body().bytes(), 0, call.body().length());
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, SubgraphEndpoint.target(url), body);
        Exchange.headers(request.headers(), url, call)
                .set(HttpHeaderNames.ACCEPT, "text/event-stream")
                .set(HttpHeaderNames.CONTENT_LENGTH, call.body().length());
        ctx.writeAndFlush(request);
        headDue = ctx.executor()
                .schedule(() -> fail(SubgraphFailure.TIMEOUT), SubgraphStreams.HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                headCame();
                if (!isEventStream(response)) {
                    fail(SubgraphFailure.MALFORMED);
                    return;
                }
            }
            if (message instanceof HttpContent content) {
                content.content().forEachByte(b -> {
                    read(b);
                    return !ended;
                });
                if (message instanceof LastHttpContent) {
                    fail(SubgraphFailure.UNREACHABLE);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headCame() {
        if (headDue != null) {
            headDue.cancel(false);
        }
    }

    private static boolean isEventStream(HttpResponse response) {
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return response.status().code() == 200 && type != null && type.startsWith("text/event-stream");
    }

    private void read(byte b) {
        if (b == '\n') {
            var text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            return;
        }
        line.write(b);
        if (line.size() + data.length() > maxEventBytes) {
            fail(SubgraphFailure.TOO_LARGE);
        }
    }

    private void line(String text) {
        if (text.isEmpty()) {
            dispatch();
        } else if (text.startsWith("event:")) {
            event = text.substring(6).strip();
        } else if (text.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n").append(text.substring(5).stripLeading());
        }
    }

    private void dispatch() {
        var name = event;
        var payload = data.toString().getBytes(StandardCharsets.UTF_8);
        event = "";
        data.setLength(0);
        if (name.equals("complete")) {
            if (end()) {
                listener.completed();
            }
        } else if (payload.length > 0) {
            listener.event(payload, payload.length);
        }
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
        headCame();
        if (context != null) {
            context.close();
        }
        return true;
    }
}
