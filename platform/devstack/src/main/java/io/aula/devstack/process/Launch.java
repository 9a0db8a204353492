package io.aula.devstack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How to start one process and how to ask it to stop. */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        Signal stop,
        Duration patience) {

    /** What a server takes as "finish what you are doing and go". */
    public enum Signal {
        TERM,
        /** PostgreSQL's fast shutdown; on TERM it would wait for its clients. */
        INT
    }

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
