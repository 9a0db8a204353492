package io.aula.gateway.subgraph;

import io.aula.gateway.executor.ByteBudget;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphClient;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls subgraphs from one event loop over connections it keeps; the one used last is used first, so that others can age. */
public final class HttpSubgraphClient implements SubgraphClient {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Connector connector;
    private final Supplier<SubgraphEndpoints> endpoints;
    private final ByteBudget budget;
    private final Map<String, Pool> pools = new HashMap<>();

    /** {@code endpoints} is asked anew for every call, because the graph may change. */
    public HttpSubgraphClient(
            EventLoop loop,
            ChannelFactory<? extends Channel> channels,
            Supplier<SubgraphEndpoints> endpoints,
            ByteBudget budget) {
        this.connector = new Connector(loop, channels);
        this.endpoints = endpoints;
        this.budget = budget;
    }

    @Override
    public void send(SubgraphCall call, SubgraphReply reply) {
        var current = endpoints.get();
        var endpoint = current.named(call.subgraph());
        if (endpoint.isEmpty()) {
            reply.failed(SubgraphFailure.UNREACHABLE);
            return;
        }
        var pool = pool(call.subgraph(), endpoint.get());
        var exchange = new Exchange(call, reply, pool.head, current.maxAnswerBytes(), budget);
        var left = Math.min(
                call.deadlineNanos() - System.nanoTime(), current.timeout().toNanos());
        if (left <= 0) {
            exchange.fail(SubgraphFailure.TIMEOUT);
            return;
        }
        exchange.expire(connector.loop().schedule(exchange::timeOut, left, TimeUnit.NANOSECONDS));
        pool.send(exchange);
    }

    private Pool pool(String subgraph, SubgraphEndpoint endpoint) {
        var known = pools.get(subgraph);
        if (known != null && known.endpoint.equals(endpoint)) {
            return known;
        }
        if (known != null) {
            known.retire();
        }
        var fresh = new Pool(endpoint);
        pools.put(subgraph, fresh);
        return fresh;
    }

    /** Connections to one subgraph. */
    private final class Pool implements UpstreamHandler.Owner {

        private final SubgraphEndpoint endpoint;
        private final RequestHead head;
        private final ArrayDeque<UpstreamHandler> idle = new ArrayDeque<>();
        private int open;
        private boolean retired;

        Pool(SubgraphEndpoint endpoint) {
            this.endpoint = endpoint;
            this.head = new RequestHead(endpoint);
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
            if (open >= SubgraphEndpoints.MAX_CONNECTIONS) {
                exchange.fail(SubgraphFailure.UNREACHABLE);
                return;
            }
            open++;
            var handler = new UpstreamHandler(this);
            var connecting = connector.connect(endpoint.url(), channel -> {
                channel.pipeline().addLast(new HttpResponseDecoder(), handler);
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

        /** The subgraph has moved: what is under way ends here, nothing new begins. */
        void retire() {
            retired = true;
            idle.forEach(UpstreamHandler::close);
            idle.clear();
        }

        @Override
        public void release(UpstreamHandler handler) {
            if (retired) {
                handler.close();
            } else {
                idle.addFirst(handler);
            }
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
