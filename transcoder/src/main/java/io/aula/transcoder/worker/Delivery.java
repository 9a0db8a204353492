package io.aula.transcoder.worker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import java.util.HashMap;
import java.util.Map;

/** A message this worker holds, and how often its job was tried before. */
record Delivery(String queue, GetResponse message) {

    private static final String ATTEMPT = "x-attempt";

    long tag() {
        return message.getEnvelope().getDeliveryTag();
    }

    int attempt() {
        Map<String, Object> headers = message.getProps().getHeaders();
        return headers != null && headers.get(ATTEMPT) instanceof Number number ? number.intValue() : 0;
    }

    /** Another worker held it, and its connection has ended. */
    boolean wasHeld() {
        return message.getEnvelope().isRedeliver();
    }

    AMQP.BasicProperties withAttempt(int attempt) {
        return with(ATTEMPT, attempt);
    }

    AMQP.BasicProperties with(String header, Object value) {
        Map<String, Object> headers = new HashMap<>();
        if (message.getProps().getHeaders() != null) {
            headers.putAll(message.getProps().getHeaders());
        }
        headers.put(header, value);
        return message.getProps().builder().headers(headers).deliveryMode(2).build();
    }
}
