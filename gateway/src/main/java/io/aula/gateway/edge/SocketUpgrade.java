package io.aula.gateway.edge;

import io.aula.gateway.door.Door;
import io.aula.gateway.executor.CallerHeaders;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Arrays;
import java.util.function.Consumer;

/** From HTTP to WebSocket, for pages of ours and for programs that are no pages. */
final class SocketUpgrade {

    static final String PROTOCOL = "graphql-transport-ws";

    private SocketUpgrade() {}

    static void answer(
            GatewayRuntime runtime,
            ChannelHandlerContext ctx,
            HttpRequest request,
            CallerHeaders headers,
            Consumer<DefaultFullHttpResponse> refuse) {
        if (!originAllowed(runtime, request)) {
            refuse.accept(plain(HttpResponseStatus.FORBIDDEN));
            return;
        }
        var offered = GraphQlHandler.header(request, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (Arrays.stream(offered.split(",")).map(String::strip).noneMatch(PROTOCOL::equals)) {
            refuse.accept(plain(HttpResponseStatus.BAD_REQUEST));
            return;
        }
        var limit = runtime.settings().bounds().bodyBytes();
        var host = GraphQlHandler.header(request, HttpHeaderNames.HOST);
        var handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + host + GraphQlHandler.PATH, PROTOCOL, false, limit)
                .newHandshaker(request);
        if (handshaker == null) {
            refuse.accept(plain(HttpResponseStatus.UPGRADE_REQUIRED));
            return;
        }
        var full = new DefaultFullHttpRequest(
                request.protocolVersion(), request.method(), request.uri(), Unpooled.EMPTY_BUFFER);
        full.headers().set(request.headers());
        leaveHttp(ctx);
        handshaker.handshake(ctx.channel(), full).addListener(done -> {
            if (done.isSuccess()) {
                var socket = new SocketHandler(runtime, headers);
                ctx.pipeline()
                        .addAfter(ctx.name(), "graphql-socket", socket)
                        .addAfter(ctx.name(), "graphql-frames", new WebSocketFrameAggregator(limit));
                Door.leaveHttp(ctx.pipeline());
                ctx.pipeline().remove(ctx.name());
            } else {
                ctx.close();
            }
        });
    }

    /**
     * The handshake leaves from the end of the pipeline: a server's own handlers after ours never saw the request, and
     * would close the connection after an answer that they take for the end of one.
     */
    private static void leaveHttp(ChannelHandlerContext ctx) {
        var pipeline = ctx.pipeline();
        while (pipeline.lastContext() != ctx) {
            pipeline.removeLast();
        }
    }

    /** Browsers always say where a page is from; a page from elsewhere must not ride on its visitor's cookies. */
    private static boolean originAllowed(GatewayRuntime runtime, HttpRequest request) {
        var origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin == null || runtime.settings().origins().contains(origin)) {
            return true;
        }
        var host = GraphQlHandler.header(request, HttpHeaderNames.HOST);
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    private static DefaultFullHttpResponse plain(HttpResponseStatus status) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return response;
    }
}
