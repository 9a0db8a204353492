package io.aula.devstack.demo;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The recorded lesson: made once by {@code demo/make-demo-video}, then uploaded through tus like anybody's. */
record Lecture(Path script, Path file) {

    private static final Duration MAKING = Duration.ofMinutes(4);
    private static final Duration PROCESSING = Duration.ofMinutes(6);
    private static final int CHUNK = 4 * 1024 * 1024;

    void make(Path log) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Process making = new ProcessBuilder(script.toString(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!making.waitFor(MAKING.toSeconds(), TimeUnit.SECONDS)) {
                making.destroy();
                throw new SetupFailure(
                        "demo: the video took longer than " + MAKING.toMinutes() + " minutes; see " + log);
            }
            if (making.exitValue() != 0) {
                throw new SetupFailure("demo: the video could not be made; see " + log);
            }
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot run " + script, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("demo: interrupted", e);
        }
    }

    /** Returns the video's id once its bytes are all there. */
    String upload(Person teacher, String lessonId) {
        JsonNode upload = teacher.change(
                """
                mutation ($input: CreateVideoUploadInput!) {
                  createVideoUpload(input: $input) { upload { tusUrl video { id } } userErrors { code message path } }
                }""",
                Map.of(
                        "input",
                        Map.of(
                                "idempotencyKey",
                                "demo-video-" + lessonId,
                                "filename",
                                "indices.mp4",
                                "bytes",
                                String.valueOf(size()),
                                "mimeType",
                                "video/mp4",
                                "lessonId",
                                lessonId,
                                "spokenLocale",
                                "es")),
                "upload");
        String video = upload.path("video").path("id").asString();
        if (upload.path("tusUrl").isNull()) {
            return video; // an earlier run has sent all of it
        }
        URI resource = teacher.platform().resolve(upload.path("tusUrl").asString());
        long offset = offset(teacher, resource);
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.skipNBytes(offset);
            for (byte[] chunk = bytes.readNBytes(CHUNK); chunk.length > 0; chunk = bytes.readNBytes(CHUNK)) {
                send(teacher, resource, "PATCH", offset, chunk);
                offset += chunk.length;
            }
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot read " + file, e);
        }
        return video;
    }

    /** Waits until the video may be watched in every quality, telling each change of percent by tens. */
    void awaitReady(Person teacher, String videoId, Consumer<String> told) {
        int[] shown = {-1};
        boolean ready = Wait.until(PROCESSING, () -> {
            JsonNode video = teacher.ask(
                            "query ($id: ID!) { video(id: $id) { status processing { percent failure { code message } } } }",
                            Map.of("id", videoId))
                    .path("video");
            String status = video.path("status").asString();
            if (status.equals("FAILED")) {
                throw new SetupFailure(
                        "demo: the video failed: " + video.path("processing").path("failure"));
            }
            int tens = (int) video.path("processing").path("percent").asDouble(0) / 10;
            if (tens > shown[0]) {
                shown[0] = tens;
                told.accept("video " + tens * 10 + " %");
            }
            return status.equals("READY");
        });
        if (!ready) {
            throw new SetupFailure("demo: the video is still processing after " + PROCESSING.toMinutes()
                    + " minutes; bin/logs transcoder tells why");
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot read " + file, e);
        }
    }

    private static long offset(Person teacher, URI resource) {
        return send(teacher, resource, "HEAD", -1, new byte[0])
                .headers()
                .firstValueAsLong("upload-offset")
                .orElse(0);
    }

    private static HttpResponse<String> send(Person teacher, URI resource, String method, long offset, byte[] bytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(resource)
                .timeout(Duration.ofMinutes(1))
                .header("authorization", "Bearer " + teacher.token())
                .header("tus-resumable", "1.0.0");
        if (offset >= 0) {
            request.header("upload-offset", String.valueOf(offset))
                    .header("content-type", "application/offset+octet-stream");
        }
        try {
            HttpResponse<String> response = teacher.http()
                    .send(
                            request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new SetupFailure(
                        "demo: the upload was refused with " + response.statusCode() + " " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new SetupFailure("demo: the upload was cut; bin/up goes on where it stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("demo: interrupted", e);
        }
    }
}
