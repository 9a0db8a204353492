package io.aula.gateway.web;

import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.Session;
import io.aula.gateway.session.SignIn;
import io.aula.gateway.session.TokenEndpoint;
import io.aula.gateway.session.TokenRefresh;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The SPA's sign-in: {@code /session/sign-in}, {@code sign-up}, {@code callback}, {@code sign-out}, {@code refresh}. */
@Configuration(proxyBeanMethods = false)
class SessionRoutes {
    /** Token calls block; they run beside the event loops. */
    private final Scheduler blocking = Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());

    private final SignIn signIn;
    private final TokenEndpoint identity;
    private final TokenRefresh refresh;
    private final CookieJar cookies;
    private final CsrfGuard csrf;

    SessionRoutes(SignIn signIn, TokenEndpoint identity, TokenRefresh refresh, CookieJar cookies, CsrfGuard csrf) {
        this.signIn = signIn;
        this.identity = identity;
        this.refresh = refresh;
        this.cookies = cookies;
        this.csrf = csrf;
    }

    @Bean
    RouterFunction<ServerResponse> sessionEndpoints() {
        return RouterFunctions.route()
                .GET("/session/sign-in", request -> begin(request, false))
                .GET("/session/sign-up", request -> begin(request, true))
                .GET("/session/callback", this::callback)
                .POST("/session/sign-out", request -> guarded(request, () -> end(request)))
                .POST("/session/refresh", request -> guarded(request, () -> renew(request)))
                .build();
    }

    /** Nobody is sent to pages that are not there. */
    private Mono<ServerResponse> begin(ServerRequest request, boolean signUp) {
        return off(() -> identity.isReady()
                        ? Optional.of(signIn.begin(
                                request.queryParam("return_to").orElse(null),
                                signUp,
                                request.queryParam("ui_locales").orElse(null),
                                cookie(request)))
                        : Optional.<SignIn.Redirect>empty())
                .flatMap(begun -> begun.map(SessionRoutes::redirect).orElseGet(() -> unavailable(request)));
    }

    private Mono<ServerResponse> callback(ServerRequest request) {
        SignIn.Callback callback = new SignIn.Callback(
                request.queryParam("code").orElse(null),
                request.queryParam("state").orElse(null),
                request.queryParam("iss").orElse(null),
                request.queryParam("error").orElse(null));
        return off(() -> signIn.finish(callback, cookie(request)))
                .flatMap(done -> done.map(SessionRoutes::redirect).orElseGet(() -> unavailable(request)));
    }

    private Mono<ServerResponse> guarded(ServerRequest request, Callable<Answer> work) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        if (!csrf.allows(headers.getFirst(CsrfGuard.HEADER), headers.getOrigin())) {
            return answer(new Answer(
                    HttpStatus.FORBIDDEN,
                    List.of(),
                    "Send the header " + CsrfGuard.HEADER + " from a page of this site."));
        }
        return off(work).flatMap(SessionRoutes::answer);
    }

    private Answer end(ServerRequest request) {
        return new Answer(HttpStatus.OK, signIn.end(cookie(request)), null);
    }

    private Answer renew(ServerRequest request) {
        Optional<Session> session = cookies.readSession(cookie(request));
        if (session.isEmpty()) {
            return new Answer(HttpStatus.UNAUTHORIZED, List.of(), "Nobody is signed in.");
        }
        return switch (refresh.renew(session.get())) {
            case TokenRefresh.Outcome.Renewed renewed ->
                new Answer(HttpStatus.OK, List.of(cookies.write(renewed.session())), null);
            case TokenRefresh.Outcome.Ended ended ->
                new Answer(
                        HttpStatus.UNAUTHORIZED,
                        List.of(cookies.end(session.get())),
                        "The session has ended: sign in again.");
            case TokenRefresh.Outcome.Unavailable unavailable ->
                new Answer(
                        HttpStatus.SERVICE_UNAVAILABLE, List.of(), "Signing in is not available: try again shortly.");
        };
    }

    private <T> Mono<T> off(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(blocking);
    }

    private static @Nullable String cookie(ServerRequest request) {
        return request.headers().asHttpHeaders().getFirst(HttpHeaders.COOKIE);
    }

    private static Mono<ServerResponse> unavailable(ServerRequest request) {
        String query = request.uri().getRawQuery();
        Unavailable said = Unavailable.to(
                request.headers().asHttpHeaders(), request.uri().getRawPath() + (query == null ? "" : "?" + query));
        return ServerResponse.status(Unavailable.STATUS).headers(said::describe).bodyValue(said.body());
    }

    /** The address is text that {@link SignIn} made safe; parsing it would only find something to object to. */
    private static Mono<ServerResponse> redirect(SignIn.Redirect redirect) {
        return ServerResponse.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, redirect.location())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, redirect.setCookies().toArray(String[]::new))
                .build();
    }

    private static Mono<ServerResponse> answer(Answer answer) {
        ServerResponse.BodyBuilder response = ServerResponse.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        response.header(HttpHeaders.SET_COOKIE, answer.setCookies().toArray(String[]::new));
        if (answer.status() == Unavailable.STATUS) {
            response.header(HttpHeaders.RETRY_AFTER, Unavailable.RETRY_SECONDS);
        }
        return response.bodyValue(
                answer.problem() == null ? Map.of("ok", true) : Map.of("ok", false, "message", answer.problem()));
    }

    private record Answer(
            HttpStatus status,
            List<String> setCookies,
            @Nullable String problem) {}
}
