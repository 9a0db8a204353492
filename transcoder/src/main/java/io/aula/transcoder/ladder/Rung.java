package io.aula.transcoder.ladder;

/** One rendition: {@code lines} names it (its shorter side), as in 720p, also when the picture stands upright. */
public record Rung(int lines, int width, int height, int kbps) {

    public String name() {
        return "v" + lines;
    }

    /** H.264 main is enough for small pictures and plays on older phones. */
    public String profile() {
        return lines >= 720 ? "high" : "main";
    }
}
