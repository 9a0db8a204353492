package io.aula.transcoder.ladder;

/**
 * The moving picture that will be encoded. Width and height are as displayed: after rotation and with square pixels.
 *
 * @param stream tells it apart from the file's other streams
 * @param framesPerSecond of most of it; 0 when unknown
 * @param gapNanos how long in all the file itself has no picture for the next moment, as slides do
 * @param endNanos where it ends, counted from the beginning of the whole
 */
public record Picture(
        String stream, int width, int height, double framesPerSecond, boolean isHdr, long gapNanos, long endNanos) {}
