package io.aula.social.graph;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a transaction may take, in whole seconds, before the server stops it.
 *
 * @param read a request's reads
 * @param write a request's writes
 * @param background what nobody waits for
 */
@ConfigurationProperties("aula.graph.deadlines")
record GraphSettings(Duration read, Duration write, Duration background) {
    GraphSettings {
        if (read.toSeconds() < 1 || write.toSeconds() < 1 || background.toSeconds() < 1) {
            throw new IllegalArgumentException("aula.graph.deadlines are at least 1 s each");
        }
    }
}
