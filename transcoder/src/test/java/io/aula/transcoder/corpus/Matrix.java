package io.aula.transcoder.corpus;

/** Between red, green and blue and the planes of a picture, by the weights of ITU-R BT.601 and BT.709, section 3. */
enum Matrix {
    BT_601(0.299, 0.114),
    BT_709(0.2126, 0.0722);

    private final double red;
    private final double blue;

    Matrix(double red, double blue) {
        this.red = red;
        this.blue = blue;
    }

    /** Brightness and the two differences of a colour, in the narrow range or in all of 0 to 255. */
    int[] planes(int r, int g, int b, boolean isNarrow) {
        double light = red * r + (1 - red - blue) * g + blue * b;
        double ofBlue = (b - light) / (2 - 2 * blue);
        double ofRed = (r - light) / (2 - 2 * red);
        double light8 = isNarrow ? 16 + light * 219 / 255 : light;
        double scale = isNarrow ? 224 / 255.0 : 1;
        return new int[] {
            (int) Math.round(light8), (int) Math.round(128 + ofBlue * scale), (int) Math.round(128 + ofRed * scale)
        };
    }

    /** The colour that planes of the narrow range stand for. */
    int[] seen(int light8, int ofBlue8, int ofRed8) {
        double light = (light8 - 16) * 255 / 219.0;
        double r = light + (ofRed8 - 128) * 255 / 224.0 * (2 - 2 * red);
        double b = light + (ofBlue8 - 128) * 255 / 224.0 * (2 - 2 * blue);
        double g = (light - red * r - blue * b) / (1 - red - blue);
        return new int[] {(int) Math.round(r), (int) Math.round(g), (int) Math.round(b)};
    }
}
