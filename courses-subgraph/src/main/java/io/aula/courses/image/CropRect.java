package io.aula.courses.image;

/** What a person chose of the upright picture, in fractions of its width and height. */
public record CropRect(double x, double y, double width, double height) {
    private static final double ROUNDING = 0.001;

    /** Whether it lies in its picture. */
    public boolean isInside() {
        return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + ROUNDING && y + height <= 1 + ROUNDING;
    }
}
