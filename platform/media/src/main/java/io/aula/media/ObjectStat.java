package io.aula.media;

import java.time.Instant;

/** What a store knows of an object without reading it. */
public record ObjectStat(long bytes, Instant modifiedAt, String contentType, String etag) {}
