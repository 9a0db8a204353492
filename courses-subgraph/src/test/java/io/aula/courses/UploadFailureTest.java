package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Uploads that go wrong: nothing is lost that had arrived, and whoever uploads is told what to do. */
class UploadFailureTest extends CoursesTestServer {
    private static final String UPLOADER = "usr_01TESTTEACHERUPLOADS000001";
    private static final int MEBIBYTE = 1 << 20;
    private static final String CHUNK = "application/offset+octet-stream";

    @Test
    void aBrowserThatLooksAtAnUploadIsToldInJsonToo() {
        Map<String, String> browser = Map.of("Accept", "text/html,application/xhtml+xml", "Accept-Language", "es");
        for (String id : List.of("upl_01NOSUCHUPLOAD00000000000", "%3Cscript%3E", "a/b", "")) {
            HttpResponse<byte[]> answer = tus("GET", id, UPLOADER, browser);
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(answer.statusCode()).as(id).isIn(404, 405);
            assertThat(header(answer, "content-type")).as(id).startsWith("application/json");
            assertThat(json.readTree(body).path("message").asString()).as(body).isNotEmpty();
            assertThat(body).doesNotContain("<", "Whitelabel", "Tomcat");
        }
        HttpResponse<byte[]> missing = tus("HEAD", "upl_01NOSUCHUPLOAD00000000000", UPLOADER, browser);
        assertThat(missing.statusCode()).isEqualTo(404);
        HttpResponse<byte[]> refused = tus("DELETE", "upl_01NOSUCHUPLOAD00000000000", UPLOADER, browser);
        assertThat(told(refused, "message")).isEqualTo("Esa subida no existe. Empieza otra.");
    }

    @Test
    void anUploadCutInTheMiddleOfAChunkGoesOnWithAtMostOneMebibyteLost() throws IOException {
        byte[] file = bytes(4 * MEBIBYTE);
        JsonNode upload = upload(file, Map.of("sha256", sha256(file)));
        String id = upload.path("id").asString();
        int sent = 2 * MEBIBYTE + 300_000;
        cutAfter(id, file, sent);

        eventually("what arrived", () -> offset(id) >= sent - MEBIBYTE);
        eventually("the rest", () -> {
            long kept = offset(id);
            assertThat(kept).isBetween((long) sent - MEBIBYTE, (long) sent);
            HttpResponse<byte[]> rest = patch(id, UPLOADER, kept, Arrays.copyOfRange(file, (int) kept, file.length));
            // The last of what had arrived may only now be written down; a client then asks for the offset again.
            if (rest.statusCode() != 204) {
                assertThat(told(rest, "code")).isEqualTo("WRONG_OFFSET");
            }
            return rest.statusCode() == 204;
        });
        String video = upload.at("/video/id").asString();
        assertThat(Files.readAllBytes(HOME.resolve("objects/uploads/u/" + video + "/source")))
                .isEqualTo(file);
        assertThat(topics(video)).hasSize(1);
    }

    /** Announces the whole rest of the file, sends a part of it and hangs up. */
    private void cutAfter(String id, byte[] file, int sent) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", at("/").getPort());
                OutputStream out = socket.getOutputStream()) {
            begin(out, id, file.length);
            out.write(file, 0, sent);
            out.flush();
        }
    }

    private static void begin(OutputStream out, String id, int length) throws IOException {
        out.write(("PATCH /uploads/" + id + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + UPLOADER
                        + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: " + CHUNK
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aRequestThatHangsGivesWayToTheNextOneAtOnceAndWritesNothingMore() throws IOException {
        byte[] file = bytes(4 * MEBIBYTE);
        JsonNode upload = upload(file, Map.of("sha256", sha256(file)));
        String id = upload.path("id").asString();
        try (Socket stale = new Socket("127.0.0.1", at("/").getPort())) {
            OutputStream out = stale.getOutputStream();
            begin(out, id, file.length);
            out.write(file, 0, MEBIBYTE + 300_000);
            out.flush();
            eventually("the first mebibyte", () -> offset(id) >= MEBIBYTE);

            long began = System.nanoTime();
            int kept = (int) offset(id);
            int half = 2 * MEBIBYTE;
            assertThat(patch(id, UPLOADER, kept, Arrays.copyOfRange(file, kept, half))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));

            // Whoever hung wakes up and goes on, with other bytes than the file has there.
            out.write(new byte[MEBIBYTE]);
            out.flush();
            stale.setSoTimeout(20_000);
            assertThat(new BufferedReader(new InputStreamReader(stale.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .contains("409");
            assertThat(offset(id)).isEqualTo(half);
            assertThat(patch(id, UPLOADER, half, Arrays.copyOfRange(file, half, file.length))
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(Files.readAllBytes(HOME.resolve(
                        "objects/uploads/u/" + upload.at("/video/id").asString() + "/source")))
                .isEqualTo(file);
    }

    @Test
    void aChunkWithAWrongChecksumDoesNotCountAndCanBeSentAgain() {
        byte[] file = bytes(1000);
        String id = upload(file, Map.of()).path("id").asString();
        HttpResponse<byte[]> damaged = chunk(id, file, "sha256 " + sum(bytes(999)));
        assertThat(damaged.statusCode()).isEqualTo(460);
        assertThat(told(damaged, "code")).isEqualTo("CHECKSUM_MISMATCH");
        assertThat(told(damaged, "message")).contains("Send it again");
        assertThat(offset(id)).isZero();
        assertThat(told(chunk(id, file, "crc32 AAAA"), "code")).isEqualTo("CHECKSUM_UNREADABLE");

        assertThat(chunk(id, file, "sha256 " + sum(file)).statusCode()).isEqualTo(204);
        assertThat(offset(id)).isEqualTo(1000);
    }

    @Test
    void aFileThatIsNotTheAnnouncedOneBeginsAgain() {
        byte[] file = bytes(1000);
        byte[] other = file.clone();
        other[500]++;
        JsonNode upload = upload(file, Map.of("sha256", sha256(file)));
        String id = upload.path("id").asString();
        HttpResponse<byte[]> refused = patch(id, UPLOADER, 0, other);
        assertThat(refused.statusCode()).isEqualTo(460);
        assertThat(told(refused, "code")).isEqualTo("FILE_MISMATCH");
        assertThat(offset(id)).isZero();
        assertThat(topics(upload.at("/video/id").asString())).isEmpty();

        assertThat(patch(id, UPLOADER, 0, file).statusCode()).isEqualTo(204);
        assertThat(topics(upload.at("/video/id").asString())).hasSize(1);
    }

    @Test
    void whatCannotBeTakenIsRefusedBeforeTheFirstByte() {
        JsonNode type = refused(Map.of("mimeType", "application/zip"));
        assertThat(type.path("code").asString()).isEqualTo("TYPE_NOT_ACCEPTED");
        assertThat(type.path("__typename").asString()).isEqualTo("UploadRejectedError");
        assertThat(type.path("message").asString()).contains("Upload it as MP4");
        assertThat(type.path("acceptedMimeTypes").toString()).contains("video/mp4");
        JsonNode size = refused(Map.of("bytes", String.valueOf(21L << 30)));
        assertThat(size.path("code").asString()).isEqualTo("TOO_LARGE");
        assertThat(size.path("message").asString()).contains("20 GB").contains("Split");
        assertThat(size.path("maxBytes").asString()).isEqualTo(String.valueOf(20L << 30));
        assertThat(refused(Map.of("bytes", "0")).path("code").asString()).isEqualTo("EMPTY_FILE");
        assertThat(refused(Map.of("sha256", "abc")).path("code").asString()).isEqualTo("SHA256_INVALID");
        assertThat(refused(Map.of("bytes", String.valueOf(19L << 30), "idempotencyKey", key()))
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aFileNameThatNobodySeesOrThatIsLongerThanAnyFileHasIsRefused() {
        for (String name : List.of("", " \u200b\u00a0", "\u202e", "a".repeat(256), "a".repeat(100_000))) {
            JsonNode error = refused(Map.of("filename", name));
            assertThat(error.path("code").asString()).isEqualTo("FILENAME_INVALID");
            assertThat(error.path("path").toString()).isEqualTo("[\"filename\"]");
            assertThat(as(
                                    UPLOADER,
                                    "mutation($i: CreateImageUploadInput!) { createImageUpload(input: $i) { userErrors { code } } }",
                                    Map.of(
                                            "i",
                                            Map.of(
                                                    "idempotencyKey",
                                                    key(),
                                                    "purpose",
                                                    "AVATAR",
                                                    "filename",
                                                    name,
                                                    "bytes",
                                                    "1000",
                                                    "mimeType",
                                                    "image/png")))
                            .at("/createImageUpload/userErrors/0/code")
                            .asString())
                    .isEqualTo("FILENAME_INVALID");
        }
        assertThat(refused(Map.of("filename", "a".repeat(251) + ".mp4")).isMissingNode())
                .isTrue();
    }

    @Test
    void theContainerDecidesAndNotWhatTheBrowserCallsIt() {
        for (String type : new String[] {
            "video/matroska",
            "video/x-m4v",
            "video/3gpp",
            "video/mp2t",
            "video/avi",
            "VIDEO/MP4",
            "video/webm;codecs=vp9,opus",
            "video/mp4; codecs=\"avc1\"",
            "audio/mpeg",
            "audio/x-wav",
            "audio/ogg; codecs=opus",
            "application/ogg",
            "text/vnd.trolltech.linguist",
            "",
            "application/octet-stream"
        }) {
            assertThat(refused(Map.of("mimeType", type)).isMissingNode())
                    .as(type)
                    .isTrue();
        }
        for (String type : new String[] {"application/zip", "application/pdf", "image/png", "text/html;video/mp4"}) {
            assertThat(refused(Map.of("mimeType", type)).path("code").asString())
                    .as(type)
                    .isEqualTo("TYPE_NOT_ACCEPTED");
        }
    }

    private JsonNode refused(Map<String, ?> input) {
        return createUpload("usr_01TESTTEACHERREFUSED000001", input).at("/userErrors/0");
    }

    @Test
    void aWrongRequestSaysWhatIsWrong() {
        byte[] file = bytes(1000);
        String id = upload(file, Map.of()).path("id").asString();
        HttpResponse<byte[]> ahead = patch(id, UPLOADER, 5, new byte[] {1});
        assertThat(ahead.statusCode()).isEqualTo(409);
        assertThat(header(ahead, "Upload-Offset")).isEqualTo("0");
        assertThat(told(ahead, "message")).contains("Go on from Upload-Offset");
        assertThat(patch(id, UPLOADER, 0, bytes(1001)).statusCode()).isEqualTo(413);
        assertThat(send(id, Map.of("Upload-Offset", "0", "Content-Type", "video/mp4"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(id, Map.of("Content-Type", CHUNK)).statusCode()).isEqualTo(400);
        assertThat(send(id, Map.of("Upload-Offset", "0", "Content-Type", CHUNK, "Tus-Resumable", "0.2.2"))
                        .statusCode())
                .isEqualTo(412);
        assertThat(offset(id)).isZero();
    }

    @Test
    void anUploadIsItsOwnersAloneAndEndsWhenItIsCancelled() {
        String id = upload(bytes(1000), Map.of()).path("id").asString();
        for (String verb : new String[] {"HEAD", "DELETE"}) {
            assertThat(tus(verb, id, OTHER_TEACHER, Map.of()).statusCode()).isEqualTo(404);
            assertThat(tus(verb, id, NOBODY, Map.of()).statusCode()).isEqualTo(401);
        }
        assertThat(patch(id, OTHER_TEACHER, 0, bytes(10)).statusCode()).isEqualTo(404);
        assertThat(tus("HEAD", "../../etc/passwd", UPLOADER, Map.of()).statusCode())
                .isIn(400, 404);

        assertThat(tus("DELETE", id, UPLOADER, Map.of()).statusCode()).isEqualTo(204);
        assertThat(tus("HEAD", id, UPLOADER, Map.of()).statusCode()).isEqualTo(410);
        assertThat(told(patch(id, UPLOADER, 0, bytes(10)), "message")).contains("Begin another one");
    }

    private JsonNode upload(byte[] file, Map<String, String> more) {
        Map<String, Object> input = new java.util.HashMap<>(Map.of("bytes", String.valueOf(file.length)));
        input.putAll(more);
        return createUpload(UPLOADER, input).path("upload");
    }

    private HttpResponse<byte[]> chunk(String id, byte[] bytes, String checksum) {
        return tus(
                "PATCH",
                id,
                UPLOADER,
                Map.of("Upload-Offset", "0", "Content-Type", CHUNK, "Upload-Checksum", checksum),
                BodyPublishers.ofByteArray(bytes));
    }

    private HttpResponse<byte[]> send(String id, Map<String, String> headers) {
        return tus("PATCH", id, UPLOADER, headers, BodyPublishers.ofByteArray(bytes(10)));
    }

    private long offset(String id) {
        return Long.parseLong(header(tus("HEAD", id, UPLOADER, Map.of()), "Upload-Offset"));
    }

    private String told(HttpResponse<byte[]> answer, String field) {
        return json.readTree(answer.body()).path(field).asString();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static String sum(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
