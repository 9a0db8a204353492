package io.aula.transcoder.pipeline;

import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.BufferFlags;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;

/** What the decoder really gave: where it has holes, and how long all of it lasts. */
final class Decoded {

    private final Gaps gaps = new Gaps();
    private long covered;
    private long corrupted;
    private long count;

    // The native side holds callbacks weakly.
    private final Pad.PROBE onBuffer = (pad, info) -> {
        Buffer buffer = info.getBuffer();
        if (buffer != null && buffer.getPresentationTimestamp() >= 0) {
            take(buffer);
        }
        return PadProbeReturn.OK;
    };

    Pad.PROBE onBuffer() {
        return onBuffer;
    }

    synchronized long gapNanos() {
        return gaps.sumNanos();
    }

    synchronized long coveredNanos() {
        return covered;
    }

    synchronized long count() {
        return count;
    }

    synchronized long corrupted() {
        return corrupted;
    }

    private synchronized void take(Buffer buffer) {
        long lasts = Math.max(0, buffer.getDuration());
        gaps.see(buffer.getPresentationTimestamp(), lasts);
        covered += lasts;
        count++;
        if (buffer.getFlags().contains(BufferFlags.CORRUPTED)) {
            corrupted++;
        }
    }
}
