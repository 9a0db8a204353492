package io.aula.transcoder.pipeline;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * How sharp a picture is: the variance of its Laplacian, which sees edges and nothing of even surfaces. What is out of focus,
 * moves, or fades into something else has soft edges and a small variance.
 *
 * <p>The measure is that of J. L. Pech-Pacheco, G. Cristóbal, J. Chamorro-Martínez and J. Fernández-Valdivia, <i>Diatom
 * autofocusing in brightfield microscopy: a comparative study</i>, ICPR 2000, vol. 3, pp. 314–317; LAP4 in S. Pertuz, D. Puig and
 * M. A. García, <i>Analysis of focus measure operators for shape-from-focus</i>, Pattern Recognition 46 (2013), pp. 1415–1432.
 *
 * <pre>
 *      0 -1  0
 *     -1  4 -1    over the luma of every second pixel of every second row, odd and even ones by turns
 *      0 -1  0
 * </pre>
 */
final class Sharpness {

    private static final int STEP = 2;

    private Sharpness() {}

    static double of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = pixels(picture);
        long sum = 0;
        long squares = 0;
        int count = 0;
        for (int y = 1; y < height - 1; y += STEP) {
            for (int at = y * width + 1 + (y / STEP & 1); at < (y + 1) * width - 1; at += STEP) {
                int edge = edge(pixels, at, width);
                sum += edge;
                squares += edge * edge;
                count++;
            }
        }
        return variance(sum, squares, count);
    }

    /** Of the luma, which is a sum of the channels: so each of these has its own edge, and they are weighed once. */
    private static int edge(int[] pixels, int at, int width) {
        int here = pixels[at];
        int left = pixels[at - 1];
        int right = pixels[at + 1];
        int above = pixels[at - width];
        int below = pixels[at + width];
        int red = 4 * (here >> 16 & 255)
                - (left >> 16 & 255)
                - (right >> 16 & 255)
                - (above >> 16 & 255)
                - (below >> 16 & 255);
        int green = 4 * (here >> 8 & 255)
                - (left >> 8 & 255)
                - (right >> 8 & 255)
                - (above >> 8 & 255)
                - (below >> 8 & 255);
        int blue = 4 * (here & 255) - (left & 255) - (right & 255) - (above & 255) - (below & 255);
        return luma(red, green, blue);
    }

    /** The variance of its luma: black and white pictures have none, and fades little. */
    static double contrast(BufferedImage picture) {
        double sum = 0;
        double squares = 0;
        int[] pixels = pixels(picture);
        for (int pixel : pixels) {
            int luma = luma(pixel);
            sum += luma;
            squares += (double) luma * luma;
        }
        return variance(sum, squares, pixels.length);
    }

    /** The mean difference of the luma of two pictures of one size; 0 when they are the same. */
    static double difference(BufferedImage one, BufferedImage other) {
        int[] ones = pixels(one);
        int[] others = pixels(other);
        long sum = 0;
        for (int i = 0; i < ones.length; i++) {
            sum += Math.abs(luma(ones[i]) - luma(others[i]));
        }
        return sum / (double) ones.length;
    }

    private static double variance(double sum, double squares, int count) {
        double mean = sum / Math.max(1, count);
        return squares / Math.max(1, count) - mean * mean;
    }

    /** By thousandths of ITU-R BT.601, in whole numbers. */
    private static int luma(int pixel) {
        return luma(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255);
    }

    private static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue) / 1000;
    }

    private static int[] pixels(BufferedImage picture) {
        // What was read from a file holds bytes.
        return picture.getRaster().getDataBuffer() instanceof DataBufferInt ints
                ? ints.getData()
                : picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
