package io.aula.devstack.service;

import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A release of MongoDB's own, fetched once. Its sum is compared with the one that is published beside it, and nothing of it stands
 * in its place before it is whole.
 *
 * @param releases the folder that they lie in
 * @param reach how long the server may take to answer at all; the first question is of a few bytes
 */
record MongoDownload(URI releases, Duration reach) {
    private static final Duration WHOLE = Duration.ofMinutes(5);
    private static final Duration UNPACKED = Duration.ofMinutes(2);

    /** Throws {@link IOException} when it cannot be had, is damaged or is no release. */
    Path into(Path folder, String release) throws IOException {
        Path parts = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "part");
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(reach)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            String sum = sum(http, release);
            Path archive = parts.resolve("release.tgz");
            if (!fetch(http, release, archive).equals(sum)) {
                throw new IOException("the file is damaged");
            }
            unpack(archive, parts);
            Files.createDirectories(folder);
            return Files.move(parts.resolve("mongod"), folder.resolve("mongod"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            io.aula.devstack.Home.delete(parts);
        }
    }

    private String sum(HttpClient http, String release) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(releases.resolve(release + ".tgz.sha256"))
                .timeout(reach)
                .build();
        HttpResponse<String> answer = send(http, request, HttpResponse.BodyHandlers.ofString());
        return answer.body().strip().split("\\s+", 2)[0];
    }

    private String fetch(HttpClient http, String release, Path archive) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(releases.resolve(release + ".tgz"))
                .timeout(WHOLE)
                .build();
        send(http, request, HttpResponse.BodyHandlers.ofFile(archive));
        try (InputStream read = new DigestInputStream(Files.newInputStream(archive), sha256())) {
            read.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) read).getMessageDigest().digest());
        }
    }

    private static <T> HttpResponse<T> send(HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            HttpResponse<T> answer = http.send(request, handler);
            if (answer.statusCode() != 200) {
                throw new IOException(request.uri() + " answers " + answer.statusCode());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The one file that is needed, whatever the archive's own folder is called. */
    private static void unpack(Path archive, Path to) throws IOException {
        Process tar = new ProcessBuilder(
                        "tar",
                        "-xzf",
                        archive.toString(),
                        "-C",
                        to.toString(),
                        "--strip-components=2",
                        "--wildcards",
                        "*/bin/mongod")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!tar.waitFor(UNPACKED.toSeconds(), TimeUnit.SECONDS) || tar.exitValue() != 0) {
                tar.destroyForcibly();
                throw new IOException("the file holds no mongod");
            }
        } catch (InterruptedException e) {
            tar.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new SetupFailure("this Java has no SHA-256", e);
        }
    }
}
