package io.aula.gateway.web;

import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.Session;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** What goes to a service as it is: the authorization server and its pages, and uploads. */
@Configuration(proxyBeanMethods = false)
class ProxyRoutes {
    /** Headers by which a client could pretend to be someone, or somewhere, else. */
    private static final List<String> FORGEABLE = List.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-prefix",
            "x-real-ip",
            "x-user-id");

    @Bean
    RouteLocator routes(
            RouteLocatorBuilder builder, PlatformSettings settings, CookieJar cookies, CsrfGuard csrf, Clock clock) {
        return builder.routes()
                .route(
                        "identity",
                        route -> route.path("/oauth2/**", "/.well-known/**", "/userinfo", "/auth/**")
                                .filters(filters -> filters.preserveHostHeader().filter(withoutForgeries()))
                                .uri(settings.identityUrl()))
                .route(
                        "uploads",
                        route -> route.path("/uploads/**")
                                .filters(filters ->
                                        filters.filter(withoutForgeries()).filter(asCaller(cookies, csrf, clock)))
                                .uri(settings.coursesUrl()))
                .build();
    }

    private static GatewayFilter withoutForgeries() {
        return (exchange, chain) -> chain.filter(exchange.mutate()
                .request(request -> request.headers(headers -> FORGEABLE.forEach(headers::remove)))
                .build());
    }

    /** Puts the session's access token in place of its cookie; a bearer token that came along wins over the cookie. */
    private static GatewayFilter asCaller(CookieJar cookies, CsrfGuard csrf, Clock clock) {
        return (exchange, chain) -> {
            HttpHeaders headers = exchange.getRequest().getHeaders();
            Optional<Session> session = headers.getFirst(HttpHeaders.AUTHORIZATION) != null
                    ? Optional.empty()
                    : cookies.readSession(headers.getFirst(HttpHeaders.COOKIE));
            if (session.isPresent()
                    && !isRead(exchange)
                    && !csrf.allows(headers.getFirst(CsrfGuard.HEADER), headers.getOrigin())) {
                exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
                return exchange.getResponse().setComplete();
            }
            if (session.isPresent() && !session.get().isFresh(clock.instant())) {
                // The page renews the session and sends the chunk again; nothing of the upload is lost.
                exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
                return exchange.getResponse().setComplete();
            }
            return chain.filter(exchange.mutate()
                    .request(request -> relay(request, session))
                    .build());
        };
    }

    private static void relay(ServerHttpRequest.Builder request, Optional<Session> session) {
        request.headers(headers -> {
            headers.remove(HttpHeaders.COOKIE);
            session.ifPresent(held -> headers.setBearerAuth(held.accessToken()));
        });
    }

    private static boolean isRead(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method) || HttpMethod.OPTIONS.equals(method);
    }
}
