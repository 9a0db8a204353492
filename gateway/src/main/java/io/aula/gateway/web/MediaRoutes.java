package io.aula.gateway.web;

import io.aula.media.MediaKeys;
import io.aula.media.MediaTokens;
import io.aula.media.MediaVerification;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStat;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Segments, playlists, pictures. The token is a prefix of the path, so relative addresses inside playlists inherit it; a
 * segment never changes, so browsers may keep it, and a playlist may grow, so they ask each time. What people uploaded is served sandboxed.
 */
@Configuration(proxyBeanMethods = false)
class MediaRoutes {
    private static final String BUCKET = "media";
    private static final String PUBLIC = "public";
    private static final Duration KEEP = Duration.ofHours(6);
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean(destroyMethod = "close")
    ObjectStore objectStore(PlatformSettings settings) {
        return ObjectStores.open(settings.objectStoreUrl());
    }

    @Bean
    MediaTokens mediaTokens(PlatformSettings settings, Clock clock) {
        return new MediaTokens(MediaKeys.parse(settings.mediaKeys()), clock);
    }

    @Bean
    RouterFunction<ServerResponse> mediaEndpoints(ObjectStore store, MediaTokens tokens) {
        return RouterFunctions.route()
                .route(
                        Reading.at("/media/p/{token}/{videoId}/{revision}/{*path}"),
                        request -> serve(request, store, tokens))
                .route(Reading.at("/media/i/{imageId}/{revision}/{file}"), request -> open(request, store))
                .build();
    }

    private static Mono<ServerResponse> serve(ServerRequest request, ObjectStore store, MediaTokens tokens) {
        String videoId = request.pathVariable("videoId");
        return switch (tokens.verify(request.pathVariable("token"), videoId)) {
            case MediaVerification.Granted granted -> {
                String key = videoId + "/" + request.pathVariable("revision") + request.pathVariable("path");
                yield file(store, key, caching(key));
            }
            case MediaVerification.Expired expired -> refused("The playback grant has expired: renew it.");
            case MediaVerification.Refused refused -> refused("This playback grant is not valid here.");
        };
    }

    /** Photos of people and covers of open courses: an address never shows anything else, so anybody may keep what it shows. */
    private static Mono<ServerResponse> open(ServerRequest request, ObjectStore store) {
        String key = String.join(
                "/",
                PUBLIC,
                request.pathVariable("imageId"),
                request.pathVariable("revision"),
                request.pathVariable("file"));
        return file(store, key, FOR_GOOD);
    }

    private static Mono<ServerResponse> refused(String reason) {
        return ServerResponse.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(reason);
    }

    private static Mono<ServerResponse> file(ObjectStore store, String key, CacheControl caching) {
        return Mono.fromCallable(() -> find(store, key))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> found.isEmpty()
                        ? ServerResponse.notFound().build()
                        : ServerResponse.ok()
                                .contentType(MediaType.parseMediaType(
                                        found.get().stat().contentType()))
                                .cacheControl(caching)
                                .header("x-content-type-options", "nosniff")
                                .header("content-security-policy", "sandbox; default-src 'none'")
                                .bodyValue(found.get().resource()));
    }

    /** Playlists grow from playable to ready under the same address; what they name never changes. */
    private static CacheControl caching(String key) {
        return key.endsWith(".m3u8") || key.endsWith(".mpd")
                ? CacheControl.noCache()
                : CacheControl.maxAge(KEEP).cachePrivate().immutable();
    }

    private static Optional<Found> find(ObjectStore store, String key) {
        ObjectRef ref;
        try {
            ref = new ObjectRef(BUCKET, key);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a path that leaves the bucket is simply not there
        }
        return store.stat(ref)
                .map(stat -> new Found(
                        stat,
                        store.localFile(ref)
                                .<Resource>map(FileSystemResource::new)
                                .orElseGet(() -> new RemoteObject(store, ref, stat.bytes()))));
    }

    private record Found(ObjectStat stat, Resource resource) {}

    /** An object of a store that is not a folder here. */
    private static final class RemoteObject extends AbstractResource {
        private final ObjectStore store;
        private final ObjectRef ref;
        private final long bytes;

        RemoteObject(ObjectStore store, ObjectRef ref, long bytes) {
            this.store = store;
            this.ref = ref;
            this.bytes = bytes;
        }

        @Override
        public String getDescription() {
            return ref.toString();
        }

        @Override
        public long contentLength() {
            return bytes;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return store.get(ref);
        }
    }
}
