package io.aula.gateway.web;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;

/**
 * Clients that hang up do it every day, and it is no fault of ours: nobody is there to be answered, and no log is to look as if
 * something had broken. Whatever else goes wrong meanwhile is told as ever.
 */
@Component
@Order(HangUps.BEFORE_ERROR_PAGES)
final class HangUps implements WebExceptionHandler {

    static final int BEFORE_ERROR_PAGES = -2;

    private static final Logger LOG = LoggerFactory.getLogger(HangUps.class);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (!isOfAClosedConnection(failure) || isConnected(exchange.getRequest())) {
            return Mono.error(failure);
        }
        LOG.debug("A client hung up: {}", failure.toString());
        return Mono.empty();
    }

    private static boolean isOfAClosedConnection(Throwable failure) {
        return failure instanceof AbortedException
                || failure instanceof IOException
                || failure instanceof IllegalStateException state && isOfNetty(state);
    }

    /** A file that is sent on a channel which has just left its loop. */
    private static boolean isOfNetty(IllegalStateException failure) {
        return String.valueOf(failure.getMessage()).startsWith("channel not registered");
    }

    private static boolean isConnected(ServerHttpRequest request) {
        ServerHttpRequest own = request;
        while (own instanceof ServerHttpRequestDecorator decorated) {
            own = decorated.getDelegate();
        }
        return !(own instanceof AbstractServerHttpRequest known
                && known.getNativeRequest() instanceof Connection connection
                && !connection.channel().isActive());
    }

    /** Ends what is asked of a service when the body for it ends in the middle: the service's side is closed, and no error of it. */
    static GatewayFilter endWithTheBody() {
        return (exchange, chain) -> {
            Sinks.Empty<Void> hungUp = Sinks.empty();
            Flux<DataBuffer> body = exchange.getRequest().getBody().onErrorResume(AbortedException.class, cut -> {
                hungUp.tryEmitEmpty();
                return Flux.never();
            });
            ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
                @Override
                public Flux<DataBuffer> getBody() {
                    return body;
                }
            };
            return chain.filter(exchange.mutate().request(request).build()).takeUntilOther(hungUp.asMono());
        };
    }
}
