package io.aula.courses.image;

/** What a person chose of the upright picture, in fractions of its width and height. */
public record CropRect(double x, double y, double width, double height) {
    private static final double ROUNDING = 0.001;
    /** Of any picture that is large enough to be taken this is some pixels; of less nothing would be left to show. */
    private static final double LEAST = 0.01;

    /** Whether it lies in its picture, and there is something in it. */
    public boolean isInside() {
        return x >= 0
                && y >= 0
                && width >= LEAST
                && height >= LEAST
                && x + width <= 1 + ROUNDING
                && y + height <= 1 + ROUNDING;
    }
}
