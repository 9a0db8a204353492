package io.aula.media;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the store that {@code AULA_OBJECT_STORE_URL} names. */
public final class ObjectStores {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private ObjectStores() {}

    /**
     * {@code file:///folder}, or {@code s3://bucketprefix?endpoint=https://host&region=eu-west-1} with the usual AWS
     * sources of credentials.
     */
    public static ObjectStore open(URI url) {
        return switch (String.valueOf(url.getScheme())) {
            case "file" -> new FolderObjectStore(Path.of(url.getPath()));
            case "s3" -> openS3(url);
            default -> throw new IllegalArgumentException("an object store is file:///… or s3://…, not " + url);
        };
    }

    public static ObjectStore folder(Path root) {
        return new FolderObjectStore(root);
    }

    private static ObjectStore openS3(URI url) {
        Map<String, String> options = options(url.getRawQuery());
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .region(Region.of(options.getOrDefault("region", "us-east-1")));
        String endpoint = options.get("endpoint");
        if (endpoint != null) {
            // Servers other than Amazon's rarely have a host name for each bucket.
            builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
        }
        return new S3ObjectStore(builder.build(), url.getAuthority());
    }

    private static Map<String, String> options(@Nullable String query) {
        if (query == null) {
            return Map.of();
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
