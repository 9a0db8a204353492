package io.aula.platform.messaging;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A fact that another service told (CloudEvents 1.0, structured JSON).
 *
 * @param version of the subject; an event older than what is already known changes nothing
 */
public record Event(
        String id,
        String type,
        String subject,
        long version,
        Instant time,
        Optional<String> traceparent,
        JsonNode data) {}
