package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.ChannelMix;
import io.aula.transcoder.ladder.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.freedesktop.gstreamer.Bus;
import org.freedesktop.gstreamer.Caps;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.ElementFactory;
import org.freedesktop.gstreamer.Gst;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.Pipeline;
import org.freedesktop.gstreamer.State;
import org.freedesktop.gstreamer.elements.DecodeBin;
import org.jspecify.annotations.Nullable;

/** One pipeline from start to end of stream; the handle of everything native in a pass. */
final class GstRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Patience SHOWING = new Patience(Duration.ofSeconds(60), PATIENCE);
    private static final int TICK_MS = 250;
    private static final Pattern POSITIONS = Pattern.compile("channel-mask=\\(bitmask\\)0x([0-9a-fA-F]+)");

    /** Called a few times a second with the position in the source. */
    interface Ticker {
        void tick(long positionMs) throws IOException, MediaFailure;
    }

    /**
     * The stream that a run decodes.
     *
     * @param kind {@code video/} or {@code audio/}
     * @param id as the probe has seen it
     * @param originNanos the running time that becomes zero
     */
    record Wanted(String kind, String id, long originNanos) {}

    private final Duration patience;
    private final Pipeline pipeline;
    private final Bus bus;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch exposed = new CountDownLatch(1);
    private final AtomicReference<@Nullable MediaFailure> failure = new AtomicReference<>();
    private final AtomicBoolean isLinked = new AtomicBoolean();
    private @Nullable Wanted wanted;

    // The native side holds callbacks weakly, so these fields keep them.
    private final DecodeBin.AUTOPLUG_CONTINUE gate = (element, pad, caps) -> mayBePlugged(pad, caps);
    private final Element.PAD_ADDED added = (element, pad) -> link(pad);
    private final Element.NO_MORE_PADS complete = element -> exposed.countDown();
    private final Bus.ERROR error = (from, code, message) -> fail(MediaFailure.ofPipeline(from.getName(), message));
    private final Bus.EOS eos = from -> ended.countDown();

    GstRun(String launch) {
        this(launch, PATIENCE);
    }

    /** @param patience how long it may stand still */
    GstRun(String launch, Duration patience) {
        this.patience = patience;
        this.pipeline = (Pipeline) Gst.parseLaunch(launch);
        this.bus = pipeline.getBus();
        bus.connect(error);
        bus.connect(eos);
    }

    Element element(String name) {
        return pipeline.getElementByName(name);
    }

    /** Takes one stream out of the source. */
    void decode(SourceFile source, Wanted stream) {
        this.wanted = stream;
        source.openIn(pipeline, stream.id);
        DecodeBin decode = (DecodeBin) pipeline.getElementByName("decode");
        decode.connect(gate);
        decode.connect(added);
        decode.connect(complete);
    }

    void start() throws MediaFailure, InterruptedException {
        pipeline.setState(State.PLAYING);
        if (wanted == null) {
            return;
        }
        SHOWING.await(exposed, Patience::processorTime);
        if (!isLinked.get()) {
            MediaFailure failed = failure.get();
            Finding unknown = "audio/".equals(wanted.kind) ? Finding.SOUND_FORMAT : Finding.PICTURE_FORMAT;
            throw failed == null ? new MediaFailure(unknown, "?") : failed;
        }
    }

    void await(Ticker ticker, LongSupplier positionNanos) throws MediaFailure, InterruptedException, IOException {
        long last = -1;
        long moved = System.nanoTime();
        while (!ended.await(TICK_MS, TimeUnit.MILLISECONDS)) {
            long now = positionNanos.getAsLong();
            moved = now == last ? moved : System.nanoTime();
            last = now;
            if (System.nanoTime() - moved > patience.toNanos()) {
                throw new MediaFailure(Finding.STANDS_STILL, Finding.time(now));
            }
            ticker.tick(now / 1_000_000);
        }
        MediaFailure failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        ticker.tick(positionNanos.getAsLong() / 1_000_000);
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

    private void fail(MediaFailure reason) {
        failure.compareAndSet(null, reason);
        exposed.countDown();
        ended.countDown();
    }

    /** Streams of other kinds, and others of the same kind, are not decoded. */
    private boolean mayBePlugged(Pad pad, Caps caps) {
        Wanted stream = wanted;
        if (stream == null || !CapsGate.mayBePlugged(caps, stream.kind)) {
            return false;
        }
        return !CapsGate.isElementary(caps) || isWanted(pad, stream);
    }

    private static boolean isWanted(Pad pad, Wanted stream) {
        String id = CoreCalls.streamId(pad);
        return id.isEmpty() || stream.id.isEmpty() || id.equals(stream.id);
    }

    private void link(Pad pad) {
        Wanted stream = wanted;
        Caps caps = pad.getCurrentCaps() == null ? pad.queryCaps(null) : pad.getCurrentCaps();
        if (stream != null
                && caps.getStructure(0).getName().equals(stream.kind + "x-raw")
                && isWanted(pad, stream)
                && isLinked.compareAndSet(false, true)) {
            if ("audio/".equals(stream.kind)) {
                mix(caps);
            } else {
                paint(caps);
            }
            // On the pad before the line: there times are still the container's, and become running times.
            CoreCalls.shift(element("entry").getStaticPad("src"), -stream.originNanos);
            pad.link(element("entry").getStaticPad("sink"));
            return;
        }
        Element sink = ElementFactory.make("fakesink", null);
        sink.set("sync", false);
        sink.set("async", false);
        pipeline.add(sink);
        sink.syncStateWithParent();
        pad.link(sink.getStaticPad("sink"));
    }

    private void paint(Caps caps) {
        Colours colours = Colours.of(caps.getStructure(0));
        CoreCalls.set(element("planes"), "caps", PassLaunch.planes(colours.published()));
        if (!colours.isNarrow()) {
            CoreCalls.set(element("through"), "caps", PassLaunch.PIXELS);
        }
        if (!Colours.areSaid(caps.getStructure(0))) {
            CoreCalls.set(element("meant"), "caps", "video/x-raw,colorimetry=" + colours.text());
        }
    }

    private void mix(Caps caps) {
        int channels = caps.getStructure(0).getInteger("channels");
        Matcher positions = POSITIONS.matcher(caps.toString());
        long places = positions.find() ? Long.parseUnsignedLong(positions.group(1), 16) : 0;
        if (channels != 2 || places != 3) {
            CoreCalls.set(
                    element("mix"),
                    "mix-matrix",
                    ChannelMix.of(channels, places).matrix());
        }
    }
}
