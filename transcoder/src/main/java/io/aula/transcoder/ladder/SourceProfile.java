package io.aula.transcoder.ladder;

/**
 * What the probe found. Width and height are as displayed: after rotation and with square pixels.
 *
 * @param durationMs what the container declares; 0 when it does not say
 * @param framesPerSecond 0 when unknown or variable
 */
public record SourceProfile(
        boolean hasVideo,
        boolean hasAudio,
        int width,
        int height,
        double framesPerSecond,
        long durationMs,
        int streams,
        boolean isHdr) {

    public SourceProfile withDuration(long measuredMs) {
        return new SourceProfile(hasVideo, hasAudio, width, height, framesPerSecond, measuredMs, streams, isHdr);
    }
}
