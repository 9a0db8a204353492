package io.aula.transcoder.ladder;

/**
 * A sound track that can be decoded.
 *
 * @param stream tells it apart from the file's other streams
 * @param language as BCP 47, {@code und} where the file does not say
 * @param channels 0 where the file does not say
 * @param startNanos where it begins, counted from the beginning of the whole
 * @param endNanos where it ends, counted likewise
 * @param coveredNanos what all its pieces together say they last
 */
public record Sound(
        String stream,
        String language,
        boolean isDefault,
        int channels,
        long startNanos,
        long endNanos,
        long coveredNanos) {}
