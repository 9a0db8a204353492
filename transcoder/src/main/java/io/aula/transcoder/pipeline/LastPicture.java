package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Picture;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.FlowReturn;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.PadProbeType;
import org.jspecify.annotations.Nullable;

/** Holds the last picture until the whole ends: of slides, which last longer than any other, or a title under a talk. */
final class LastPicture {

    /** Kept pictures cannot be changed in place, so they are kept near the end only. */
    private static final long KEPT_NANOS = 3_000_000_000L;

    private final Pad source;
    private final Pad sink;
    private final long nearEndNanos;
    private final long untilNanos;
    private final long frameNanos;
    private CoreCalls.@Nullable Kept last;
    private long lastNanos;

    // The native side holds callbacks weakly.
    private final Pad.PROBE onBuffer = (pad, info) -> {
        keep(info.getBuffer());
        return PadProbeReturn.OK;
    };
    private final Pad.PROBE onEvent = (pad, info) -> {
        if (CoreCalls.isEnd(info.getEvent())) {
            repeat();
        }
        return PadProbeReturn.OK;
    };

    /** @param source where pictures with running times pass */
    LastPicture(Pad source, Picture picture, long untilNanos, long frameNanos) {
        this.source = source;
        this.sink = source.getPeer();
        long lasts = picture.framesPerSecond() > 0 ? (long) (1e9 / picture.framesPerSecond()) : 0;
        this.nearEndNanos = picture.endNanos() - lasts - KEPT_NANOS;
        this.untilNanos = untilNanos;
        this.frameNanos = frameNanos;
    }

    void watch() {
        source.addProbe(PadProbeType.BUFFER, onBuffer);
        source.addProbe(PadProbeType.EVENT_DOWNSTREAM, onEvent);
    }

    private void keep(@Nullable Buffer buffer) {
        if (buffer == null || buffer.getPresentationTimestamp() < nearEndNanos) {
            return;
        }
        forget();
        lastNanos = buffer.getPresentationTimestamp();
        last = CoreCalls.keep(buffer);
    }

    private void repeat() {
        CoreCalls.Kept picture = last;
        if (picture == null) {
            return;
        }
        for (long at = lastNanos + frameNanos; at + frameNanos / 2 < untilNanos; at += frameNanos) {
            if (sink.chain(picture.at(at, frameNanos)) != FlowReturn.OK) {
                break;
            }
        }
        forget();
    }

    private void forget() {
        if (last != null) {
            last.close();
            last = null;
        }
    }
}
