package io.aula.transcoder.worker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Request and reply over the broker: the one synchronous call a worker makes. A claim expires in the broker when nobody waits for its
 * answer any more: granted later, it would hold a job for nobody.
 */
final class ClaimClient {

    /** Of those who give jobs on videos. */
    static final String QUEUE = "courses.media-claims";

    private static final String REPLY_TO = "amq.rabbitmq.reply-to";
    private static final int WAIT_SECONDS = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Reply(String correlationId, byte[] body) {}

    private final Channel channel;
    private final String queue;
    private final String workerId;
    private final BlockingQueue<Reply> replies = new ArrayBlockingQueue<>(16);

    /** @param queue of those who give such jobs */
    ClaimClient(Connection connection, String queue, String workerId) throws IOException {
        this.channel = connection.createChannel();
        this.queue = queue;
        this.workerId = workerId;
        channel.basicConsume(
                REPLY_TO,
                true,
                (tag, delivery) -> replies.offer(
                        new Reply(String.valueOf(delivery.getProperties().getCorrelationId()), delivery.getBody())),
                tag -> {});
    }

    Claim claim(String jobId, boolean isRedelivered) throws IOException, InterruptedException {
        String id = UUID.randomUUID().toString();
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .correlationId(id)
                .replyTo(REPLY_TO)
                .contentType("application/json")
                .expiration(String.valueOf(WAIT_SECONDS * 1000))
                .build();
        byte[] body =
                JSON.writeValueAsBytes(Map.of("jobId", jobId, "workerId", workerId, "redelivered", isRedelivered));
        channel.basicPublish("", queue, properties, body);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (true) {
            Reply reply = replies.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (reply == null) {
                return new Claim.Later("courses did not answer");
            }
            if (reply.correlationId().equals(id)) {
                return read(JSON.readTree(reply.body()));
            }
        }
    }

    static Claim read(JsonNode reply) {
        String reason = reply.path("reason").asString("no reason");
        if (reply.path("granted").asBoolean(false)) {
            return new Claim.Granted(
                    reply.path("fence").asLong(),
                    reply.path("prefix").asString(""),
                    reply.path("tries").asInt(0));
        }
        boolean comesLater = reason.equals("LEASED") || reason.equals("POSTPONED");
        return comesLater ? new Claim.Later(reason) : new Claim.Refused(reason);
    }
}
