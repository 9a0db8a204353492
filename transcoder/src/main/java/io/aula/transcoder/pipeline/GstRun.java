package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.gstreamer.Buffer;
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
import org.freedesktop.gstreamer.elements.DecodeBin;
import org.freedesktop.gstreamer.event.SeekEvent;
import org.freedesktop.gstreamer.event.SeekFlags;
import org.freedesktop.gstreamer.event.SeekType;
import org.jspecify.annotations.Nullable;

/** One pipeline from start to end of stream; the handle of everything native in a pass. */
final class GstRun implements AutoCloseable {

    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int TICK_MS = 250;

    /** Called a few times a second with the position in the source. */
    interface Ticker {
        void tick(long positionMs) throws IOException, MediaFailure;
    }

    private final Pipeline pipeline;
    private final Bus bus;
    private final String wanted;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch exposed = new CountDownLatch(1);
    private final AtomicReference<@Nullable MediaFailure> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Pad> entered = new AtomicReference<>();
    private final AtomicBoolean isLinked = new AtomicBoolean();
    private final AtomicLong position = new AtomicLong();

    // The native side holds callbacks weakly, so these fields keep them.
    private final DecodeBin.AUTOPLUG_CONTINUE gate;
    private final Element.PAD_ADDED added = (element, pad) -> link(pad);
    private final Element.NO_MORE_PADS complete = element -> exposed.countDown();
    private final Bus.ERROR error = (from, code, message) -> fail(MediaFailure.ofPipeline(from.getName(), message));
    private final Bus.EOS eos = from -> ended.countDown();
    private final Pad.PROBE hold = (pad, info) -> PadProbeReturn.OK;
    private final Pad.PROBE progress = (pad, info) -> {
        Buffer buffer = info.getBuffer();
        if (buffer != null) {
            position.set(buffer.getPresentationTimestamp());
        }
        return PadProbeReturn.OK;
    };

    /** @param wanted {@code video/} or {@code audio/}: the first stream of this kind is taken */
    GstRun(String launch, Path source, String wanted) {
        this.pipeline = (Pipeline) Gst.parseLaunch(launch);
        this.bus = pipeline.getBus();
        this.wanted = wanted;
        this.gate = (element, pad, caps) -> CapsGate.mayBePlugged(caps, wanted);
        pipeline.getElementByName("source").set("location", source.toString());
        DecodeBin decode = (DecodeBin) pipeline.getElementByName("decode");
        decode.connect(gate);
        decode.connect(added);
        decode.connect(complete);
        bus.connect(error);
        bus.connect(eos);
        pipeline.getElementByName("progress").getStaticPad("src").addProbe(PadProbeType.BUFFER, progress);
    }

    Element element(String name) {
        return pipeline.getElementByName(name);
    }

    /**
     * Starts the flow, from a later point if asked: the decoded stream is held back until decodebin has shown all pads,
     * then the source is sought, so that encoders and muxers never see what lies before.
     *
     * @return whether it starts where asked; if not, it starts at the beginning
     */
    boolean start(long fromNanos) throws MediaFailure, InterruptedException {
        pipeline.setState(State.PLAYING);
        if (!exposed.await(60, TimeUnit.SECONDS)) {
            throw new MediaFailure(FailureCode.CORRUPT_FILE, "no streams were found");
        }
        Pad pad = entered.get();
        if (pad == null) {
            throw failureOr(
                    new MediaFailure(FailureCode.UNSUPPORTED_CODEC, "no decoder for the " + wanted + " stream"));
        }
        boolean isThere = fromNanos == 0
                || pad.sendEvent(new SeekEvent(
                        1.0,
                        Format.TIME,
                        EnumSet.of(SeekFlags.FLUSH, SeekFlags.ACCURATE),
                        SeekType.SET,
                        fromNanos,
                        SeekType.NONE,
                        -1));
        pad.removeProbe(hold);
        return isThere;
    }

    void await(Ticker ticker) throws MediaFailure, InterruptedException, IOException {
        long last = -1;
        long moved = System.nanoTime();
        while (!ended.await(TICK_MS, TimeUnit.MILLISECONDS)) {
            long now = position.get();
            moved = now == last ? moved : System.nanoTime();
            last = now;
            if (System.nanoTime() - moved > STALLED_NANOS) {
                throw new MediaFailure(FailureCode.TIMEOUT, "decoding stands still at " + now / 1_000_000_000 + " s");
            }
            ticker.tick(now / 1_000_000);
        }
        MediaFailure failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        ticker.tick(position.get() / 1_000_000);
    }

    /** Ends the flow and flushes what the sinks still hold. */
    void stop() {
        pipeline.setState(State.NULL);
        pipeline.getState(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        stop();
        bus.dispose();
        pipeline.dispose();
    }

    private MediaFailure failureOr(MediaFailure other) {
        MediaFailure failed = failure.get();
        return failed == null ? other : failed;
    }

    private void fail(MediaFailure reason) {
        failure.compareAndSet(null, reason);
        exposed.countDown();
        ended.countDown();
    }

    private void link(Pad pad) {
        Caps caps = pad.getCurrentCaps() == null ? pad.queryCaps(null) : pad.getCurrentCaps();
        boolean isRaw = caps.getStructure(0).getName().equals(wanted + "x-raw");
        if (isRaw && isLinked.compareAndSet(false, true)) {
            pad.addProbe(PadProbeType.BLOCK_DOWNSTREAM, hold);
            pad.link(pipeline.getElementByName("entry").getStaticPad("sink"));
            entered.set(pad);
            return;
        }
        Element sink = ElementFactory.make("fakesink", null);
        sink.set("sync", false);
        sink.set("async", false);
        pipeline.add(sink);
        sink.syncStateWithParent();
        pad.link(sink.getStaticPad("sink"));
    }
}
