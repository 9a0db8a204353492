package io.aula.transcoder.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.gstreamer.Bus;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.Gst;
import org.freedesktop.gstreamer.Pipeline;
import org.freedesktop.gstreamer.Version;
import org.jspecify.annotations.Nullable;

/** Decodes a file of one audio track to raw samples, one channel of 16 bits; time 0 of the file is sample 0. */
public final class SoundDecoder {

    private static final String CHAIN =
            "filesrc name=source ! decodebin ! queue ! audioconvert ! audioresample ! audiorate"
                    + " ! audio/x-raw,format=S16LE,layout=interleaved,channels=1,rate=%d ! filesink name=sink async=false";
    private static final long LONGEST_MINUTES = 60;

    private SoundDecoder() {}

    /** @throws IOException if there is no sound in it, or it cannot be read to its end */
    public static void decode(Path file, Path samples, int rate) throws IOException, InterruptedException {
        Gst.init(Version.of(1, 20), "aula");
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        // The native side holds callbacks weakly, so these stay in scope until the end.
        Bus.EOS onEnd = element -> ended.countDown();
        Bus.ERROR onError = (element, code, message) -> {
            failure.compareAndSet(null, message);
            ended.countDown();
        };
        try (Pipeline pipeline = (Pipeline) Gst.parseLaunch(CHAIN.formatted(rate))) {
            set(pipeline, "source", file);
            set(pipeline, "sink", samples);
            Bus bus = pipeline.getBus();
            bus.connect(onEnd);
            bus.connect(onError);
            pipeline.play();
            boolean isEnded = ended.await(LONGEST_MINUTES, TimeUnit.MINUTES);
            pipeline.stop();
            bus.disconnect(onEnd);
            bus.disconnect(onError);
            String said = isEnded ? failure.get() : "not decoded after " + LONGEST_MINUTES + " minutes";
            if (said != null) {
                throw new IOException("the sound cannot be decoded: " + said);
            }
        }
    }

    private static void set(Pipeline pipeline, String name, Path file) throws IOException {
        Element element = pipeline.getElementByName(name);
        if (element == null) {
            throw new IOException("the pipeline has no " + name);
        }
        element.set("location", file.toString());
    }
}
