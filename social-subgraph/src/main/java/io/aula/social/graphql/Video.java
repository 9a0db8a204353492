package io.aula.social.graphql;

import io.aula.platform.id.VideoId;

/** A video as this subgraph knows one: an id that courses fills. */
public record Video(VideoId id) {}
