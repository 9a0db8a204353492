package io.aula.transcoder.pipeline;

import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;

/** The protocol between the two processes: one JSON object a line. */
public final class EventLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;

    EventLines(PrintStream out) {
        this.out = out;
    }

    synchronized void say(ChildEvent event) {
        out.println(JSON.writerFor(ChildEvent.class).writeValueAsString(event));
        out.flush();
    }

    public static ChildEvent read(String line) {
        return JSON.readValue(line, ChildEvent.class);
    }

    public static String write(ChildRequest request) {
        return JSON.writeValueAsString(request);
    }

    static ChildRequest readRequest(String line) {
        return JSON.readValue(line, ChildRequest.class);
    }
}
