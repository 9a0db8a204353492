package io.aula.social.documents;

import org.jspecify.annotations.Nullable;

/** An event inside the document it tells of, sealed under its final id, until the broker has confirmed it. */
public record PendingEvent(
        String id, String topic, String json, @Nullable String traceparent) {}
