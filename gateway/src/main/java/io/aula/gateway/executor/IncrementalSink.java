package io.aula.gateway.executor;

/** Takes an answer that comes in parts; the first has {@code data} and {@code errors} as any answer. */
public interface IncrementalSink {

    void part(JsonBuffer json, boolean last);
}
