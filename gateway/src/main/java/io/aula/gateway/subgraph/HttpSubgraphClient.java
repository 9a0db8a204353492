package io.aula.gateway.subgraph;

import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphClient;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls subgraphs from one event loop over connections it keeps; the one used last is used first, so that others can age. */
public final class HttpSubgraphClient implements SubgraphClient {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Connector connector;
    private final SubgraphEndpoints endpoints;
    private final Map<String, Pool> pools = new HashMap<>();

    public HttpSubgraphClient(EventLoop loop, ChannelFactory<? extends Channel> channels, SubgraphEndpoints endpoints) {
        this.connector = new Connector(loop, channels);
        this.endpoints = endpoints;
    }

    @Override
    public void send(SubgraphCall call, SubgraphReply reply) {
        var endpoint = endpoints.named(call.subgraph());
        var pool = pools.computeIfAbsent(call.subgraph(), name -> new Pool(endpoint));
        var exchange = new Exchange(call, reply, endpoint, endpoints.maxAnswerBytes());
        var left = Math.min(
                call.deadlineNanos() - System.nanoTime(), endpoints.timeout().toNanos());
        if (left <= 0) {
            exchange.fail(SubgraphFailure.TIMEOUT);
            return;
        }
        exchange.expire(connector.loop().schedule(exchange::timeOut, left, TimeUnit.NANOSECONDS));
        pool.send(exchange);
    }

    /** Connections to one subgraph. */
    private final class Pool implements UpstreamHandler.Owner {

        private final SubgraphEndpoint endpoint;
        private final ArrayDeque<UpstreamHandler> idle = new ArrayDeque<>();
        private int open;

        Pool(SubgraphEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        void send(Exchange exchange) {
            var now = System.nanoTime();
            for (var handler = idle.pollFirst(); handler != null; handler = idle.pollFirst()) {
                if (handler.usable() && now - handler.idleSince() < IDLE_NANOS) {
                    handler.send(exchange);
                    return;
                }
                handler.close();
            }
            connect(exchange);
        }

        private void connect(Exchange exchange) {
            if (open >= endpoints.maxConnections()) {
                exchange.fail(SubgraphFailure.UNREACHABLE);
                return;
            }
            open++;
            var handler = new UpstreamHandler(this);
            var connecting = connector.connect(endpoint.url(), channel -> {
                channel.pipeline().addLast(new HttpClientCodec(), handler);
                channel.closeFuture().addListener(closed -> {
                    open--;
                    idle.remove(handler);
                });
            });
            connecting.addListener(connected -> {
                if (connected.isSuccess()) {
                    handler.send(exchange);
                } else {
                    exchange.fail(SubgraphFailure.UNREACHABLE);
                }
            });
        }

        @Override
        public void release(UpstreamHandler handler) {
            idle.addFirst(handler);
        }

        /** A server may close a connection just when we reuse it; a call that may be repeated then gets a fresh one. */
        @Override
        public void broken(Exchange exchange, boolean reused) {
            if (reused && exchange.mayRepeat()) {
                connect(exchange);
            } else {
                exchange.fail(SubgraphFailure.UNREACHABLE);
            }
        }
    }
}
