package io.aula.gateway.subgraph;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.function.Supplier;

/** Opens streams of events; each has a connection of its own, so that closing one is closing the other. */
public final class SubgraphStreams {

    /** How long a subgraph has until it has agreed to stream. */
    static final int HANDSHAKE_MILLIS = 5_000;

    private static final int MAX_EVENT_BYTES = 4 << 20;

    private final Connector connector;
    private final Supplier<SubgraphEndpoints> endpoints;

    /** A stream under way. */
    public interface Stream {

        void cancel();
    }

    /** {@code endpoints} is asked anew for every stream, because the graph may change. */
    public SubgraphStreams(
            EventLoop loop, ChannelFactory<? extends Channel> channels, Supplier<SubgraphEndpoints> endpoints) {
        this.connector = new Connector(loop, channels);
        this.endpoints = endpoints;
    }

    public Stream open(SubgraphCall call, StreamListener listener) {
        var known = endpoints.get().named(call.subgraph());
        if (known.isEmpty()) {
            listener.failed(SubgraphFailure.UNREACHABLE);
            return () -> {};
        }
        var endpoint = known.get();
        return switch (endpoint.streaming()) {
            case WEBSOCKET -> webSocket(call, endpoint.streamUrl(), listener);
            case SERVER_SENT_EVENTS -> serverSentEvents(call, endpoint.streamUrl(), listener);
        };
    }

    private Stream webSocket(SubgraphCall call, URI url, StreamListener listener) {
        var handler = new WebSocketStream(call, listener);
        var scheme = SubgraphEndpoint.secure(url) ? "wss" : "ws";
        var config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(scheme + url.toString().substring(url.getScheme().length()))
                .version(WebSocketVersion.V13)
                .subprotocol("graphql-transport-ws")
                .customHeaders(handshakeHeaders(call.headers()))
                .maxFramePayloadLength(MAX_EVENT_BYTES)
                .handshakeTimeoutMillis(HANDSHAKE_MILLIS)
                .build();
        return connect(
                url,
                listener,
                handler,
                new HttpClientCodec(),
                new HttpObjectAggregator(1 << 16),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(MAX_EVENT_BYTES),
                handler);
    }

    private static HttpHeaders handshakeHeaders(CallerHeaders caller) {
        var headers = new DefaultHttpHeaders();
        caller.clientAddress().ifPresent(value -> headers.set(CallerHeaders.CLIENT_ADDRESS, value));
        caller.acceptLanguage().ifPresent(value -> headers.set(HttpHeaderNames.ACCEPT_LANGUAGE, value));
        return headers;
    }

    private Stream serverSentEvents(SubgraphCall call, URI url, StreamListener listener) {
        var handler = new EventStreamReader(call, url, listener, MAX_EVENT_BYTES);
        return connect(url, listener, handler, new HttpClientCodec(), handler);
    }

    private Stream connect(URI url, StreamListener listener, Stream stream, ChannelHandler... handlers) {
        connector.connect(url, channel -> channel.pipeline().addLast(handlers)).addListener(connected -> {
            if (!connected.isSuccess()) {
                listener.failed(SubgraphFailure.UNREACHABLE);
            }
        });
        return stream;
    }
}
