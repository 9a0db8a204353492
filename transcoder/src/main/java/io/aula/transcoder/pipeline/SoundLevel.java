package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Sound;
import io.aula.transcoder.loudness.GainPlan;
import io.aula.transcoder.loudness.MeasuredSound;
import io.aula.transcoder.loudness.SoundMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.PadProbeType;
import org.freedesktop.gstreamer.controller.DirectControlBinding;
import org.freedesktop.gstreamer.controller.InterpolationControlSource;
import org.freedesktop.gstreamer.controller.InterpolationMode;

/**
 * Listens to a sound before it is encoded, where how loud it is decides on what is done to it: when all lessons of a course
 * are to be equally loud, and when channels are added up, which may be more than fits.
 */
final class SoundLevel {

    private static final int NEVER_TOO_MUCH = 2;

    private SoundLevel() {}

    static GainPlan plan(SourceFile source, Sound sound, long originNanos, boolean isLevelled)
            throws MediaFailure, IOException, InterruptedException {
        boolean isSum = sound.channels() == 0 || sound.channels() > NEVER_TOO_MUCH;
        if (isLevelled) {
            return GainPlan.levelled(measure(source, sound, originNanos));
        }
        return isSum ? GainPlan.unclipped(measure(source, sound, originNanos)) : GainPlan.NONE;
    }

    /** @return what must stay reachable as long as the run goes on */
    static Object set(GstRun run, GainPlan plan) {
        run.element("factor").set("amplification", (float) plan.factor());
        InterpolationControlSource shares = new InterpolationControlSource();
        if (!plan.turns().isEmpty()) {
            Element share = run.element("share");
            shares.setMode(InterpolationMode.LINEAR);
            shares.set(0, 1);
            plan.turns().forEach(turn -> shares.set(turn.nanos() + PassLaunch.LEAD_NANOS, turn.share()));
            share.addControlBinding(DirectControlBinding.createAbsolute(share, "volume", shares));
        }
        return shares;
    }

    private static MeasuredSound measure(SourceFile source, Sound sound, long originNanos)
            throws MediaFailure, IOException, InterruptedException {
        SoundMeter meter = new SoundMeter();
        AtomicLong position = new AtomicLong();
        Pad.PROBE onSound = (pad, info) -> {
            Buffer buffer = info.getBuffer();
            if (buffer != null) {
                position.set(buffer.getPresentationTimestamp());
                meter.waitUntil(buffer.getPresentationTimestamp());
                listen(meter, buffer);
            }
            return PadProbeReturn.OK;
        };
        try (GstRun run = new GstRun(PassLaunch.heardOnly(source.samplesOf(sound.stream())))) {
            run.decode(source, new GstRun.Wanted("audio/", sound.stream(), originNanos));
            run.element("progress").getStaticPad("src").addProbe(PadProbeType.BUFFER, onSound);
            run.start();
            run.await(positionMs -> {}, position::get);
            run.stop();
            java.lang.ref.Reference.reachabilityFence(onSound);
        }
        return meter.measured();
    }

    private static void listen(SoundMeter meter, Buffer buffer) {
        ByteBuffer bytes = buffer.map(false);
        if (bytes == null) {
            return;
        }
        try {
            meter.listen(bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
        } finally {
            buffer.unmap();
        }
    }
}
