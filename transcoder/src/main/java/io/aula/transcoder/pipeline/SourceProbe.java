package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.SourceProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.gstreamer.Bus;
import org.freedesktop.gstreamer.Caps;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.ElementFactory;
import org.freedesktop.gstreamer.Format;
import org.freedesktop.gstreamer.Gst;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.PadProbeType;
import org.freedesktop.gstreamer.Pipeline;
import org.freedesktop.gstreamer.State;
import org.freedesktop.gstreamer.Structure;
import org.freedesktop.gstreamer.TagList;
import org.freedesktop.gstreamer.elements.DecodeBin;
import org.freedesktop.gstreamer.event.TagEvent;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a source without decoding anything: decodebin stops at elementary streams. It is decodebin and not parsebin
 * because only the former says reliably when it has shown all pads.
 */
final class SourceProbe {

    private static final int PATIENCE_SECONDS = 60;
    private static final int PREROLL_SECONDS = 2;

    private final List<Pad> pads = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable MediaFailure> failure = new AtomicReference<>();
    private final AtomicReference<String> orientation = new AtomicReference<>("");
    private final CountDownLatch done = new CountDownLatch(1);
    private final Pad.PROBE tags = (pad, info) -> {
        if (info.getEvent() instanceof TagEvent event) {
            readOrientation(event.getTagList());
        }
        return PadProbeReturn.OK;
    };

    SourceProfile probe(Path source) throws MediaFailure, InterruptedException {
        Pipeline pipeline = (Pipeline) Gst.parseLaunch("filesrc name=source ! decodebin name=decode");
        pipeline.getElementByName("source").set("location", source.toString());
        DecodeBin decode = (DecodeBin) pipeline.getElementByName("decode");
        // Callbacks are kept in variables: the native side holds them weakly.
        DecodeBin.AUTOPLUG_CONTINUE gate = (element, pad, caps) -> !CapsGate.isElementary(caps)
                && (CapsGate.mayBePlugged(caps, "video/") || CapsGate.mayBePlugged(caps, "audio/"));
        Element.PAD_ADDED added = (element, pad) -> drain(pipeline, pad);
        Element.NO_MORE_PADS complete = element -> done.countDown();
        Bus.ERROR error = (from, code, message) -> {
            failure.compareAndSet(null, MediaFailure.ofPipeline(from.getName(), message));
            done.countDown();
        };
        Bus bus = pipeline.getBus();
        decode.connect(gate);
        decode.connect(added);
        decode.connect(complete);
        bus.connect(error);
        try {
            pipeline.setState(State.PAUSED);
            return await(pipeline);
        } finally {
            pipeline.setState(State.NULL);
            bus.dispose();
            pipeline.dispose();
        }
    }

    private SourceProfile await(Pipeline pipeline) throws MediaFailure, InterruptedException {
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            // So does a file show itself that was cut before its index.
            throw new MediaFailure(FailureCode.CORRUPT_FILE, "no streams were found; the file may be incomplete");
        }
        MediaFailure failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        long duration = pipeline.queryDuration(Format.TIME);
        pipeline.getState(PREROLL_SECONDS, TimeUnit.SECONDS); // tags precede the first buffer
        return profile(Math.max(0, duration / 1_000_000));
    }

    private void drain(Pipeline pipeline, Pad pad) {
        pads.add(pad);
        if (pads.size() > 64) {
            return;
        }
        Element queue = ElementFactory.make("queue", null);
        Element sink = ElementFactory.make("fakesink", null);
        sink.set("sync", false);
        pipeline.addMany(queue, sink);
        queue.link(sink);
        sink.syncStateWithParent();
        queue.syncStateWithParent();
        pad.addProbe(PadProbeType.EVENT_DOWNSTREAM, tags);
        pad.link(queue.getStaticPad("sink"));
    }

    private void readOrientation(TagList list) {
        if (list.getValueCount("image-orientation") > 0) {
            orientation.set(list.getString("image-orientation", 0));
        }
    }

    private SourceProfile profile(long durationMs) {
        Structure video = null;
        boolean hasAudio = false;
        for (Pad pad : pads) {
            Caps caps = pad.getCurrentCaps();
            if (caps == null) {
                continue;
            }
            Structure structure = caps.getStructure(0);
            if (video == null && CapsGate.isMovingPicture(structure)) {
                video = structure;
            }
            hasAudio |= structure.getName().startsWith("audio/");
        }
        return video == null
                ? new SourceProfile(false, hasAudio, 0, 0, 0, durationMs, pads.size(), false)
                : profile(video, hasAudio, durationMs);
    }

    private SourceProfile profile(Structure video, boolean hasAudio, long durationMs) {
        int width = integer(video, "width");
        int height = integer(video, "height");
        if (video.hasField("pixel-aspect-ratio")) {
            var aspect = video.getFraction("pixel-aspect-ratio");
            width = (int) Math.round(width * (double) aspect.getNumerator() / Math.max(1, aspect.getDenominator()));
        }
        boolean isTurned = orientation.get().contains("90") || orientation.get().contains("270");
        return new SourceProfile(
                true,
                hasAudio,
                isTurned ? height : width,
                isTurned ? width : height,
                framesPerSecond(video),
                durationMs,
                pads.size(),
                isHdr(video));
    }

    private static double framesPerSecond(Structure video) {
        if (!video.hasField("framerate")) {
            return 0;
        }
        var rate = video.getFraction("framerate");
        return rate.getDenominator() > 0 ? rate.getNumerator() / (double) rate.getDenominator() : 0;
    }

    private static boolean isHdr(Structure video) {
        String colorimetry = video.hasField("colorimetry") ? video.getString("colorimetry") : null;
        return colorimetry != null && (colorimetry.contains("2100") || colorimetry.matches(".*:(14|16|18)(:.*)?"));
    }

    private static int integer(Structure structure, String field) {
        return structure.hasField(field) && structure.getValue(field) instanceof Integer value ? value : 0;
    }
}
