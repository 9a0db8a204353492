package io.aula.transcoder.image;

import java.awt.image.BufferedImage;

/**
 * A picture in about thirty characters, to be shown blurred while it loads: the lowest frequencies of a cosine transform in linear
 * light, written in base 83. The algorithm and its text form are those of blurha.sh, "Algorithm.md".
 */
final class BlurHash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final int ACROSS = 4;
    private static final int DOWN = 3;
    private static final int CHANNELS = 3;
    private static final int STEPS = 19;

    private BlurHash() {}

    static String of(BufferedImage picture) {
        double[][] factors = new double[ACROSS * DOWN][];
        for (int j = 0; j < DOWN; j++) {
            for (int i = 0; i < ACROSS; i++) {
                factors[j * ACROSS + i] = factor(picture, i, j);
            }
        }
        double largest = 0;
        for (int i = 1; i < factors.length; i++) {
            for (double channel : factors[i]) {
                largest = Math.max(largest, Math.abs(channel));
            }
        }
        int scale = (int) Math.clamp(Math.floor(largest * 166 - 0.5), 0, 82);
        StringBuilder text = new StringBuilder();
        append(text, ACROSS - 1 + (DOWN - 1) * 9, 1);
        append(text, scale, 1);
        append(text, rgb(factors[0]), 4);
        for (int i = 1; i < factors.length; i++) {
            append(text, steps(factors[i], (scale + 1) / 166.0), 2);
        }
        return text.toString();
    }

    /** The mean in linear light, as eyes see it. */
    static String color(BufferedImage picture) {
        return "#%06x".formatted(rgb(factor(picture, 0, 0)));
    }

    private static double[] factor(BufferedImage picture, int i, int j) {
        double[] sums = new double[CHANNELS];
        int width = picture.getWidth();
        int height = picture.getHeight();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double basis = Math.cos(Math.PI * i * x / width) * Math.cos(Math.PI * j * y / height);
                int pixel = picture.getRGB(x, y);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sums[channel] += basis * linear(pixel >> 8 * (2 - channel) & 255);
                }
            }
        }
        double norm = (i == 0 && j == 0 ? 1.0 : 2.0) / (width * height);
        for (int channel = 0; channel < CHANNELS; channel++) {
            sums[channel] *= norm;
        }
        return sums;
    }

    private static int rgb(double[] linear) {
        return encoded(linear[0]) << 16 | encoded(linear[1]) << 8 | encoded(linear[2]);
    }

    private static int steps(double[] factor, double largest) {
        int value = 0;
        for (double channel : factor) {
            double share = channel / largest;
            double root = Math.copySign(Math.sqrt(Math.abs(share)), share);
            value = value * STEPS + (int) Math.clamp(Math.floor(root * 9 + 9.5), 0, STEPS - 1);
        }
        return value;
    }

    private static void append(StringBuilder text, int value, int digits) {
        int divisor = (int) Math.pow(83, digits - 1);
        for (int left = divisor; left > 0; left /= 83) {
            text.append(DIGITS.charAt(value / left % 83));
        }
    }

    /** IEC 61966-2-1, from sRGB to linear light. */
    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static int encoded(double linear) {
        double v = Math.clamp(linear, 0, 1);
        double shown = v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
        return (int) Math.round(shown * 255);
    }
}
