package io.aula.transcoder.worker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Courses, as far as workers know it: grants claims under growing fences, believes only whoever holds the last one, and asks
 * for the words of what can be played.
 */
final class FencedCourses {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As in courses. */
    private static final int MOST_TRIES = 5;

    private final Channel channel;
    private final Map<String, Long> fenceOf = new HashMap<>();
    private final Map<String, JsonNode> endOf = new HashMap<>();
    private final Map<String, String> prefixOf = new HashMap<>();
    private final Map<String, String> speechOf = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();
    private final boolean asksForWords;
    private int late;

    FencedCourses(Connection connection, boolean asksForWords) throws IOException {
        this.asksForWords = asksForWords;
        this.channel = connection.createChannel();
        channel.basicConsume("courses.media-claims", true, (tag, claim) -> grant(claim), tag -> {});
        String queue = channel.queueDeclare().getQueue();
        for (String key : List.of(
                "media.step", "video.playable", "video.ready", "video.failed", "captions.ready", "captions.failed")) {
            channel.queueBind(queue, "aula.events", key);
        }
        channel.basicConsume(queue, true, (tag, event) -> hear(JSON.readTree(event.getBody())), tag -> {});
    }

    /** Twice is once too often, and must do no harm. */
    synchronized void ask(String videoId, String jobId, String sourceKey) throws IOException {
        fenceOf.putIfAbsent(jobId, 0L);
        publish("video.uploaded", """
                {"specversion":"1.0","type":"video.uploaded","class":"interactive","data":{"videoId":"%s","jobId":"%s",
                 "source":{"bucket":"uploads","key":"%s","bytes":1},"ladder":[{"h":90,"kbps":150},{"h":180,"kbps":500}]}}
                """.formatted(videoId, jobId, sourceKey));
    }

    /** Whatever its holder says from now on comes too late, as when its lease had run out. */
    synchronized boolean takeAway(String jobId) {
        if (endOf.containsKey(jobId) || fenceOf.getOrDefault(jobId, 0L) == 0) {
            return false;
        }
        fenceOf.merge(jobId, 1L, Long::sum);
        return true;
    }

    /** Whether somebody works, and on nothing that was begun so often that courses would give it up. */
    synchronized boolean canBearAKill() {
        List<Long> running = fenceOf.entrySet().stream()
                .filter(job -> job.getValue() > 0 && !endOf.containsKey(job.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return !running.isEmpty() && running.stream().allMatch(fence -> fence < MOST_TRIES);
    }

    synchronized Optional<JsonNode> end(String jobId) {
        return Optional.ofNullable(endOf.get(jobId));
    }

    synchronized boolean isPlayable(String videoId) {
        return prefixOf.containsKey(videoId);
    }

    synchronized int late() {
        return late;
    }

    /** Job, step and detail of each step that was done, in order. */
    synchronized List<String> done() {
        return List.copyOf(done);
    }

    /** The next job that comes to its end, at each step of it; null when none does for a while. */
    @Nullable
    String ending(Duration patience) throws InterruptedException {
        return endings.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void grant(Delivery claim) throws IOException {
        String jobId = JSON.readTree(claim.getBody()).path("jobId").asString();
        String reply = "{\"granted\":false,\"reason\":\"DONE\"}";
        if (!endOf.containsKey(jobId)) {
            reply = "{\"granted\":true,\"fence\":%d,\"doneSteps\":[],\"leaseSeconds\":30,\"prefix\":\"%s\"}"
                    .formatted(
                            fenceOf.merge(jobId, 1L, Long::sum),
                            prefixOf.getOrDefault(speechOf.getOrDefault(jobId, ""), ""));
        }
        channel.basicPublish(
                "",
                claim.getProperties().getReplyTo(),
                new AMQP.BasicProperties.Builder()
                        .correlationId(claim.getProperties().getCorrelationId())
                        .build(),
                reply.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void hear(JsonNode event) throws IOException {
        JsonNode data = event.path("data");
        String jobId = data.path("jobId").asString();
        if (!fenceOf.containsKey(jobId)) {
            return; // Of another test.
        }
        if (endOf.containsKey(jobId) || fenceOf.get(jobId) != data.path("fence").asLong()) {
            late++;
            return;
        }
        switch (event.path("type").asString()) {
            case "media.step" -> step(jobId, data);
            case "video.playable" -> playable(data);
            default -> endOf.put(jobId, event);
        }
        if ("video.ready".equals(event.path("type").asString())) {
            prefixOf.put(data.path("videoId").asString(), data.path("prefix").asString());
        }
    }

    private void step(String jobId, JsonNode data) {
        if (List.of("PACKAGE", "PUBLISH").contains(data.path("step").asString())) {
            endings.add(jobId);
        }
        if ("DONE".equals(data.path("status").asString(""))) {
            done.add("%s %s %s"
                    .formatted(
                            jobId,
                            data.path("step").asString(),
                            data.path("detail").asString("")));
        }
    }

    private void playable(JsonNode data) throws IOException {
        String videoId = data.path("videoId").asString();
        boolean isNew = prefixOf.put(videoId, data.path("prefix").asString()) == null;
        if (!isNew || !asksForWords) {
            return;
        }
        String jobId = speechJob(videoId);
        fenceOf.put(jobId, 0L);
        speechOf.put(jobId, videoId);
        publish("video.audio_ready", """
                {"specversion":"1.0","type":"video.audio_ready","class":"interactive","data":{"videoId":"%s","jobId":"%s",
                 "prefix":"%s","durationMs":%d,"spokenLocale":"en","words":[]}}
                """.formatted(
                        videoId,
                        jobId,
                        data.path("prefix").asString(),
                        data.path("durationMs").asLong()));
    }

    static String speechJob(String videoId) {
        return videoId.replaceFirst("vid_..", "job_WO");
    }

    private void publish(String type, String envelope) throws IOException {
        channel.basicPublish(
                "aula.events",
                type + ".interactive",
                new AMQP.BasicProperties.Builder().deliveryMode(2).build(),
                envelope.getBytes(StandardCharsets.UTF_8));
    }
}
