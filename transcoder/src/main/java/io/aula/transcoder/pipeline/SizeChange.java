package io.aula.transcoder.pipeline;

import java.util.List;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;

/**
 * Lets what changes its size midway, as a shared window does, keep its proportions: from then on it gets borders. Before,
 * there are none, since a size that had to be rounded would get a thin one.
 */
final class SizeChange {

    private final List<Element> scalers;
    private boolean isFirst = true;

    // The native side holds callbacks weakly.
    private final Pad.PROBE onEvent = (pad, info) -> {
        if (CoreCalls.isFormat(info.getEvent())) {
            see();
        }
        return PadProbeReturn.OK;
    };

    SizeChange(List<Element> scalers) {
        this.scalers = scalers;
    }

    Pad.PROBE onEvent() {
        return onEvent;
    }

    private void see() {
        if (!isFirst) {
            scalers.forEach(scaler -> scaler.set("add-borders", true));
        }
        isFirst = false;
    }
}
