package io.aula.gateway.web;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.policy.auth.ClientAddresses;
import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What goes to a service as it is: the authorization server and its pages, passwords, what Stripe tells, and uploads. */
@Configuration(proxyBeanMethods = false)
class ProxyRoutes {
    /** Headers, beside all that begin with x-forwarded, by which a client could pretend to be someone, or somewhere, else. */
    private static final Set<String> FORGEABLE = Set.of(
            CallerHeaders.CLIENT_ADDRESS,
            "forwarded",
            "x-original-forwarded-for",
            "x-original-host",
            "x-original-url",
            "x-rewrite-url",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-real-ip",
            "true-client-ip",
            "x-user-id");

    private static final String FORWARDED = "x-forwarded";

    /** More than any form of the sign-in pages or of OAuth has. */
    private static final long MAX_FORM_BYTES = 1 << 20;

    private static final String TOO_LARGE = "{\"errors\":[{\"message\":\"The body is larger than " + MAX_FORM_BYTES
            + " bytes\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}";

    private static final String WAY_AROUND =
            "{\"errors\":[{\"message\":\"The path has dots for a segment\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}";

    @Bean
    RouteLocator routes(
            RouteLocatorBuilder builder,
            PlatformSettings settings,
            CookieJar cookies,
            CsrfGuard csrf,
            ClientAddresses addresses,
            Clock clock) {
        return builder.routes()
                .route(
                        "identity",
                        route -> route.path("/oauth2/**", "/.well-known/**", "/userinfo", "/auth/**", "/webhooks/**")
                                .filters(filters -> filters.preserveHostHeader()
                                        .filter(refusingWaysAround())
                                        .filter(refusingLargeForms())
                                        .filter(HangUps.endWithTheBody())
                                        .filter(sayingWhenNobodyAnswers())
                                        .filter(withTheClientsAddress(addresses)))
                                .uri(settings.identityUrl()))
                .route(
                        "credentials",
                        route -> route.path("/credentials/**", "/exports/**")
                                .filters(filters -> filters.filter(refusingWaysAround())
                                        .filter(refusingLargeForms())
                                        .filter(HangUps.endWithTheBody())
                                        .filter(sayingWhenNobodyAnswers())
                                        .filter(withTheClientsAddress(addresses))
                                        .filter(asCaller(cookies, csrf, clock)))
                                .uri(settings.identityUrl()))
                .route(
                        "uploads",
                        route -> route.path("/uploads/**")
                                .filters(filters -> filters.filter(refusingWaysAround())
                                        .filter(HangUps.endWithTheBody())
                                        .filter(sayingWhenNobodyAnswers())
                                        .filter(withTheClientsAddress(addresses))
                                        .filter(asCaller(cookies, csrf, clock)))
                                .uri(settings.coursesUrl()))
                .build();
    }

    /** What a client says of where it is goes; what we know of it goes along. */
    private static GatewayFilter withTheClientsAddress(ClientAddresses addresses) {
        return (exchange, chain) -> {
            ServerHttpRequest request = exchange.getRequest();
            Optional<String> told = Optional.ofNullable(request.getRemoteAddress())
                    .map(InetSocketAddress::getAddress)
                    .map(peer -> addresses.told(peer, request.getHeaders().getOrEmpty("x-forwarded-for")));
            return chain.filter(exchange.mutate()
                    .request(changed -> changed.headers(headers -> {
                        List.copyOf(headers.headerNames()).stream()
                                .filter(ProxyRoutes::isForgeable)
                                .forEach(headers::remove);
                        dropHopByHop(headers);
                        told.ifPresent(value -> headers.set(CallerHeaders.CLIENT_ADDRESS, value));
                    }))
                    .build());
        };
    }

    /** What is for us alone (RFC 9110 §7.6.1), and a protocol that none of these services speaks; every request has a host. */
    private static void dropHopByHop(HttpHeaders headers) {
        headers.getOrEmpty(HttpHeaders.CONNECTION).stream()
                .flatMap(options -> Arrays.stream(options.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase(HttpHeaders.HOST))
                .forEach(headers::remove);
        headers.remove(HttpHeaders.CONNECTION);
        headers.remove(HttpHeaders.UPGRADE);
    }

    private static boolean isForgeable(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return FORGEABLE.contains(name) || name.startsWith(FORWARDED);
    }

    /** A path is led by how it begins: what steps back from there (RFC 3986 §5.2.4) would come out where nobody is led. */
    private static GatewayFilter refusingWaysAround() {
        return (exchange, chain) -> {
            String path = exchange.getRequest().getURI().getRawPath();
            if (Arrays.stream(path.split("/")).noneMatch(ProxyRoutes::isDots)) {
                return chain.filter(exchange);
            }
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(HttpStatus.BAD_REQUEST);
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            return write(response, WAY_AROUND);
        };
    }

    /** As servers read it: escaped, and without the parameters behind a semicolon. */
    private static boolean isDots(String segment) {
        String plain = segment.replaceAll("(?i)%2e", ".").replaceAll("(?i)(;|%3b).*", "");
        return plain.equals(".") || plain.equals("..");
    }

    /** A service that answers such a body early and closes would look as if it had gone away. */
    private static GatewayFilter refusingLargeForms() {
        return (exchange, chain) -> {
            if (exchange.getRequest().getHeaders().getContentLength() <= MAX_FORM_BYTES) {
                return chain.filter(exchange);
            }
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(HttpStatus.CONTENT_TOO_LARGE);
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            return write(response, TOO_LARGE);
        };
    }

    private static GatewayFilter sayingWhenNobodyAnswers() {
        return (exchange, chain) -> chain.filter(exchange)
                .onErrorResume(
                        failure -> isAway(failure) && !exchange.getResponse().isCommitted(),
                        failure -> unavailable(exchange));
    }

    /** Not reached, gone in the middle, or silent for too long. */
    private static boolean isAway(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof ResponseStatusException status
                        && status.getStatusCode().value() == HttpStatus.GATEWAY_TIMEOUT.value();
    }

    /** What cannot be sent again by following a link, such as a form, begins again at its page. */
    private static Mono<Void> unavailable(ServerWebExchange exchange) {
        URI asked = exchange.getRequest().getURI();
        String query = isRead(exchange) && asked.getRawQuery() != null ? "?" + asked.getRawQuery() : "";
        Unavailable said = Unavailable.to(exchange.getRequest().getHeaders(), asked.getRawPath() + query);
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(Unavailable.STATUS);
        said.describe(response.getHeaders());
        return write(response, said.body());
    }

    private static Mono<Void> write(ServerHttpResponse response, String body) {
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
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
                // The page renews the session and sends it again; nothing of an upload is lost.
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
