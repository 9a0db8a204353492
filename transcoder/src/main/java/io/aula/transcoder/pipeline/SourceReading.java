package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.gstreamer.Bus;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.ElementFactory;
import org.freedesktop.gstreamer.Format;
import org.freedesktop.gstreamer.Gst;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeType;
import org.freedesktop.gstreamer.Pipeline;
import org.freedesktop.gstreamer.State;
import org.freedesktop.gstreamer.elements.DecodeBin;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source from end to end without decoding anything: decodebin stops at elementary streams. It is decodebin and not
 * parsebin because only the former says reliably when it has shown all pads.
 */
final class SourceReading {

    /** Less than the worker waits, so that what was found is said. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(25), Duration.ofSeconds(40));

    private static final int STILL_SECONDS = 25;
    private static final int MOST_PADS = 64;

    private final Pipeline pipeline = (Pipeline) Gst.parseLaunch("filesrc name=source ! decodebin name=decode");
    private final List<StreamSurvey> streams = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable MediaFailure> failure = new AtomicReference<>();
    private final CountDownLatch exposed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private long declaredNanos;

    // Callbacks are kept in fields: the native side holds them weakly.
    private final DecodeBin.AUTOPLUG_CONTINUE gate = (element, pad, caps) -> !CapsGate.isElementary(caps)
            && (CapsGate.mayBePlugged(caps, "video/") || CapsGate.mayBePlugged(caps, "audio/"));
    private final Element.PAD_ADDED added = (element, pad) -> drain(pad);
    private final Element.NO_MORE_PADS complete = element -> exposed.countDown();
    private final Bus.EOS eos = from -> end();
    private final Bus.ERROR error = (from, code, message) -> {
        failure.compareAndSet(null, MediaFailure.ofPipeline(from.getName(), message));
        end();
    };

    /** @param track of an ISO file; null reads all streams */
    void read(SourceFile source, @Nullable Integer track) throws MediaFailure, InterruptedException {
        DecodeBin decode = (DecodeBin) pipeline.getElementByName("decode");
        source.openIn(pipeline, track);
        Bus bus = pipeline.getBus();
        decode.connect(gate);
        decode.connect(added);
        decode.connect(complete);
        bus.connect(eos);
        bus.connect(error);
        try {
            pipeline.setState(State.PLAYING);
            await();
            streams.forEach(StreamSurvey::settle);
        } finally {
            pipeline.setState(State.NULL);
            bus.dispose();
            pipeline.dispose();
        }
    }

    List<StreamSurvey> streams() {
        return streams;
    }

    /** What went wrong on the way; what was read before counts. */
    @Nullable
    MediaFailure failure() {
        return failure.get();
    }

    /** How long the container says all of it is; 0 when it does not. */
    long declaredNanos() {
        return declaredNanos;
    }

    private void await() throws MediaFailure, InterruptedException {
        PATIENCE.await(exposed, Patience::processorTime);
        declaredNanos = Math.max(0, pipeline.queryDuration(Format.TIME));
        long seen = -1;
        while (!ended.await(STILL_SECONDS, TimeUnit.SECONDS)) {
            long now = streams.stream().mapToLong(StreamSurvey::count).sum();
            if (now == seen) {
                long last =
                        streams.stream().mapToLong(StreamSurvey::endNanos).max().orElse(0);
                throw new MediaFailure(Finding.STANDS_STILL, Finding.time(last));
            }
            seen = now;
        }
    }

    private void end() {
        exposed.countDown();
        ended.countDown();
    }

    private void drain(Pad pad) {
        if (streams.size() > MOST_PADS) {
            return;
        }
        StreamSurvey stream = new StreamSurvey(pad);
        Element queue = ElementFactory.make("queue", null);
        Element line = ElementFactory.make("identity", null);
        Element sink = ElementFactory.make("fakesink", null);
        line.set("single-segment", true);
        line.set("silent", true);
        sink.set("sync", false);
        sink.set("async", false);
        pipeline.addMany(queue, line, sink);
        queue.link(line);
        line.link(sink);
        line.getStaticPad("src").addProbe(PadProbeType.BUFFER, stream.onBuffer());
        sink.syncStateWithParent();
        line.syncStateWithParent();
        queue.syncStateWithParent();
        pad.addProbe(PadProbeType.EVENT_DOWNSTREAM, stream.onTags());
        pad.addProbe(PadProbeType.BUFFER, stream.onFirst());
        streams.add(stream);
        pad.link(queue.getStaticPad("sink"));
    }
}
