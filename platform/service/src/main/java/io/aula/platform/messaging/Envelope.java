package io.aula.platform.messaging;

import io.aula.platform.id.Ids;
import io.aula.platform.telemetry.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the CloudEvents envelope of every message. */
public final class Envelope {
    private final JsonMapper json;
    private final String source;
    private final Clock clock;

    public Envelope(JsonMapper json, String source, Clock clock) {
        this.json = json;
        this.source = source;
        this.clock = clock;
    }

    /** An event's id and its JSON text. */
    public record Sealed(String id, String json) {}

    public Sealed seal(String type, String subject, long version, Map<String, ?> data) {
        return seal(new Draft(type, subject, version, Optional.empty(), data));
    }

    public Sealed seal(Draft draft) {
        String id = Ids.next("evt");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", source);
        event.put("type", draft.type());
        event.put("subject", draft.subject());
        event.put("time", Instant.now(clock).toString());
        event.put("version", draft.version());
        TraceContext.current().ifPresent(trace -> event.put("traceparent", trace));
        draft.workClass().ifPresent(workClass -> event.put("class", workClass));
        event.put("data", draft.data());
        return new Sealed(id, json.writeValueAsString(event));
    }

    /** Reads a message; {@link MalformedEventException} names what is missing. */
    public Event open(byte[] body) {
        JsonNode event;
        try {
            event = json.readTree(body);
        } catch (JacksonException e) {
            throw new MalformedEventException("not JSON: " + e.getOriginalMessage());
        }
        return new Event(
                text(event, "id"),
                text(event, "type"),
                text(event, "subject"),
                event.path("version").asLong(0),
                Instant.parse(text(event, "time")),
                Optional.ofNullable(event.path("traceparent").asString(null)),
                event.path("data"));
    }

    private static String text(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (!value.isString()) {
            throw new MalformedEventException("the field " + field + " is missing");
        }
        return value.asString();
    }
}
