package io.aula.gateway.web;

import io.aula.gateway.session.CookieJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The built SPA: files under {@code /assets} carry a hash in their name and never change; every other address that is no
 * file is a page of the SPA's own router and gets {@code index.html}; a folder with one of its own, such as
 * {@code /graphiql}, gets that.
 */
@Configuration(proxyBeanMethods = false)
class SpaFiles {
    /** {@code data:} media: hls.js makes the elements of its text tracks with an empty {@code data:,WEBVTT}. */
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' blob: data:; "
            + "worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; object-src 'none'";

    private static final String INDEX = "index.html";

    private static final String GRAPHIQL = "graphiql";

    private final Path root;
    private final boolean isProduction;
    private final CookieJar cookies;

    SpaFiles(PlatformSettings settings, CookieJar cookies) {
        this.root = settings.spaDirectory().toAbsolutePath().normalize();
        this.isProduction = settings.isProduction();
        this.cookies = cookies;
    }

    /** Last of all: what no other route took. */
    @Bean
    @Order(Integer.MAX_VALUE)
    RouterFunction<ServerResponse> spa() {
        return RouterFunctions.route(Reading.at("/{*path}").and(SpaFiles::isPage), this::serve);
    }

    private static boolean isPage(ServerRequest request) {
        String path = request.path();
        return !path.startsWith("/actuator")
                && !path.startsWith("/oauth2/")
                && !path.startsWith("/auth/")
                && !path.startsWith("/.well-known/")
                && !path.startsWith("/credentials/")
                && !path.startsWith("/exports/")
                && !path.startsWith("/uploads/")
                && !path.startsWith("/webhooks/")
                && !path.equals("/userinfo");
    }

    private Mono<ServerResponse> serve(ServerRequest request) {
        Path file = root.resolve(request.path().substring(1)).normalize();
        if (file.startsWith(root.resolve(GRAPHIQL)) && isProduction && !isSignedIn(request)) {
            return missing();
        }
        if (file.startsWith(root) && Files.isRegularFile(file)) {
            boolean hashed = request.path().startsWith("/assets/");
            return send(
                    file,
                    hashed
                            ? CacheControl.maxAge(Duration.ofDays(365))
                                    .cachePublic()
                                    .immutable()
                            : CacheControl.noCache());
        }
        Path own = file.resolve(INDEX);
        Path index = own.startsWith(root) && Files.isRegularFile(own) ? own : root.resolve(INDEX);
        if (request.path().startsWith("/assets/") || !Files.isRegularFile(index)) {
            return missing();
        }
        return send(index, CacheControl.noCache());
    }

    private boolean isSignedIn(ServerRequest request) {
        return cookies.readSession(request.headers().asHttpHeaders().getFirst(HttpHeaders.COOKIE))
                .isPresent();
    }

    private static Mono<ServerResponse> missing() {
        return ServerResponse.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("Not found.");
    }

    private static Mono<ServerResponse> send(Path file, CacheControl caching) {
        FileSystemResource resource = new FileSystemResource(file);
        return ServerResponse.ok()
                .contentType(MediaTypeFactory.getMediaType(resource).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(caching)
                .header("content-security-policy", CSP)
                .header("x-content-type-options", "nosniff")
                .header("referrer-policy", "same-origin")
                .header("permissions-policy", "camera=(), microphone=(), geolocation=()")
                .bodyValue(resource);
    }
}
