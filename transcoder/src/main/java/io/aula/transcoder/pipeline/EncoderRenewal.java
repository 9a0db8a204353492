package io.aula.transcoder.pipeline;

import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.PadProbeType;
import org.freedesktop.gstreamer.State;

/** Lets an encoder give out all it holds and begin anew, when the mark of {@link FrameGate} reaches it. */
final class EncoderRenewal {

    private final Element encoder;
    private final Pad sink;
    private final Pad source;
    private boolean isRenewing;

    // The native side holds callbacks weakly.
    private final Pad.PROBE onArrival = (pad, info) -> {
        if (!CoreCalls.isMark(info.getEvent(), FrameGate.RENEWAL)) {
            return PadProbeReturn.OK;
        }
        renew();
        return PadProbeReturn.DROP;
    };
    private final Pad.PROBE onDeparture =
            (pad, info) -> isRenewing && CoreCalls.isEnd(info.getEvent()) ? PadProbeReturn.DROP : PadProbeReturn.OK;

    EncoderRenewal(Element encoder) {
        this.encoder = encoder;
        this.sink = encoder.getStaticPad("sink");
        this.source = encoder.getStaticPad("src");
    }

    void watch() {
        sink.addProbe(PadProbeType.EVENT_DOWNSTREAM, onArrival);
        source.addProbe(PadProbeType.EVENT_DOWNSTREAM, onDeparture);
    }

    /** All of it on the thread that pushes: nothing arrives meanwhile. */
    private void renew() {
        isRenewing = true;
        CoreCalls.drain(sink);
        isRenewing = false;
        encoder.setState(State.READY);
        encoder.setState(State.PLAYING);
        CoreCalls.tellAgain(sink.getPeer(), sink);
    }
}
