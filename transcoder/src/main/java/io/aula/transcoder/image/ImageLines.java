package io.aula.transcoder.image;

import tools.jackson.databind.json.JsonMapper;

/** The protocol with the child that makes pictures: a request, and an answer. */
public final class ImageLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ImageLines() {}

    public static String write(ImageRequest request) {
        return JSON.writeValueAsString(request);
    }

    public static ImageEvent event(String line) {
        return JSON.readValue(line, ImageEvent.class);
    }

    static ImageRequest request(String line) {
        return JSON.readValue(line, ImageRequest.class);
    }

    static String write(ImageEvent event) {
        return JSON.writerFor(ImageEvent.class).writeValueAsString(event);
    }
}
