package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A worker that makes pictures, played by the test. */
abstract class PictureTestServer extends CoursesTestServer {
    static final byte[] FILE = "any bytes: what they are the worker finds out".getBytes(StandardCharsets.UTF_8);

    final Promises promises = new Promises();

    String sent(String user, String purpose) {
        JsonNode upload = announce(user, Map.of("purpose", purpose)).path("upload");
        String id = upload.path("id").asString();
        assertThat(patch(id, user, 0, FILE).statusCode()).isEqualTo(204);
        return id;
    }

    JsonNode announce(String user, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "idempotencyKey",
                key(),
                "purpose",
                "COVER",
                "filename",
                "foto.jpg",
                "bytes",
                String.valueOf(FILE.length),
                "mimeType",
                "image/jpeg"));
        input.putAll(more);
        return as(
                        user,
                        "mutation($i: CreateImageUploadInput!) { createImageUpload(input: $i) { upload { id image { state } } userErrors { code message } } }",
                        Map.of("i", input))
                .path("createImageUpload");
    }

    /** As a worker does that makes what it is asked for. */
    String work(String upload) {
        return work(orderOf(upload));
    }

    String work(JsonNode order) {
        String image = order.at("/data/imageId").asString();
        long fence = claim(image, false).path("fence").asLong();
        Path folder = HOME.resolve("objects/media/" + order.at("/data/prefix").asString() + fence);
        try {
            Files.createDirectories(folder);
            for (int width : new int[] {160, 320, 640, 960, 1280}) {
                for (String format : List.of(".jpg", ".webp", ".avif")) {
                    Files.write(folder.resolve(width + format), FILE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell("image.made", image, fence);
        return image;
    }

    /** Orders that other tests made lie in the queue too. */
    JsonNode orderOf(String upload) {
        return orderOfImage(
                sql.queryForObject("select image_id from courses.upload where id = ?", String.class, upload));
    }

    JsonNode orderOfImage(String image) {
        while (true) {
            Message message = rabbit.receive("media.images", 20_000);
            assertThat(message).as("an order for a worker").isNotNull();
            JsonNode order = json.readTree(message.getBody());
            if (order.path("subject").asString().equals(image)) {
                assertThat(promises.broken("image.uploaded", order.toString())).isEmpty();
                return order;
            }
        }
    }

    JsonNode claim(String image, boolean isRedelivered) {
        ObjectNode question = promises.example("media.claim");
        question.put("jobId", image).put("redelivered", isRedelivered);
        Message reply = rabbit.sendAndReceive(
                "",
                "courses.image-claims",
                MessageBuilder.withBody(json.writeValueAsBytes(question)).build());
        assertThat(reply).as("an answer to the claim").isNotNull();
        String text = new String(reply.getBody(), StandardCharsets.UTF_8);
        assertThat(promises.broken("media.claim-reply", text)).isEmpty();
        return json.readTree(text);
    }

    void tell(String type, String image, long fence) {
        tell(type, image, fence, data -> {});
    }

    void tell(String type, String image, long fence, Consumer<ObjectNode> more) {
        ObjectNode event = promises.example(type);
        event.put("id", "evt_" + key()).put("subject", image);
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("imageId", image).put("fence", fence);
        more.accept(data);
        rabbit.send(
                "aula.events",
                type,
                MessageBuilder.withBody(json.writeValueAsBytes(event)).build());
    }
}
