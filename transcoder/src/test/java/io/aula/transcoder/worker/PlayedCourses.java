package io.aula.transcoder.worker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.aula.media.ObjectRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Courses, as a worker sees it: it grants every claim, and hears what is told. */
final class PlayedCourses implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Connection connection;
    private final Channel channel;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final AtomicLong fences = new AtomicLong();
    private final AtomicInteger tries = new AtomicInteger();

    PlayedCourses(String broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.basicConsume("courses.media-claims", true, (tag, claim) -> grant(claim), tag -> {});
        Channel own = connection.createChannel();
        String queue = own.queueDeclare().getQueue();
        for (String key : List.of("media.step", "media.postponed", "video.playable", "video.ready", "video.failed")) {
            own.queueBind(queue, "aula.events", key);
        }
        own.basicConsume(queue, true, (tag, message) -> events.add(JSON.readTree(message.getBody())), tag -> {});
    }

    /** How often a job counts as tried, from now on. */
    void triedAlready(int count) {
        tries.set(count);
    }

    /** How many claims were granted. */
    long grants() {
        return fences.get();
    }

    void upload(String videoId, String jobId, ObjectRef source) throws IOException {
        String envelope = """
                {"specversion":"1.0","type":"video.uploaded","class":"interactive",
                 "data":{"videoId":"%s","jobId":"%s","source":{"bucket":"%s","key":"%s","sha256":"%s"}}}
                """.formatted(videoId, jobId, source.bucket(), source.key(), videoId);
        channel.basicPublish(
                "aula.events",
                "video.uploaded.interactive",
                new AMQP.BasicProperties.Builder().deliveryMode(2).build(),
                envelope.getBytes(StandardCharsets.UTF_8));
    }

    /** The next event of this type; whatever came before is dropped. */
    JsonNode await(String type) throws InterruptedException {
        List<JsonNode> before = new ArrayList<>();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < until) {
            JsonNode event = events.poll(1, TimeUnit.SECONDS);
            if (event != null && event.path("type").asString().equals(type)) {
                return event;
            }
            if (event != null) {
                before.add(event);
            }
        }
        throw new AssertionError("no " + type + "; saw " + before);
    }

    /** As somebody does who runs the platform. */
    void drop(String jobId) throws IOException {
        String event = new Promises().example("media.dropped").replaceAll("job_[0-9A-Z]+", jobId);
        channel.basicPublish("aula.events", "media.dropped", null, event.getBytes(StandardCharsets.UTF_8));
    }

    /** As a worker does that dies over it; waits until it is there. */
    void takeAndReturn(String queue) throws Exception {
        GetResponse taken = channel.basicGet(queue, false);
        for (int i = 0; taken == null && i < 50; i++) {
            Thread.sleep(100);
            taken = channel.basicGet(queue, false);
        }
        channel.basicNack(taken.getEnvelope().getDeliveryTag(), false, true);
    }

    /** The types of what is told until one of this type. */
    List<String> toldUntil(String type) throws InterruptedException {
        List<String> told = new ArrayList<>();
        for (JsonNode event = events.poll(60, TimeUnit.SECONDS);
                event != null;
                event = events.poll(60, TimeUnit.SECONDS)) {
            told.add(event.path("type").asString());
            if (told.getLast().equals(type)) {
                return told;
            }
        }
        throw new AssertionError("no " + type + "; saw " + told);
    }

    /** What was told and not yet waited for. */
    List<String> told() {
        List<JsonNode> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest.stream().map(event -> event.path("type").asString()).toList();
    }

    long waitingIn(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    void publish(String queue, String text) throws IOException {
        channel.basicPublish("", queue, null, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes it. */
    String causeOfFirstIn(String queue) throws IOException {
        return channel.basicGet(queue, true)
                .getProps()
                .getHeaders()
                .get("x-cause")
                .toString();
    }

    void empty(String queue) throws IOException {
        channel.queuePurge(queue);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private void grant(com.rabbitmq.client.Delivery claim) throws IOException {
        byte[] reply = "{\"granted\":true,\"fence\":%d,\"tries\":%d,\"doneSteps\":[],\"leaseSeconds\":30}"
                .formatted(fences.incrementAndGet(), tries.get())
                .getBytes(StandardCharsets.UTF_8);
        channel.basicPublish(
                "",
                claim.getProperties().getReplyTo(),
                new AMQP.BasicProperties.Builder()
                        .correlationId(claim.getProperties().getCorrelationId())
                        .build(),
                reply);
    }
}
