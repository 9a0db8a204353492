package io.aula.transcoder.image;

/**
 * What the child is asked to make.
 *
 * @param source the file as it came
 * @param output a folder for {@code 640.jpg}, {@code 640.webp}, {@code 640.avif} and so on
 * @param background what shows through where the picture is transparent, as {@code #rrggbb}
 */
public record ImageRequest(String source, String output, Purpose purpose, Crop crop, String background) {

    public ImageRequest {
        if (!background.matches("#[0-9a-f]{6}")) {
            throw new IllegalArgumentException("not a colour: " + background);
        }
    }
}
