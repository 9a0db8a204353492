package io.aula.identity.account;

/** In which form a picture is asked for; so the schema. */
public enum ImageFormat {
    AUTO("jpg", "image/jpeg"),
    AVIF("avif", "image/avif"),
    WEBP("webp", "image/webp"),
    JPEG("jpg", "image/jpeg");

    private final String extension;
    private final String type;

    ImageFormat(String extension, String type) {
        this.extension = extension;
        this.type = type;
    }

    String extension() {
        return extension;
    }

    String type() {
        return type;
    }
}
