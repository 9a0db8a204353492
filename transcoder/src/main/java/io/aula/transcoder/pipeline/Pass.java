package io.aula.transcoder.pipeline;

/** The runs through a source, in this order: after FIRST the lesson can be watched. */
public enum Pass {
    AUDIO,
    FIRST,
    REST
}
