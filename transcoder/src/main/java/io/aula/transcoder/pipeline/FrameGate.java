package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FrameRate;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;

/**
 * Where pictures of the constant rate pass on their way to the encoders. Those that an earlier run has encoded end here.
 * At fixed places, which a resumed run may begin at, encoders are told to begin anew: so they know nothing of what came
 * before, and a resumed run makes the same bytes as one that was never disturbed.
 */
final class FrameGate {

    /** Two minutes: long enough for the rate control to matter, short enough to make again. */
    static final int SEGMENTS_BETWEEN_RENEWALS = 30;

    static final String RENEWAL = "aula-encoders-begin-anew";

    private final FrameRate rate;
    private final long fromFrame;
    private final AtomicLong position = new AtomicLong();

    // The native side holds callbacks weakly.
    private final Pad.PROBE onPicture = (pad, info) -> pass(pad, info.getBuffer());

    FrameGate(FrameRate rate, int fromSegment) {
        this.rate = rate;
        this.fromFrame = (long) fromSegment * rate.framesPerSegment();
    }

    /** The segment that a run must begin with to give what an undisturbed one gives, when so many are finished. */
    static int resumable(int finished) {
        // The last finished segment is made again: the source may have ended with it.
        int known = Math.max(0, finished - 1);
        return known - known % SEGMENTS_BETWEEN_RENEWALS;
    }

    Pad.PROBE onPicture() {
        return onPicture;
    }

    long positionNanos() {
        return position.get();
    }

    private PadProbeReturn pass(Pad pad, @org.jspecify.annotations.Nullable Buffer buffer) {
        if (buffer == null) {
            return PadProbeReturn.OK;
        }
        long at = buffer.getPresentationTimestamp();
        position.set(at);
        long frame = Math.round(at / 1e9 * rate.perSecond());
        if (frame < fromFrame) {
            return PadProbeReturn.DROP;
        }
        if (frame > fromFrame && frame % ((long) rate.framesPerSegment() * SEGMENTS_BETWEEN_RENEWALS) == 0) {
            CoreCalls.mark(pad, RENEWAL);
        }
        return PadProbeReturn.OK;
    }
}
