package io.aula.courses.captions;

import java.time.Instant;

/** What a track was, or what was heard beside it. */
public record CaptionVersion(int revision, Origin origin, int cueCount, Instant at) {}
