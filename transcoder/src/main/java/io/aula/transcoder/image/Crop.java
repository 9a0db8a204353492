package io.aula.transcoder.image;

import io.aula.transcoder.image.Purpose.Part;

/** What a person chose of the upright picture, in fractions of its width and height. */
public record Crop(double x, double y, double width, double height) {

    public static final Crop WHOLE = new Crop(0, 0, 1, 1);

    public Crop {
        boolean isInside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001;
        if (!isInside) {
            throw new IllegalArgumentException("a crop outside of its picture");
        }
    }

    Part of(int pictureWidth, int pictureHeight) {
        int left = (int) Math.clamp(Math.round(x * pictureWidth), 0, pictureWidth - 1);
        int top = (int) Math.clamp(Math.round(y * pictureHeight), 0, pictureHeight - 1);
        return new Part(left, top, (int) Math.clamp(Math.round(width * pictureWidth), 1, pictureWidth - left), (int)
                Math.clamp(Math.round(height * pictureHeight), 1, pictureHeight - top));
    }
}
