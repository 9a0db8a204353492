package io.aula.transcoder.speech;

import tools.jackson.databind.json.JsonMapper;

/** The protocol with the child that hears: one JSON object a line. */
public final class SpeechLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SpeechLines() {}

    public static SpeechEvent event(String line) {
        return JSON.readValue(line, SpeechEvent.class);
    }

    static String write(SpeechEvent event) {
        return JSON.writerFor(SpeechEvent.class).writeValueAsString(event);
    }

    static SpeechRequest request(String line) {
        return JSON.readValue(line, SpeechRequest.class);
    }

    public static String write(SpeechRequest request) {
        return JSON.writeValueAsString(request);
    }
}
